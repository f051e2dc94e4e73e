# verdict: exception or time-out or memory
"""Leave to the compiler to compute what is too large."""

exec("y = " + "(((1 << 120) * 'x') * 4096)")
