def flipped(slide, x, w, stride=1):
    return slide(x, w[::-1], stride)
