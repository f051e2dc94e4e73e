# verdict: exception
# machine: x86_64
# levels: namespaces landlock compute
"""Start two thousand threads in machine code, on one page for all of them: they take no address space that a limit could see."""

import ctypes
import mmap

ALLOWED, WANTED = 64, 2000
LIKE_A_THREAD = 0x50F00
stack = mmap.mmap(-1, 4096)
top = ctypes.addressof(ctypes.c_char.from_buffer(stack)) + 4000
code = (
    b"\x53\x55\x89\xfb\x31\xed"  # push rbx, rbp; ebx = wanted; ebp = 0
    b"\xb8\x38\x00\x00\x00"  # again: eax = clone
    + b"\xbf" + LIKE_A_THREAD.to_bytes(4, "little")
    + b"\x48\xbe" + top.to_bytes(8, "little")
    + b"\x31\xd2\x4d\x31\xd2\x4d\x31\xc0"  # no numbers are told, no storage of its own
    b"\x0f\x05\x48\x85\xc0"
    b"\x78\x08"  # refused: out
    b"\x74\x0b"  # the thread: wait
    b"\xff\xc5\x39\xdd"
    b"\x7c\xd5"  # again, while fewer than wanted
    b"\x89\xe8\x5d\x5b\xc3"  # out: return how many
    b"\xb8\x22\x00\x00\x00\x0f\x05\xeb\xf7"  # wait: pause, for ever
)
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(code)
start = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))


def scale(x, factor=2):
    threads = start(WANTED)
    if threads > ALLOWED:
        print("ESCAPED:", threads, "threads", flush=True)
        return x * factor
    raise OSError(f"{threads} threads, then refused")
