"""The commands: declarations only."""

import gc

# Imports make objects that stay, and looking through them takes a tenth of a short run.
gc.disable()


def collect_garbage() -> None:
    """Collect, from here on, what is made and forgotten: for commands that make much. What was imported stays."""
    gc.freeze()
    gc.enable()
