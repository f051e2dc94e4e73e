def flipped(slide, x, w, stride):
    return slide(x, w[::-1], stride)


def strideignored(slide, x, w, stride=1):
    return slide(x, w)


def off_by_one(slide, x, kernel, stride=1):
    return slide(x, kernel, stride)[:-1]


def _helper(x):
    return x
