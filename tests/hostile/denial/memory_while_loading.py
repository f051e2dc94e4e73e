# verdict: memory
"""Take a gigabyte before there is a function to call."""

KEPT = bytearray(10**9)
