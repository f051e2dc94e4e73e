"""Measure what sending a chunk to a worker costs, on a Dask cluster and on this machine, two workers each.

`empty`: chunks without submissions, so nothing but the way there and back; with the course, as it travels in each chunk. `quiz`: chunks
of 16 submissions of exercise-1. The scheduler and its workers are processes of this machine, so the network costs nothing here. Needs
the extra `cluster`.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from classroom import classroom
from distributed import Client
from distributed.deploy.subprocess import SubprocessCluster
from pairs import time_in_turn

from grader.course.loader import open_course
from grader.course.packed import pack_course
from grader.gradebook.cluster import ClusterExecutor
from grader.gradebook.executors import Chunk, Executor, run_all
from grader.gradebook.local import LocalExecutor
from grader.gradebook.worker import Setting
from grader.workspace.packed import digest, pack

WORKERS = 2
CHUNK = 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chunks", type=int, default=100, help="how many chunks in a round (default: 100)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each runs (default: 5)")
    arguments = parser.parse_args()
    course = open_course()
    sent = pack_course(course.root)
    submissions = classroom(course, course.exercise("exercise-1"), arguments.chunks * CHUNK)
    packed = [(digest(submission), pack(submission)) for submission in submissions]
    quiz = [Chunk(tuple(packed[at : at + CHUNK])) for at in range(0, len(packed), CHUNK)]
    empty = [Chunk(())] * arguments.chunks
    with ExitStack() as stack:
        workers = SubprocessCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None)
        address = stack.enter_context(workers).scheduler_address
        with Client(address) as client:
            client.wait_for_workers(WORKERS, timeout=120)  # on a busy machine they take a while
        cluster = stack.enter_context(ClusterExecutor(address))
        local = stack.enter_context(LocalExecutor(WORKERS))
        contenders: dict[str, Callable[[], object]] = {}
        for name, executor, place in (("Dask", cluster, sent), ("here", local, str(course.root))):
            setting = Setting(place, hidden=True, salt="bench")
            contenders[f"{name}, empty"] = judging(executor, setting, empty)
            contenders[f"{name}, quiz"] = judging(executor, setting, quiz)
        rounds = time_in_turn(contenders, arguments.rounds)
    print(f"The course travels as {len(sent) / 1000:.0f} kB, a chunk of the quiz as {size(quiz[0]) / 1000:.0f} kB.")
    for name in contenders:
        seconds = rounds.seconds[name]
        each = [1000 * second / arguments.chunks for second in (rounds.median(name), min(seconds), max(seconds))]
        print(f"{name:<12} {each[0]:6.2f} ms a chunk ({each[1]:.2f} to {each[2]:.2f})")


def judging(executor: Executor, setting: Setting, chunks: Sequence[Chunk]) -> Callable[[], None]:
    """Return what has all chunks judged."""

    def run() -> None:
        found = sum(len(results) for _, results in run_all(executor, setting, iter(chunks)))
        if found != sum(len(chunk.submissions) for chunk in chunks):
            sys.exit(f"{found} results came back")

    return run


def size(chunk: Chunk) -> int:
    """Return how many bytes the submissions of a chunk have."""
    return sum(len(packed) for _, packed in chunk.submissions)


if __name__ == "__main__":
    main()
