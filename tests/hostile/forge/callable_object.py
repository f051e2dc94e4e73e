# verdict: passed
"""Be an object that pretends to be a function, and is right."""


class Scale:
    __name__ = "scale\x1b[31m"

    def __call__(self, x, factor=2):
        return x * factor


scale = Scale()
