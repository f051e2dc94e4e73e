"""Find what a child may see of this machine: the standard library, the named packages, shared libraries, two devices.

Standard library only. Not site-packages as a whole: the course with its solutions may be installed there.
"""

import functools
import importlib.util
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

DEVICES = ("/dev/null", "/dev/urandom")
_INSTALLED = ("site-packages", "dist-packages")


class NotInstalled(Exception):
    """A package that a question allows is not installed here."""


@dataclass(frozen=True, slots=True)
class Visible:
    """Paths: folders of the standard library, folders of packages, folders or single files of shared libraries, devices."""

    library: tuple[str, ...]
    packages: tuple[str, ...]
    shared: tuple[str, ...]
    devices: tuple[str, ...] = DEVICES

    @property
    def everything(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.library, *self.packages, *self.shared, *self.devices)

    @property
    def masked(self) -> tuple[str, ...]:
        """The folders below the standard library in which packages are installed, and which stay out of sight."""
        return tuple(
            path for folder in self.library for name in _INSTALLED if os.path.isdir(path := os.path.join(folder, name))
        )


def find_visible(packages: Sequence[str]) -> Visible:
    """Return what there is; raise NotInstalled for a package that is not here."""
    library = library_folders()
    found = tuple(dict.fromkeys(path for name in packages for path in _package_folders(name)))
    return Visible(library, found, _shared_libraries((*library, *found)))


@functools.cache
def library_folders() -> tuple[str, ...]:
    """Return the folders of the standard library; that of its extension modules only where it lies elsewhere."""
    library = os.path.dirname(os.__file__)
    dynamic = [path for path in sys.path if os.path.basename(path) == "lib-dynload" and os.path.isdir(path)]
    return (library, *(path for path in dynamic if not path.startswith(library + os.sep)))


def _package_folders(name: str) -> list[str]:
    """Return where a package lies: its folder or file, and the folder of the shared libraries that came with it."""
    spec = importlib.util.find_spec(name)
    if spec is None or (spec.origin is None and not spec.submodule_search_locations):
        raise NotInstalled(name)
    folders = list(spec.submodule_search_locations or [str(spec.origin)])
    libraries = [f"{folder}.libs" for folder in folders]
    return [*folders, *(folder for folder in libraries if os.path.isdir(folder))]


def _shared_libraries(elsewhere: Sequence[str]) -> tuple[str, ...]:
    """Return the folders of shared libraries; of a folder that holds more than those, the libraries one by one."""
    multiarch = getattr(sys.implementation, "_multiarch", "none")
    usual = [f"/lib/{multiarch}", f"/usr/lib/{multiarch}", "/lib64", "/usr/lib64"]
    with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
        mapped = {line.split(maxsplit=5)[5].strip() for line in maps if ".so" in line and line.count("/")}
    folders = [folder for folder in usual if os.path.isdir(folder)]
    single: list[str] = []
    for folder in sorted({os.path.dirname(path) for path in mapped}):
        if any(f"{folder}/".startswith(f"{known}/") for known in (*folders, *elsewhere)):
            continue
        single.extend(entry.path for entry in os.scandir(folder) if ".so" in entry.name and entry.is_file())
    return (*folders, *sorted(single))


def forget(package: str) -> None:
    """Let nobody import a package again; whoever holds its modules goes on with them."""
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        del sys.modules[name]


def forget_packages() -> None:
    """Leave only the standard library to be imported, and what was imported already."""
    library = [os.path.join(folder, part) for folder in library_folders() for part in ("", "lib-dynload")]
    kept = [path for path in sys.path if path.endswith(".zip") or os.path.join(path, "") in library or path in library]
    # Editable installs put finders of their own beside these.
    known = ("BuiltinImporter", "FrozenImporter", "PathFinder")
    sys.meta_path[:] = [finder for finder in sys.meta_path if getattr(finder, "__name__", "") in known]
    if kept != sys.path:
        sys.path[:] = kept
        sys.path_importer_cache.clear()
