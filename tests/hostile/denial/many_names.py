# verdict: time-out or memory or exited or exception
"""Compile a million assignments."""

exec("".join(f"name_{number} = {number}\n" for number in range(1_000_000)))
