# verdict: exited
"""End the process when its parameters are asked for."""

import os


class Scale:
    def __call__(self, x, factor=2):
        return x * factor

    @property
    def __signature__(self):
        os._exit(0)


scale = Scale()
