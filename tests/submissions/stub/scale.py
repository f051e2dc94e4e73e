def scale(x, factor=2):
    raise NotImplementedError
