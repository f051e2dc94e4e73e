"""Say what contains a submission on this machine, and what does not; and try it."""

import sys

from grader.errors import JudgingError
from grader.runner import wire
from grader.runner.pool import CAN_FORK, Pool, Returned, TimedOut

ISOLATION = "process"

ENFORCED = (
    "a process of its own, started with python -I and a built environment; expected values never enter it",
    "one deadline per call, then the process is killed",
    "bounded results and bounded output",
    *(("its descendants are killed with it", "bounded memory") if CAN_FORK else ()),
)
NOT_ENFORCED = (
    "files that your user can read and write",
    "the network",
    *(() if CAN_FORK else (f"memory and detached descendants (on {sys.platform})",)),
)

_SOURCE = b"def answer(n):\n    while n == 0:\n        pass\n    return n\n"
_MEMORY = 512_000_000


def canary() -> str | None:
    """Run a small submission that returns, then one that loops; return what went wrong, None where nothing did."""
    try:
        with Pool() as pool:
            child = pool.child(_MEMORY)
            loaded = child.load(_SOURCE, "canary.py", "answer", 30.0)
            if not isinstance(loaded, wire.Loaded):
                return f"a submission does not load ({loaded})"
            returned = child.call([7], [], 30.0, 0)
            if returned != Returned(wire.Integer(7), ()):
                return f"a call does not return ({returned})"
            if not isinstance(child.call([0], [], 0.2, 0), TimedOut):
                return "an endless loop is not stopped"
    except JudgingError as error:
        return str(error)
    return None
