# verdict: time-out
"""Do nothing, for ever, before there is a function to call."""

while True:
    pass
