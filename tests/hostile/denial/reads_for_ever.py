# verdict: time-out or exception
"""Read from a device that never ends."""


def scale(x, factor=2):
    with open("/dev/urandom", "rb", buffering=0) as endless:
        while endless.read(1_000_000):
            pass
