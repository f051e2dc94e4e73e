def waves(rng):
    return rng.normal(5)
