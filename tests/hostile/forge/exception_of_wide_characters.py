# verdict: exception
"""Tell an exception in characters that become six or twelve each when escaped."""


def scale(x, factor=2):
    raise ValueError("\U0001f4a3\ud800\x00" * 5_000)
