def scale(x, factor=2):
    while True:
        pass
