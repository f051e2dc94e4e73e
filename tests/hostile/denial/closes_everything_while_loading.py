# verdict: exited or crashed
"""Close every descriptor before the answer to loading is sent."""

import os

os.closerange(0, 1024)
