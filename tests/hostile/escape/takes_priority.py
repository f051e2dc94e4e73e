# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Run before everything else."""

import os


def scale(x, factor=2):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
    print("ESCAPED: real time", flush=True)
    return x * factor
