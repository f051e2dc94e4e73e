"""The statistics of a class for the terminal: all of them, or what closes a batch."""

from collections.abc import Iterator, Sequence

from grader.reports.statistics import BINS, CheckCount, ClassStatistics, MisconceptionCount, QuestionStatistics
from grader.reports.text import points

BAR = 40  # characters of the longest bar of a histogram
MOST = 5  # mistakes that a closing table names

ENDINGS = {"graded": "graded", "error": "could not be judged", "partial": "not graded to the end"}


def render_statistics(statistics: Sequence[ClassStatistics]) -> str:
    """Return all numbers of each exercise as text."""
    return "\n".join("\n".join(_exercise(numbers)) + "\n" for numbers in statistics) or NOTHING


def render_summary(statistics: Sequence[ClassStatistics]) -> str:
    """Return what closes a batch: how many were graded, how the scores lie, and the most frequent mistakes."""
    return "\n".join("\n".join(_summary(numbers, MOST)) + "\n" for numbers in statistics) or NOTHING


def percent(fraction: float) -> str:
    """Return a fraction in whole per cent; only all is 100 %, and only nothing is 0 %."""
    whole = round(fraction * 100)
    return f"{min(99, whole) if fraction < 1 else 100} %" if whole else ("<1 %" if fraction > 0 else "0 %")


def signed(number: float | None) -> str:
    """Return a correlation with its sign and two decimals, or a dash where there is none."""
    return "–" if number is None else f"{number:+.2f}"


def bin_name(position: int) -> str:
    """Return the range of a histogram's bin in per cent, such as `20–29 %`."""
    tenth = 100 // BINS
    return f"{position * tenth}–{100 if position == BINS - 1 else position * tenth + tenth - 1} %"


def _exercise(numbers: ClassStatistics) -> Iterator[str]:
    yield from _summary(numbers, len(numbers.misconceptions))
    if numbers.questions:
        yield ""
        yield from _questions(numbers.questions)
    for title, checks in (("Nobody fails", numbers.nobody_fails), ("Nobody passes", numbers.nobody_passes)):
        if checks:
            yield ""
            yield f"{title}:"
            yield from (f"  {_check(check)}" for check in checks)


def _summary(numbers: ClassStatistics, most: int) -> Iterator[str]:
    yield f"{numbers.exercise} · {numbers.title}"
    counts = [f"{count} {ENDINGS[status]}" for status, count in numbers.statuses.items() if count or status == "graded"]
    yield f"{_counted(numbers.submissions, 'submission')}: {', '.join(counts)}"
    if numbers.adjusted:
        yield f"{numbers.adjusted} with points adjusted by hand"
    yield from _handed_on(numbers.handed_on)
    if numbers.mean is not None and numbers.median is not None:
        yield ""
        yield f"Score: mean {_decimal(numbers.mean)}, median {_decimal(numbers.median)}, of {points(numbers.max_score)}"
        yield from _bars(numbers.histogram)
    if numbers.misconceptions[:most]:
        yield ""
        yield "Mistakes that answers prove:"
        yield from _misconceptions(numbers.misconceptions[:most])
        if len(numbers.misconceptions) > most:
            yield f"  … {len(numbers.misconceptions) - most} more"


def _handed_on(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    if pairs:
        named = [f"{student} (for {other})" for student, other in pairs[:MOST]]
        more = f" and {len(pairs) - MOST} more" if len(pairs) > MOST else ""
        yield f"{len(pairs)} started for somebody else: {', '.join(named)}{more}"


def _bars(histogram: Sequence[int]) -> Iterator[str]:
    width = len(str(max(histogram)))
    for position, count in enumerate(histogram):
        bar = "█" * (-(-count * BAR // max(histogram)))  # rounded up: one submission is seen
        yield f"  {bin_name(position):>8}  {count:>{width}}  {bar}".rstrip()


def _misconceptions(counts: Sequence[MisconceptionCount]) -> Iterator[str]:
    width = max(len(str(count.count)) for count in counts)
    for count in counts:
        yield f"  {count.count:>{width}}  {count.question}: {mistake(count.name)}"


def mistake(name: str) -> str:
    """Return the name of a mistake in words: two that were made together are joined by `and`."""
    return " and ".join(name.split("+"))


def _questions(questions: Sequence[QuestionStatistics]) -> Iterator[str]:
    width = max(len("question"), *(len(question.id) for question in questions))
    yield f"{'question':<{width}}  points  mean  discr.   full  part  none  not judged"
    for question in questions:
        mean = "–" if question.difficulty is None else percent(question.difficulty)
        yield (
            f"{question.id:<{width}}  {points(question.max_score):>6}  {mean:>5}  {signed(question.discrimination):>5}  "
            f"{question.full:>5} {question.partial:>5} {question.none:>5}  {question.unjudged:>10}"
        )
    undefined = [question for question in questions if question.undefined]
    yield from (f"  {question.id}: no discrimination, {question.undefined}" for question in undefined)


def _check(check: CheckCount) -> str:
    return (
        f"{check.question}: {check.check}{' (hidden)' if check.hidden else ''}, in {_counted(check.ran, 'submission')}"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _decimal(hundredths: float) -> str:
    return f"{hundredths / 100:.2f}"


NOTHING = "No submissions.\n"
