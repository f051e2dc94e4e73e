# verdict: passed
"""Try itself when it is run as a program."""

import numpy as np


def scale(x, factor=2):
    return x * factor


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    plt.imshow(scale(np.eye(3)))
    plt.show()
