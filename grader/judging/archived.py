"""Take in the one submission of an archive."""

from collections.abc import Sequence

from grader.course.loader import Course
from grader.course.place import MARKER
from grader.errors import WorkspaceError, shown
from grader.judging.markers import check_marker, check_single
from grader.workspace.archives import Archive, depth, refusal
from grader.workspace.folder import Started, Submission, parse_marker
from grader.workspace.intake import file_names, take_archive
from grader.workspace.started import MOST, holding_none, listed, several_holding, too_many


def take_archived(course: Course, archive: Archive, exercise: str | None) -> tuple[Started, Submission]:
    """Return the submission in an archive; raise ArchiveError, UsageError or WorkspaceError where there is none of this course.

    Raises NotTakenIn where there are several of one exercise.
    """
    folders = archive.folders_of_markers()
    if not folders:
        folder, started = _unmarked(course, archive, exercise)
    else:
        folder, started = _marked(archive, folders, exercise)
    loaded = course.exercise(check_marker(course, started, exercise).exercise, texts=False)
    files = take_archive(archive, folder, loaded)
    return started, Submission(archive.path.name, loaded, started.student, files, started.attempt)


def _marked(archive: Archive, folders: Sequence[str], exercise: str | None) -> tuple[str, Started]:
    """Return the started folder that counts: of the exercise that is named, else the one that lies least deep."""
    if len(folders) > MOST:
        raise too_many(archive.path, exercise)
    marked: dict[str, Started] = {}
    for folder in folders:
        try:
            marked[folder] = _started(archive, folder)
        except WorkspaceError:
            continue  # it starts nothing; whether it is the one that counts is seen below
    wanted = [folder for folder, started in marked.items() if started.exercise == exercise]
    least = [folder for folder in folders if depth(folder) == depth(folders[0])]
    for started in [marked[folder] for folder in wanted or marked]:
        check_single(archive.path, marked, started)
    if not wanted and len(least) > 1:
        names = listed(least)
        what = f"it holds {names['count']} started exercises: {names['places']}. Pack each in an archive of its own"
        raise refusal(archive.path, what)
    folder = (wanted or least)[0]
    return folder, _started(archive, folder)


def _started(archive: Archive, folder: str) -> Started:
    return parse_marker(archive.read(folder, MARKER), archive.path, marked=False)


def _unmarked(course: Course, archive: Archive, exercise: str | None) -> tuple[str, Started]:
    if exercise is None:
        cure = f"Name its exercise: learn grade {shown(archive.path)} --exercise ID"
        raise refusal(archive.path, f"it holds no {MARKER}, so it does not say what it is. {cure}")
    names = file_names(course.exercise(exercise, texts=False))
    folders = archive.folders_holding(names)
    if not folders:
        raise holding_none(archive.path, exercise, names)
    if len(folders) > 1:
        raise several_holding(archive.path, exercise, folders)
    return folders[0], Started(archive.path, course.id, exercise, None, marked=False)
