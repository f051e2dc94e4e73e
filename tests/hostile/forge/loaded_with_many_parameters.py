# verdict: wrong or protocol violation or time-out
"""Have so many parameters that their names do not fit a message."""

names = ", ".join(f"parameter_{number}=0" for number in range(2_000))
exec(f"def scale(x, factor=2, {names}): return x * 0")
