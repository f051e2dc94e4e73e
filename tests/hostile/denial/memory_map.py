# verdict: exception
"""Map memory without a file, past the allocators."""

import mmap


def scale(x, factor=2):
    kept = [mmap.mmap(-1, 1 << 28) for _ in range(64)]
    print("FILLED: 16 GB of addresses", len(kept), flush=True)
    return x * factor
