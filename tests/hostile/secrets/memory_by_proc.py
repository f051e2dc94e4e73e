# verdict: passed
# proof: LEAK
"""Open its own memory as a file, by which read-only pages can be written."""

try:
    with open("/proc/self/mem", "r+b"):
        print("LEAK: /proc/self/mem", flush=True)
except OSError:
    pass


def scale(x, factor=2):
    return x * factor
