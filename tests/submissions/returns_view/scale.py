def scale(x, factor=2):
    x = x.view()
    return x[:, :]
