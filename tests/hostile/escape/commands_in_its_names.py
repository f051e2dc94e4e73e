# verdict: wrong
"""Have parameters whose names hold what a report would obey."""

import inspect


def scale(x):
    return x * 0


hostile = str.__new__(type("Name", (str,), {"isidentifier": lambda self: True}), "\x1b[2J\n::error::<b>")
parameter = inspect.Parameter("x", inspect.Parameter.POSITIONAL_ONLY)
parameter._name = hostile
scale.__signature__ = inspect.Signature([parameter], __validate_parameters__=False)
