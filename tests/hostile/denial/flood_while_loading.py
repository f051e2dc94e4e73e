# verdict: output limit
"""Print for ever, before there is a function to call."""

while True:
    print("\n" * 100_000)
