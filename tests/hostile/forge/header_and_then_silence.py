# verdict: time-out
"""Promise a body, and let the reader wait for it."""

import sys
import time

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)


def scale(x, factor=2):
    frame = sys._getframe(1)
    nonce = frame.f_locals["nonce"]
    while "responses" not in frame.f_locals:
        frame = frame.f_back
    header, _ = wire.pack_array(nonce, "float64", x.shape, bytes(x.size * 8))
    frame.f_locals["responses"].write(header)
    frame.f_locals["responses"].flush()
    time.sleep(60)
