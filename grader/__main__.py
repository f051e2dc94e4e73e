"""`python -m grader` is `learn`."""

import os
import sys

# -m puts the current folder first on the path, and that may be a student's: a numpy.py there must not be imported here.
sys.path[:] = [entry for entry in sys.path if entry not in ("", os.getcwd())]

from grader.cli.start import main  # noqa: E402

main()
