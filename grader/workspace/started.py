"""Find the started folders that a hand-in holds: of each exercise one counts, since several would be several guesses."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from grader.course.place import MARKER
from grader.errors import NOT_JUDGED, WorkspaceError, shown
from grader.workspace.entries import is_aside, quoted
from grader.workspace.files import UNREAD, mode_of

MOST = 20  # started folders of which it is read what they are
DEPTH = 4  # folders within folders that are looked at
LOOKED_AT = 20_000  # names in folders
LISTED = 3


class NotTakenIn(WorkspaceError):
    """A hand-in that is not judged, which is no zero: it is not known what of it counts, or whose it is.

    `exercise` is the one of which it holds too much, where that is known.
    """

    exit_code = NOT_JUDGED

    def __init__(self, message: str, exercise: str | None = None) -> None:
        self.exercise = exercise
        super().__init__(message)


def marked_folders(folder: Path) -> list[Path]:
    """Return the folders with a marker, at a folder and below it, the least deep first; bounded, and no link is followed.

    Raises OSError where the folder itself, or one that stands in it and could be the work, cannot be looked at.
    """
    found: list[Path] = []
    level, looked_at = [folder], 0
    for depth in range(DEPTH + 1):
        below: list[Path] = []
        for path in level:
            try:
                found += [path] if mode_of(path / MARKER) else []
                names, folders = _inside(path)
            except OSError:
                if depth > 1 or folder in found:
                    continue  # nothing in it would be judged
                raise
            looked_at += names
            below += folders
            if len(found) > MOST or looked_at > LOOKED_AT:
                return found
        level = below
    return found


def _inside(folder: Path) -> tuple[int, list[Path]]:
    """Return how many names stand in a folder, and the folders among them."""
    with os.scandir(folder) as entries:
        inside = list(entries)
    return len(inside), sorted(
        folder / entry.name for entry in inside if entry.is_dir(follow_symlinks=False) and not is_aside(entry.name)
    )


def several(where: Path, exercise: str, places: Iterable[str]) -> NotTakenIn:
    """Return the error for a hand-in with several started folders of one exercise; `places` are named from within it."""
    return NotTakenIn(_SEVERAL.format(where=shown(where), exercise=exercise, **listed(sorted(places))), exercise)


def several_holding(where: Path, exercise: str, places: Iterable[str]) -> NotTakenIn:
    """Return the error for a hand-in of which several folders hold files of the exercise, and none says that it is the work."""
    return NotTakenIn(_HOLDING.format(where=shown(where), exercise=exercise, **listed(sorted(places))), exercise)


def holding_none(where: Path, exercise: str, names: Iterable[str]) -> NotTakenIn:
    """Return the error for a hand-in in which no file of the exercise was found: nothing was judged, and that is no zero."""
    return NotTakenIn(_NONE.format(where=shown(where), exercise=exercise, names=", ".join(names)), exercise)


def too_many(where: Path, exercise: str | None) -> NotTakenIn:
    """Return the error for a hand-in with more started folders than anybody has exercises."""
    return NotTakenIn(_TOO_MANY.format(where=shown(where), most=MOST), exercise)


def listed(places: Sequence[str]) -> dict[str, object]:
    """Return how many places there are, and the first of them in words."""
    more = f" and {len(places) - LISTED} more" if len(places) > LISTED else ""
    return {"count": len(places), "places": ", ".join(quoted(_escaped(place)) for place in places[:LISTED]) + more}


def _escaped(place: str) -> str:
    """Return a name that somebody chose, on one line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in place or ".")


ONE_COUNTS = f"One counts, and it is not known which: leave only that one there. {UNREAD}"
_SEVERAL = "{where}: it holds {count} started folders of {exercise}: {places}. " + ONE_COUNTS
_HOLDING = "{where}: it holds {count} folders with files of {exercise}: {places}. " + ONE_COUNTS
_NONE = """\
{where}: it holds none of the files of {exercise}: {names}. So it was not judged, which is no zero. Put its files there under \
those names, and type the same command again."""
_TOO_MANY = "{where}: it holds more than {most} started folders. " + ONE_COUNTS
