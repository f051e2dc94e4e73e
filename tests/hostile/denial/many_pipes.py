# verdict: exception
# levels: namespaces landlock compute
# proof: FILLED
"""Make pipes, each with 64 KB of the kernel's memory, and fill them."""

import os


def scale(x, factor=2):
    for number in range(400):
        end = os.pipe()[1]
        os.set_blocking(end, False)
        os.write(end, bytes(65_536))
    print("FILLED:", number, "pipes", flush=True)
    return x * factor
