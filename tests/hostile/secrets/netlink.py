# verdict: exception; none: passed
# proof: LEAK
"""Ask the kernel for the network's devices."""

import socket


def scale(x, factor=2):
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.bind((0, 0))
        print("LEAK: a netlink socket", flush=True)
    return x * factor
