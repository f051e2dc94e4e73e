# verdict: exited
"""End the process with success before any function was called."""

import os

os._exit(0)
