"""Every fault that `learn author check` knows is made once, in a course that is green before, and gets its message."""

import ast
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from grader.authoring.check import CourseCheck, check_course, named_keys
from grader.authoring.degenerate import wrong_answers
from grader.authoring.findings import Finding
from grader.authoring.question import check_question
from grader.authoring.scaffold import new_course, new_question
from grader.authoring.written import check_as_annotations, check_as_json, check_as_text
from grader.course.loader import Course, open_course
from grader.errors import UsageError
from grader.results import Status, Verdict
from grader.runner.pool import Pool

KINDS = ("number", "formula", "choice", "match", "order", "code")
YAML, REFERENCE, MISTAKES = "questions/t/{}.yaml", "solutions/t/code.py", "solutions/t/code_mistakes.py"
Check = Callable[[Path, str], list[str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course with a scaffold of each kind, whose texts are written."""
    return make_course(tmp_path / "mine")


def make_course(root: Path) -> Path:
    new_course(root)
    for kind in KINDS:
        new_question(open_course(root), kind, f"t/{kind}")
        file = root / YAML.format(kind)
        file.write_text(file.read_text(encoding="utf-8").replace("TODO: ", ""), encoding="utf-8")
    return root


@pytest.fixture
def found(pool: Pool) -> Check:
    def check(root: Path, key: str) -> list[str]:
        return [str(finding) for finding in check_question(open_course(root), key, pool).findings]

    return check


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file} holds no {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_a_scaffold_whose_texts_are_written_is_green(kind: str, root: Path, found: Check) -> None:
    assert found(root, f"t/{kind}") == []


# What is damaged: kind, file, old text, new text, finding.
FAULTS = {
    "a key that is none": (
        "number", YAML, "title:", "titel:",
        'questions/t/number.yaml:6:1: schema: titel: unknown key. Did you mean "title"?',
    ),
    "a text still to be written": (
        "number", YAML, "a kernel of", "TODO: a kernel of",
        "questions/t/number.yaml:22:1: todo: this is still the scaffold's: write your own",
    ),
    "a text that cannot be filled in for some variant": (
        "number", YAML, "How many weights does it have?", '"{{ 10 // (kernel - 7) }} How many weights?"',
        "questions/t/number.yaml:27:5: text: template: integer division or modulo by zero, for kernel = 7, ",
    ),
    "a hint that fills in the answer": (
        "number", YAML, "What does the kernel look like from the side?", "There are {{ kernel * kernel * c_in }}.",
        "questions/t/number.yaml:38:5: leak: it holds the answer to weights, 75: leave it out, or let a formula ask for it",
    ),
    "a formula that is given away": (
        "formula", YAML, "How many layers of K×K has it?", "Write `window*C`.",
        "questions/t/formula.yaml:34:5: leak: it holds asks.weights.answer, window * C: leave it out",
    ),
    "an option that is given away": (
        "choice", YAML, "What would have to be saved in a file?", "Think of their weights and their bias.",
        "questions/t/choice.yaml:30:5: leak: it holds option b, which is right: leave it out",
    ),
    "a condition that no draw satisfies": (
        "number", YAML, "[2, 64]}\n# The sizes without a student's name.\nexample: {kernel: 5, c_in: 3}\n# What the sizes must satisfy; other draws are thrown away.\nrequire:\n  - kernel != c_in",
        "[2, 1000000]}\nexample: {kernel: 5, c_in: 3}\nrequire:\n  - c_in == 3",
        "questions/t/number.yaml:15:5: unsatisfiable: no draw of 500 satisfies c_in == 3: widen params, or drop the condition",
    ),
    "a condition that hardly a draw satisfies": (
        "number", YAML, "kernel != c_in", "kernel * 1000000 + c_in == 5000003",
        "questions/t/number.yaml:10:1: acceptance: 0.4% of the draws make a variant (no two methods ever agree): widen params, or loosen require",
    ),
    "variants that are all alike": (
        "number", YAML, "{one_of: [3, 5, 7]}\n  c_in: {between: [2, 64]}", "{one_of: [5]}\n  c_in: {one_of: [3]}",
        "questions/t/number.yaml:10:1: same-variant: all 200 variants are alike: give params more values",
    ),
    "a misconception that fails for some variant": (
        "number", YAML, "answer: kernel * c_in", "answer: kernel * c_in * 10 // (c_in - 9)",
        "questions/t/number.yaml:35:23: misconception-fails: kernel * c_in * 10 // (c_in - 9) divides by zero, for ",
    ),
    "two options that read alike": (
        "choice", YAML, "Their output.", "The window that they look at.",
        "questions/t/choice.yaml:25:3: options-alike: it reads like option a: drop one",
    ),
    "a choice that pays whoever writes every letter": (
        "choice", YAML, "choose: one", "choose: several\nscoring: each",
        "questions/t/choice.yaml:14:1: ticking-declared: writing every letter earns 33% of the points; with scoring: balanced it earns nothing",
    ),
    "a choice of which all is right": (
        "choice", YAML, "choose: one\n# With several, writing all letters earns nothing; for another rule: scoring: each, or all.\n# Letter → option. What is said of an option is read by whoever got it wrong.\noptions:\n  a:\n    text: The window that they look at.\n    say: They all look at windows of their own.\n    # The stable name of the mistake of choosing it, if it has one.\n    misconception: same_window\n  b:\n    text: Their weights and their bias.\n    right: true\n  c:\n    text: Their output.\n    say: Their outputs differ wherever the image does.",
        "choose: several\noptions:\n  b: {text: Their weights., right: true}\n  c: {text: Their bias., right: true}",
        "questions/t/choice.yaml:14:1: ticking-pays: writing every letter earns 100% of the points: add an option that is wrong",
    ),
    "a reference that raises for one case": (
        "code", REFERENCE, "return x * factor", 'if x.dtype == int:\n        raise ValueError("no")\n    return x * factor',
        "solutions/t/code.py:14:1: reference-raises: the reference raises ValueError: no; called as code(x=array(2, 3), factor=0.5)",
    ),
    "a reference that changes its argument": (
        "code", REFERENCE, "return x * factor", "y = x * factor\n    x[0] = 0\n    return y",
        "solutions/t/code.py:6:1: reference-fails: it does not pass its own case \"negative numbers too\": The call changed its argument x",
    ),
    "a reference whose second result is another": (
        "code", REFERENCE, "return x * factor", "code.calls = getattr(code, 'calls', 0) + 1\n    return x * factor + code.calls",
        "solutions/t/code.py:6:1: reference-fails: it does not pass its own case \"negative numbers too\": ",
    ),
    "a reference whose shape is another": (
        "code", REFERENCE, "return x * factor", "return (x * factor)[:, :1]",
        'solutions/t/code.py:6:1: reference-fails: it does not pass its own case "negative numbers too": its result has 1 in columns_out, which axes and where make 4',
    ),
    "a mistake that is right": (
        "code", MISTAKES, "return np.abs(code(x, factor))", "return code(x, factor)",
        "solutions/t/code_mistakes.py:13:1: mistake-right: sign_lost gives what the reference gives in every case that a student sees: add a case that catches it, or drop it",
    ),
    "a mistake that only raises": (
        "code", MISTAKES, "return np.abs(code(x, factor))", "return 1 / 0",
        "solutions/t/code_mistakes.py:13:1: mistake-raises: sign_lost raises in every case that a student sees (ZeroDivisionError: division by zero): return what a student's code would",
    ),
    "two mistakes that are one": (
        "code", MISTAKES, "return code(x)", "return code(x, factor).astype(x.dtype)",
        "solutions/t/code_mistakes.py:23:1: mistakes-alike: truncated and factor_ignored give the same in every case that a student sees, so neither is ever named: add a case that tells them apart, or drop one",
    ),
    "a mistake that nobody wrote": (
        "code", MISTAKES, "def truncated", "def truncate",
        "questions/t/code.yaml:56:14: schema: misconceptions.truncated: solutions/t/code_mistakes.py defines no function truncated. Did you mean \"truncate\"?",
    ),
    "a case that catches nothing of its own": (
        "code", YAML, "    because: other sizes than those that can be seen\n", "",
        'questions/t/code.yaml:41:5: case-idle: "another size" catches no mistake that another case does not: drop it, change its inputs, or say why it stays in because:',
    ),
    "a tolerance that takes half precision": (
        "code", YAML, "tolerance: auto", "tolerance: 0.01",
        'questions/t/code.yaml:36:5: degenerate: "negative numbers too" takes float16: make tolerance smaller, or change its inputs',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_gets_its_message(name: str, root: Path, found: Check) -> None:
    kind, file, old, new, message = FAULTS[name]
    change(root / file.format(kind), old, new)

    findings = found(root, f"t/{kind}")

    assert [finding for finding in findings if finding.startswith(message)], findings


def test_a_line_of_the_reference_is_no_hint(root: Path, found: Check) -> None:
    change(root / REFERENCE, "return x * factor", "return np.multiply(x, factor)")
    change(
        root / YAML.format("code"), "NumPy multiplies a whole array at once.", "Try `return np.multiply(x, factor)`."
    )

    message = "it holds a line of the reference, return np.multiply(x, factor): leave it out"
    assert found(root, "t/code") == [f"questions/t/code.yaml:65:5: leak: {message}"]


def test_an_answer_typed_in_for_the_example_is_found(root: Path, found: Check) -> None:
    file = root / YAML.format("number")
    change(file, "window: kernel * kernel", "window: kernel * kernel * 2")
    change(file, "What does the kernel look like from the side?", "There are 150.")

    message = "it holds the answer to weights, 150: leave it out, or let a formula ask for it"
    assert found(root, "t/number") == [f"questions/t/number.yaml:38:5: leak: {message}"]


def test_sizes_that_are_given_are_no_leak(root: Path, found: Check) -> None:
    """An answer may be one of the sizes: the prompt must name it."""
    change(root / YAML.format("number"), "answer: window * c_in", "answer: c_in")

    assert not [finding for finding in found(root, "t/number") if "leak" in finding]


def test_an_axis_without_a_size_is_found(root: Path, found: Check) -> None:
    change(root / YAML.format("code"), "  rows_out: rows\n", "")

    message = "rows_out is no axis of an argument, and where has no formula for it: write one"
    assert [finding.partition(": ")[2] for finding in found(root, "t/code")] == [f"axis-unknown: {message}"]


def test_a_law_that_raises_is_found_at_its_line(root: Path, found: Check) -> None:
    change(root / YAML.format("code"), "# properties:", "properties:")
    (root / "solutions/t/code_properties.py").write_text("def linear(call, rng):\n    return 1 / 0\n")

    message = "the property linear raises ZeroDivisionError: division by zero"
    assert f"solutions/t/code_properties.py:2:1: law-raises: {message}" in found(root, "t/code")


def test_a_stub_that_passes_is_found(root: Path, found: Check) -> None:
    (root / "exercises/templates").mkdir()
    solved = "import numpy as np\n\n\ndef code(x, factor=2):\n    return x * factor\n"
    (root / "exercises/templates/stub.py.j2").write_text(solved)

    message = '"negative numbers too" passes as it is handed out: ask for something that is not there yet'
    assert f"questions/t/code.yaml:36:5: stub-passes: {message}" in found(root, "t/code")


def test_a_template_that_cannot_be_filled_in_is_found(root: Path, found: Check) -> None:
    (root / "exercises/templates").mkdir()
    (root / "exercises/templates/answers.yaml.j2").write_text("{{ nobody }}")

    message = "template: 'nobody' is undefined"
    assert found(root, "t/choice") == [f"exercises/templates/answers.yaml.j2:1:1: template: {message}"]


def test_a_reference_that_imports_what_students_may_not_is_found(root: Path, found: Check) -> None:
    change(root / YAML.format("code"), "allow: [numpy]", "allow: []")
    change(root / REFERENCE, "return x * factor", "import scipy\n\n    return x * factor")

    message = '"negative numbers too" is judged failed for the right answer: '
    assert any(f": right-fails: {message}" in finding for finding in found(root, "t/code"))


JUDGED = {
    "what fails": (Verdict(Status.FAILED, "no"), [
        "questions/t/number.yaml:28:5: right-fails: the right answer is judged failed: no",
        "questions/t/number.yaml:33:7: misconception-unnamed: a student who answers by forgot_cin is told of none: two of them may be the same, so drop one",
        "questions/t/number.yaml:34:7: misconception-unnamed: a student who answers by k_not_squared is told of none: two of them may be the same, so drop one",
    ]),
    "what passes": (Verdict(Status.PASSED), [
        "questions/t/number.yaml:33:7: misconception-right: forgot_cin is the right answer: make it another, or drop it",
        "questions/t/number.yaml:34:7: misconception-right: k_not_squared is the right answer: make it another, or drop it",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("verdict", "messages"), JUDGED.values(), ids=JUDGED)
def test_a_judge_that_judges_answers_otherwise_is_found(
    verdict: Verdict, messages: list[str], root: Path, found: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.authoring.answers.judge_number", lambda *_: verdict)

    findings = found(root, "t/number")

    assert [re.sub(r":\d+:\d+:", "", each, count=1) for each in findings] == [
        re.sub(r":\d+:\d+:", "", each, count=1) for each in messages
    ]


def test_a_fault_of_ours_hides_no_other_question(root: Path, found: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.authoring.question.choice_findings", lambda *_: [][0])

    message = "Internal error: IndexError: list index out of range. Please report it."
    assert found(root, "t/choice") == [f"questions/t/choice.yaml:1:1: internal: {message}"]


def test_degenerate_answers_never_equal_the_right_one() -> None:
    right = (np.array([[1.0, 2.5], [3.0, 4.0]]), 3)

    names = [name for name, _ in wrong_answers(right, [np.zeros(2), 3])]

    assert {"the first result alone", "all zeros as result 1", "whole numbers as result 1", "NaN as result 2"} <= {
        *names
    }
    assert "its input 3 as result 2" not in names
    assert list(wrong_answers(np.zeros((0, 2)), [])) != []
    assert "all zeros" not in [name for name, _ in wrong_answers(np.zeros((0, 2)), [])]


# The course as a whole


def whole(root: Path, *questions: str, **more: object) -> list[str]:
    return [str(finding) for finding in check_course(open_course(root), questions, jobs=2, **more).findings]


def test_files_that_belong_to_nothing_are_found(root: Path) -> None:
    (root / "solutions/t/lost.py").write_text("")
    (root / "solutions/t/cod_mistakes.py").write_text("")
    (root / "questions/t/notes.txt").write_text("")
    (root / "questions/stray.yaml").write_text("")

    findings = [finding for finding in whole(root) if "unasked" not in finding]

    where = "files here are called questions/<topic>/<id>.yaml; move it, or drop it"
    orphan = "that it could belong to: rename it, or drop it."
    assert findings == [
        f"questions/stray.yaml:1:1: unknown-file: nothing reads it: {where}",
        f"questions/t/notes.txt:1:1: unknown-file: nothing reads it: {where}",
        f'solutions/t/cod_mistakes.py:1:1: orphan: there is no question questions/t/cod.yaml {orphan} Did you mean "t/code"?',
        f"solutions/t/lost.py:1:1: orphan: there is no question questions/t/lost.yaml {orphan}",
    ]


def test_a_question_that_nobody_asks_is_noted_and_no_fault(root: Path) -> None:
    check = check_course(open_course(root), jobs=2)

    message = "no exercise asks it: add {question: t/choice, points: 1} to exercises/<id>/exercise.yaml"
    assert str(check.findings[0]) == f"questions/t/choice.yaml:1:1: unasked: {message}"
    assert check.is_green


def test_a_broken_exercise_is_found_once(root: Path) -> None:
    change(root / "exercises/exercise-1/exercise.yaml", "counting/weights", "counting/weigths")

    message = 'questions.0.question: no question "counting/weigths". Did you mean "counting/weights"?'
    assert f"exercises/exercise-1/exercise.yaml:8:16: schema: {message}" in whole(root)


def test_a_missing_secret_is_found_where_strangers_are_graded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEARN_COURSE_SECRET", raising=False)

    (finding,) = whole(root, "t/number", untrusted=True)

    assert finding == (
        "exercises/course.yaml:1:1: secret: LEARN_COURSE_SECRET is not set, so whoever reads the course knows every student's"
        " numbers (t/number): set it where you grade, to a text of your own"
    )
    monkeypatch.setenv("LEARN_COURSE_SECRET", "a text")
    assert whole(root, "t/number", untrusted=True) == []


ENDLESS = {
    "a mistake that hangs": (MISTAKES, "return np.abs(code(x, factor))", "while True:\n        pass", (15, 16)),
    "a reference that hangs": (REFERENCE, "return x * factor", "while True:\n        pass", (13, 14)),
}


@pytest.mark.parametrize(("file", "old", "new", "lines"), ENDLESS.values(), ids=ENDLESS)
def test_what_hangs_is_ended_and_its_line_is_named(
    file: str, old: str, new: str, lines: tuple[int, ...], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other questions are checked all the same."""
    monkeypatch.setattr("grader.authoring.workers.PATIENCE", 1000.0)  # the processor decides, however busy it is
    change(root / file, old, new)

    check = check_course(open_course(root), ["t/code", "t/number", "t/choice"], jobs=1, deadline=2.0)

    (finding,) = check.findings
    assert (finding.path, finding.code) == (Path(file), "hangs")
    assert finding.line in lines
    assert finding.message == (
        "checking t/code did not end within its deadline, and this is where it was: does a loop end?"
    )
    assert [checked.key for checked in check.questions] == ["t/choice", "t/code", "t/number"]


SLEEPING = "__import__('time').sleep({})\n    return x * factor"


def test_what_sleeps_for_ever_is_ended_by_the_clock(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.authoring.workers.PATIENCE", 0.1)
    change(root / REFERENCE, "return x * factor", SLEEPING.format(1000))

    (finding,) = check_course(open_course(root), ["t/code"], jobs=1, deadline=30.0).findings

    assert (str(finding.path), finding.line, finding.code) == (REFERENCE, 13, "hangs")


def test_waiting_for_the_processor_is_no_finding(root: Path) -> None:
    """Sleeping is what a busy machine does to a process: time passes on the clock, and none in the processor."""
    mistakes = root / MISTAKES
    mistakes.write_text(f"import time\n\ntime.sleep(4)\n{mistakes.read_text()}")

    check = check_course(open_course(root), ["t/code"], jobs=1, deadline=3.0)

    assert check.findings == ()
    assert check.questions[0].seconds > 4.0


def test_what_ends_the_process_is_named(root: Path) -> None:
    change(root / MISTAKES, "return np.abs(code(x, factor))", "__import__('os')._exit(3)")

    message = "checking t/code ended the process (exit code 3): does its code exit?"
    assert whole(root, "code", "number") == [f"questions/t/code.yaml:1:1: ends: {message}"]


def test_checking_twice_gives_the_same(root: Path) -> None:
    change(root / YAML.format("number"), "title:", "titel:")
    change(root / MISTAKES, "return np.abs(code(x, factor))", "return code(x, factor)")

    assert whole(root) == whole(root)


UNKNOWN = {
    "near one": ("numbr", 'There is no question "numbr". Did you mean "number"? They are called topic/id, as below questions/'),
    "two of one name": ("weights", "There are 2 questions weights. Name one: counting/weights, t/weights"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "message"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_name_that_is_none_or_two_is_refused(name: str, message: str, root: Path) -> None:
    shutil.copy(root / "questions/counting/weights.yaml", root / "questions/t/weights.yaml")

    with pytest.raises(UsageError) as caught:
        named_keys(open_course(root), [name])

    assert str(caught.value) == message


# How it is written


FOUND = CourseCheck(
    (
        Finding(Path("questions/t/a.yaml"), 3, 5, "leak", "100 % of it, a:b\nand more"),
        Finding(Path("questions/t/b.yaml"), 1, 1, "unasked", "no exercise asks it"),
    ),
    (),
)


def test_annotations_are_escaped_and_their_paths_begin_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert check_as_annotations(FOUND, tmp_path / "a,b") == (
        "::error file=a%2Cb/questions/t/a.yaml,line=3,col=5,title=leak::100 %25 of it, a:b%0Aand more\n"
        "::warning file=a%2Cb/questions/t/b.yaml,line=1,col=1,title=unasked::no exercise asks it\n"
    )


def test_json_holds_findings_and_facts(root: Path) -> None:
    import json

    check = check_course(open_course(root), ["t/code", "t/number"], jobs=2)
    written = json.loads(check_as_json(check))

    assert (written["schema"], written["green"], written["findings"]) == ("learn/author-check/1", True, [])
    assert written["questions"]["t/code"]["kill_table"] == {
        "negative numbers too": ["sign_lost"],
        "whole numbers by a fraction": ["factor_ignored", "truncated"],
        "another size": ["sign_lost"],
    }
    assert written["questions"]["t/number"]["acceptance"] > 0.9


def test_text_shows_the_kill_table(root: Path) -> None:
    check = check_course(open_course(root), ["t/code"], jobs=1)

    assert check_as_text(check, tables=True) == (
        "t/code: 3 mistakes, all caught\n"
        "                   1  2  3\n"
        "  sign_lost        ■  ·  ■\n"
        "  factor_ignored   ·  ■  ·\n"
        "  truncated        ·  ■  ·\n"
        "   1 negative numbers too\n"
        "   2 whole numbers by a fraction\n"
        "   3 another size\n"
        "1 question checked: no findings.\n"
    )


def test_the_command_says_it_all_by_its_exit_code(learn: Callable, root: Path) -> None:
    green = learn("author", "check", "number", "--course", str(root))
    change(root / YAML.format("number"), "title:", "titel:")
    red = learn("author", "check", "number", "--course", str(root), "--format", "github")

    assert (green.returncode, green.stdout.splitlines()[-1]) == (0, "1 question checked: no findings.")
    assert red.returncode == 1
    assert 'title=schema::titel: unknown key. Did you mean "title"?\n' in red.stdout
    assert learn("author", "check", "nothing", "--course", str(root)).returncode == 2


def test_the_built_in_course_is_green(course: Course) -> None:
    check = check_course(course)

    assert [str(finding) for finding in check.findings if not finding.is_warning] == []


def test_every_code_is_documented_and_every_documented_code_is_used() -> None:
    root = Path(__file__).parents[1]
    rows = re.findall(r"^\| (`.*?`) \|", (root / "docs/authoring.md").read_text(encoding="utf-8"), re.MULTILINE)
    documented = {code for row in rows for code in re.findall(r"`([a-z-]+)`", row)}

    used = {code for path in (root / "grader/authoring").glob("*.py") for code in codes_in(path)}

    assert used == documented


def codes_in(path: Path) -> set[str]:
    """Return what stands in the place of a code: in findings, and in what makes them."""
    places = {"Finding": 3, "at": 1, "from_error": 2, "from_problems": 2}
    codes: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            position = places.get(getattr(node.func, "attr", getattr(node.func, "id", "")), 99)
            given = node.args[position : position + 1]
        elif isinstance(node, (ast.Assign, ast.FunctionDef)):  # code, message = "…", …  and  code: str = "…"
            is_code = isinstance(node, ast.Assign) and "code" in ast.unparse(node.targets[0])
            given = [node.value] if is_code else getattr(getattr(node, "args", None), "defaults", [])
        else:
            continue
        constants = [each.value for part in given for each in ast.walk(part) if isinstance(each, ast.Constant)]
        codes |= {text for text in constants if isinstance(text, str) and re.fullmatch(r"[a-z]+(-[a-z]+)*", text)}
    return codes
