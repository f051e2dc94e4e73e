# verdict: passed
# levels: namespaces none
"""Change a file by its descriptor: size, mode and times."""

import os


def scale(x, factor=2):
    with open("numbers.bin", "wb+") as file:
        file.write(bytes(100))
        file.truncate(10)
        os.posix_fallocate(file.fileno(), 0, 50)
        os.fchmod(file.fileno(), 0o640)
        os.utime(file.fileno(), (5, 5))
        about = os.fstat(file.fileno())
    os.unlink("numbers.bin")
    assert (about.st_size, about.st_mode & 0o777, about.st_mtime) == (50, 0o640, 5)
    return x * factor
