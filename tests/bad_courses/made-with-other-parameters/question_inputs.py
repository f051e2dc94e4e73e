def wave(rng, size):
    return rng.normal(size)
