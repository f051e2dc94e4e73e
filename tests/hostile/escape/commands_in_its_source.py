# verdict: exception
"""Raise from a line that reads otherwise than it is executed."""

def scale(x, factor=2):
    raise ValueError("‮⁦::error:: ⁩")  # ‮ dessap
