# verdict: forbidden operation
# levels: namespaces landlock compute
"""Write the machine's accounts into a file that does not exist."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.acct(b"/graffiti/accounts") == 0:
        print("ESCAPED: accounts", flush=True)
    return x * factor
