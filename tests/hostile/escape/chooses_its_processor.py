# verdict: exception; none: passed
# proof: ESCAPED
"""Sit on the processor where the grader runs."""

import os


def scale(x, factor=2):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print("ESCAPED: a processor of its choice", flush=True)
    return x * factor
