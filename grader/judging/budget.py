"""One budget of time for all that a submission's code does: loading its files and all calls, whatever each of them may take."""

from collections.abc import Iterable

from grader.judging.failures import failed
from grader.results import Category, Status, Verdict

SHARE = 3  # times what its most patient question allows one call
LEAST, MOST = 15.0, 150.0  # seconds; a worker waits longer for the whole submission


class Budget:
    """Seconds that are left; a step costs its time on the clock or its processor time, whichever is longer."""

    def __init__(self, seconds: float = MOST) -> None:
        self.seconds = seconds
        self._is_told = False
        self._left = seconds

    @property
    def left(self) -> float:
        """How many seconds are left, 0 where it is spent."""
        return max(0.0, self._left)

    def told(self, verdict: Verdict) -> Verdict:
        """Return a verdict as it is shown: the first that there is no time left for is a time-out, whatever was tried before."""
        if self.left or self._is_told or verdict.status is not Status.NOT_RUN:
            return verdict
        self._is_told = True
        return failed(SPENT.format(seconds=self.seconds), Category.TIMEOUT)

    def spend(self, seconds: float) -> None:
        """Take what a step cost."""
        self._left -= seconds


def budget_for(limits: Iterable[float], *, twice: bool) -> Budget:
    """Return the budget of a submission whose questions allow one call so many seconds; `twice` where all is judged anew too."""
    seconds = SHARE * max(limits, default=0.0) * (2 if twice else 1)
    return Budget(min(MOST, max(LEAST, seconds)))


SPENT = (
    "Loading the files and all calls together took the {seconds:g} seconds that a submission has. The rest is not run."
)
