"""Write a question, or a course, to begin with: valid as it is, every field explained once. Nothing is overwritten."""

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from grader.authoring.schema import NAMES, render_schema, schema_line, schema_path
from grader.course.loader import Course
from grader.course.place import COURSE_FILE, builtin_root
from grader.course.values import QUESTION_KEY
from grader.errors import UsageError, shown
from grader.suggest import did_you_mean
from grader.workspace.files import write_whole

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).with_name("templates")
KINDS = tuple(sorted(path.name.removesuffix(".yaml.j2") for path in TEMPLATES.glob("*.yaml.j2")))


def new_question(course: Course, kind: str, key: str) -> list[str]:
    """Write a question of a kind, and for code its reference and mistakes; return the files written."""
    if kind not in KINDS:
        hint = did_you_mean(kind, [*KINDS, "course"])
        raise UsageError(f"{kind!r} is no kind of question.{hint} There are: {', '.join(KINDS)}; or: course.")
    if not re.fullmatch(QUESTION_KEY, key):
        raise UsageError(f"{key!r} is no name of a question: write topic/id in small letters, such as conv/conv2d")
    if course.root == builtin_root() and course.root.name == "builtin":
        raise UsageError("The built-in course comes with the package. Begin your own: learn author new course DIR")
    topic, id = key.split("/")
    names = {"topic": topic, "id": id, "schema": schema_line("question", Path("questions", f"{key}.yaml"))}
    files = {Path("questions", f"{key}.yaml"): _render(f"{kind}.yaml.j2", names)}
    if kind == "code":
        if not id.isidentifier():
            raise UsageError(f"{id!r} is no name of a function, which the id of a code question is: write - as _")
        files[Path("solutions", f"{key}.py")] = _render("code.py.j2", names)
        files[Path("solutions", f"{key}_mistakes.py")] = _render("code_mistakes.py.j2", names)
    return _write(course.root, files, ("question",))


def new_course(root: Path) -> list[str]:
    """Write a course with one exercise of one question, which grades at once; return the files written."""
    id = re.sub(r"[^a-z0-9_-]+", "-", root.resolve().name.lower()).strip("-_") or "my-course"
    story, question = Path("exercises/exercise-1/README.md"), Path("questions/counting/weights.yaml")
    templates = {
        COURSE_FILE: "course.yaml.j2",
        story.with_name("exercise.yaml"): "exercise.yaml.j2",
        story: "story.md.j2",
        question: "weights.yaml.j2",
    }
    files = {
        path: _render(f"course/{name}", {"id": id, "schema": functools.partial(schema_line, file=path)})
        for path, name in templates.items()
    }
    return _write(root, files, NAMES)


def _write(root: Path, files: Mapping[Path, str], schemas: tuple[str, ...]) -> list[str]:
    """Write all of the files, or none; a schema that is there stays."""
    for path in files:
        if (root / path).exists():
            raise UsageError(f"{shown(root / path)} is already here, and nothing was written. Choose another name.")
    wanted = {schema_path(name): render_schema(name) for name in schemas if not (root / schema_path(name)).exists()}
    written = []
    for path, text in {**files, **wanted}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root / path, text)
        written.append(shown(root / path))
    return written


def _render(name: str, values: Mapping[str, object]) -> str:
    return _environment().get_template(name).render(values)


@functools.cache
def _environment() -> "jinja2.Environment":
    import jinja2

    return jinja2.Environment(  # in brackets of its own: what it writes has {{ expressions }} for students
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        keep_trailing_newline=True,
        autoescape=False,
    )
