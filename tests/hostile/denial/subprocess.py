# verdict: exception; none: passed
# proof: ESCAPED
"""Run another program."""

import subprocess


def scale(x, factor=2):
    print("ESCAPED:", subprocess.run(["/bin/sh", "-c", "echo a shell"], capture_output=True, text=True).stdout)
    return x * factor
