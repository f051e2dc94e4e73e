"""Where `learn` begins: Ctrl-C ends it without a traceback while its modules are imported, which takes longer than a blink."""

import signal


def main() -> None:
    """Import the commands and run them; until then nothing has begun that would have to be ended."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from grader.cli.app import main as run

    signal.signal(signal.SIGINT, before)
    run()
