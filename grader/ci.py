"""Tell whether this is a job of continuous integration, whose runner sets CI."""

import os

NO = ("", "0", "false", "no", "off")


def in_ci() -> bool:
    """Tell whether CI is set, and not to a word that says no."""
    return os.environ.get("CI", "").strip().lower() not in NO
