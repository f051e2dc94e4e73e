def linear(call):
    return call(1)


def short(call, rng):
    return call(1)


def additive(call, rng):
    return call(1)
