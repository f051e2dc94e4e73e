"""Judge letters on an answer sheet: options that were chosen, matched or put in order; and name the mistake behind a wrong one."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from grader.course.model import ChoiceQuestion, MatchQuestion, Option, OrderQuestion
from grader.course.templates import fill_in
from grader.judging.quiz import NOT_ANSWERED, invalid
from grader.results import Status, Verdict


def judge_choice(question: ChoiceQuestion, letters: Sequence[str] | None) -> Verdict:
    """Judge the letters that were chosen; with several, they are worth what the question's scoring says."""
    if not letters:
        return NOT_ANSWERED
    for letter in letters:
        if letter not in question.options:
            return invalid(letter, f"write one of the letters {', '.join(question.options)}")
    chosen = {letter: question.options[letter] for letter in dict.fromkeys(letters)}
    if question.choose == "one" and len(chosen) > 1:
        return invalid(", ".join(chosen), "choose one letter")
    right = {letter for letter, option in question.options.items() if option.right}
    if set(chosen) == right:
        return Verdict(Status.PASSED, fraction=1.0)
    return _wrong_choice(question, chosen, right)


def _wrong_choice(question: ChoiceQuestion, chosen: Mapping[str, Option], right: set[str]) -> Verdict:
    wrong = {letter: option for letter, option in chosen.items() if not option.right}
    said = [f"{letter}) {_said(option.say) or 'is not right.'}" for letter, option in wrong.items()]
    missing: list[Option] = []
    if question.choose == "several":
        missing = [question.options[letter] for letter in sorted(right.difference(chosen))]
    if missing:
        said.append(f"{len(missing)} right {'letter is' if len(missing) == 1 else 'letters are'} missing.")
        said.extend(f"Think of this: {_said(option.say)}" for option in missing[:1] if option.say)
    names = {option.misconception for option in (*wrong.values(), *missing) if option.misconception}
    return Verdict(Status.FAILED, "\n".join(said), _only(names), _worth(question, set(chosen), right))


def _worth(question: ChoiceQuestion, chosen: set[str], right: set[str]) -> float:
    """Return the part of the points that a wrong choice earns; balanced, all letters together earn nothing."""
    if question.choose == "one":
        return 0.0
    wrong = question.options.keys() - right
    match question.scoring:
        case "balanced":
            taken = len(chosen & wrong) / len(wrong) if wrong else 0.0
            return max(0.0, len(chosen & right) / len(right) - taken)
        case "each":
            return 1.0 - len(chosen ^ right) / len(question.options)
        case "all":
            return 0.0
    assert_never(question.scoring)


def judge_match(question: MatchQuestion, given: Mapping[str, str]) -> Verdict:
    """Judge which letter was written for each thing; worth the fraction of pairs that are right."""
    letters = {name: _letter(text) for name, text in given.items() if name in question.pairs and text.strip()}
    if not letters:
        return NOT_ANSWERED
    for name, letter in letters.items():
        if letter not in question.options:
            return invalid(given[name], f"write one of the letters {', '.join(question.options)}")
    wrong = {n: letter for n, letter in letters.items() if letter != question.pairs[n].answer}
    missing = [name for name in question.pairs if name not in letters]
    if not wrong and not missing:
        return Verdict(Status.PASSED, fraction=1.0)
    known = {name: question.pairs[name].wrong.get(letter) for name, letter in wrong.items()}
    said = [f"{n}: {wrong[n]}) {_said(told.say) if told else 'does not belong to it.'}" for n, told in known.items()]
    said.extend(f"{name}: not matched yet." for name in missing)
    names = {told.misconception for told in known.values() if told and told.misconception}
    fraction = (len(letters) - len(wrong)) / len(question.pairs)
    return Verdict(Status.FAILED, "\n".join(said), _only(names), fraction)


def judge_order(question: OrderQuestion, letters: Sequence[str] | None) -> Verdict:
    """Judge letters in order; worth the fraction that stands in order already, nothing where no two do."""
    if not letters:
        return NOT_ANSWERED
    if sorted(letters) != sorted(question.options):
        return invalid(", ".join(letters), f"write each of the letters {', '.join(question.options)} once")
    if list(letters) == question.answer:
        return Verdict(Status.PASSED, fraction=1.0)
    place = {letter: position for position, letter in enumerate(letters)}
    told = [exchange for exchange in question.exchanged if place[exchange.before] < place[exchange.after]]
    said = [f"{each.before} before {each.after}: {_said(each.say)}" for each in told]
    run = _longest_run([question.answer.index(letter) for letter in letters])
    said = said or [f"{', '.join(letters)} is not the right order."]
    names = {exchange.misconception for exchange in told if exchange.misconception}
    return Verdict(Status.FAILED, "\n".join(said), _only(names), run / len(letters) if run > 1 else 0.0)


def _longest_run(positions: Sequence[int]) -> int:
    """Return how many items can stay where they are while the others are moved: the longest common subsequence."""
    longest: list[int] = []
    for at, position in enumerate(positions):
        longest.append(1 + max((longest[i] for i in range(at) if positions[i] < position), default=0))
    return max(longest)


def _letter(text: str) -> str:
    return text.strip().strip("().").lower()


@functools.lru_cache(maxsize=4096)
def _said(text: str | None) -> str:
    return fill_in(text, {}).strip() if text else ""


def _only(names: Iterable[str]) -> str | None:
    """Return the one name, where there is one."""
    distinct = set(names)
    return distinct.pop() if len(distinct) == 1 else None
