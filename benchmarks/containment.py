"""Measure what containment adds: a submission at each level of this machine against a bare fork, and the start of its parent.

A turn is what a question costs: fork a child, confine it, send a source of ten lines, call its function five times with an image of
5×7×3, kill it and wait for its end. The bare fork does the same without any confinement (`--isolation none`). The levels run in turn,
in one process. Then, for each level, the time from nothing to a parent of children that has imported NumPy, and to one whose
level the canary has proved.
"""

import argparse
import statistics
import time

import numpy as np
from pairs import show_times, time_in_turn

from grader.errors import JudgingError
from grader.judging.compare import to_wire
from grader.runner.child import Returned
from grader.runner.levels import CONFINED, Level
from grader.runner.pool import Pool
from grader.runner.proof import prove

ADDED, START = 5.0, 300.0  # milliseconds
MEMORY = 512_000_000
SOURCE = b"""
import numpy as np

def conv2d(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(0, 1))
    return np.einsum("ijdab,abdc->ijc", windows, w)
"""
X, W = np.random.default_rng(1).normal(size=(5, 7, 3)), np.random.default_rng(2).normal(size=(3, 2, 3, 4))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=101, help="turns of each level (default: 101)")
    parser.add_argument("--starts", type=int, default=11, help="starts of each level (default: 11)")
    arguments = parser.parse_args()
    pools = {level: pool for level in (Level.NONE, *CONFINED) if (pool := opened(level)) is not None}
    try:
        turns = time_in_turn(
            {str(level): lambda pool=pool: turn(pool) for level, pool in pools.items()}, arguments.rounds
        )
    finally:
        for pool in pools.values():
            pool.close()
    show_times(turns)
    for level in pools:
        if level is not Level.NONE:
            pairs = zip(turns.seconds[level], turns.seconds[Level.NONE], strict=True)
            added = statistics.median(a - b for a, b in pairs) * 1e3
            print(f"{level} adds {added:.2f} ms to a bare fork (median of the pairs; at most {ADDED:g})")
    print()
    for level in pools:
        seconds = [start(level) for _ in range(arguments.starts)]
        ready, proved = (statistics.median(column) * 1e3 for column in zip(*seconds, strict=True))
        print(f"{level}: ready after {ready:.0f} ms (at most {START:g}), proved after {proved:.0f} ms (medians)")


def opened(level: Level) -> Pool | None:
    pool = Pool(level)
    try:
        pool.ready()
        turn(pool)
    except JudgingError as error:
        pool.close()
        print(f"{level} cannot be had here: {error}\n")
        return None
    return pool


def turn(pool: Pool) -> None:
    child = pool.child(MEMORY)
    child.load(SOURCE, "conv2d.py", "conv2d", 10.0)
    (x, x_body), (w, w_body) = to_wire(X), to_wire(W)
    for _ in range(5):
        answer = child.call([x, w], [x_body, w_body], 10.0, 1000)
        assert isinstance(answer, Returned), answer
    child.close()


def start(level: Level) -> tuple[float, float]:
    began = time.perf_counter()
    with Pool(level) as pool:
        pool.ready()
        ready = time.perf_counter()
        if level is not Level.NONE:
            prove(pool)
        return ready - began, time.perf_counter() - began


if __name__ == "__main__":
    main()
