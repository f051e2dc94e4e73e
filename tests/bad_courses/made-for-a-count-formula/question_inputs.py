def wave(rng):
    return 3
