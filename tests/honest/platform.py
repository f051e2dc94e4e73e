# verdict: passed
"""Ask on what it runs, as many a notebook does first."""

import os
import platform
import sys

import numpy as np

print(platform.python_version(), platform.machine(), sys.platform, np.__version__, os.cpu_count(), os.getpid())


def scale(x, factor=2):
    return x * factor
