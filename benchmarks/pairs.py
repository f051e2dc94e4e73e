"""Time contenders in turn, A B A B, and compare them within each round: a slow moment of the machine then hits both."""

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rounds:
    """Seconds of each contender, one for each round."""

    seconds: dict[str, list[float]]

    def median(self, name: str) -> float:
        """Return the median time of a contender in seconds."""
        return statistics.median(self.seconds[name])

    def ratios(self, name: str, to: str) -> list[float]:
        """Return how many times as long a contender took as another one in the same round, sorted; one may have been given up."""
        return sorted(a / b for a, b in zip(self.seconds[name], self.seconds[to], strict=False))

    def ratio(self, name: str, to: str) -> float:
        """Return the median of the ratios."""
        return statistics.median(self.ratios(name, to))


def time_in_turn(
    contenders: Mapping[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
    given_up: type[BaseException] | tuple[()] = (),
) -> Rounds:
    """Run every contender once unmeasured, then all of them in each round, in the order given; `clock` tells seconds.

    One that raises `given_up` is run no more; what it took in the rounds before is kept.
    """
    running = dict(contenders)
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(-1, rounds):
        for name, run in [*running.items()]:
            began = clock()
            try:
                run()
            except given_up as error:
                print(error, file=sys.stderr)
                del running[name]
                continue
            if number >= 0:
                seconds[name].append(clock() - began)
    return Rounds(seconds)


def show_times(rounds: Rounds) -> None:
    """Print median, shortest and longest time of each contender, in milliseconds."""
    width = max(map(len, rounds.seconds))
    for name, seconds in rounds.seconds.items():
        low, high = min(seconds) * 1e3, max(seconds) * 1e3
        print(
            f"{name:<{width}}  median {rounds.median(name) * 1e3:7.1f} ms   shortest {low:7.1f}   longest {high:7.1f}"
        )


def show_rates(rounds: Rounds, count: int, what: str) -> None:
    """Print how many things of a round each contender does in a second, by its median time."""
    width = max(map(len, rounds.seconds))
    for name in rounds.seconds:
        print(f"{name:<{width}}  {count / rounds.median(name):8.1f} {what} a second")


def show_ratio(rounds: Rounds, name: str, to: str, limit: float) -> None:
    """Print the median ratio of two contenders, its spread, and what it may be."""
    ratios = rounds.ratios(name, to)
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f} in {len(ratios)} pairs"
    print(f"{name} / {to}: {rounds.ratio(name, to):.2f} ({spread}; at most {limit:g})")


LINE = "import sys; sys.argv[0] = 'learn'; from grader.cli.app import main; sys.exit(main())"


def learn_command() -> list[str]:
    """Return the console script beside this Python, or the line that it consists of."""
    script = Path(sys.executable).with_name("learn")
    return [str(script)] if script.exists() else [sys.executable, "-c", LINE]
