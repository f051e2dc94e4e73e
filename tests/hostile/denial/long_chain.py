# verdict: exception or crashed or memory or time-out or exited or wrong
"""Compile a chain of three hundred thousand attributes."""

compile("x" + ".x" * 300_000, "scale.py", "eval")
