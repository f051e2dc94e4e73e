# verdict: time-out
"""Send a right answer so slowly that every byte comes in time."""

import os
import sys
import time

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)


def scale(x, factor=2):
    nonce = sys._getframe(1).f_locals["nonce"]
    answer = b"".join(map(bytes, wire.pack_array(nonce, "float64", x.shape, (x * 2.0).tobytes())))
    pipes = set()
    for byte in answer:
        for descriptor in pipes or range(3, 64):
            try:
                os.write(descriptor, bytes([byte]))
                pipes.add(descriptor)
            except OSError:
                pass
        time.sleep(0.05)
