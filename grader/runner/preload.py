"""What is imported ahead where a child has no files to import from: what honest programs use of the library and of NumPy."""

_NAMES = """
abc argparse array ast asyncio base64 binascii bisect builtins calendar cmath cmd code codecs collections
collections.abc concurrent.futures concurrent.futures.thread configparser contextlib contextvars copy copyreg csv ctypes
dataclasses datetime decimal difflib dis doctest email enum errno faulthandler fnmatch fractions functools gc getopt
gettext glob graphlib gzip hashlib heapq hmac html importlib inspect io itertools json json.decoder keyword linecache
locale logging logging.handlers math mmap numbers opcode operator os os.path pathlib pickle pkgutil platform pprint
queue random re reprlib sched secrets select selectors shlex shutil signal sqlite3 statistics string stringprep struct
subprocess symtable sys tempfile textwrap threading time timeit token tokenize trace traceback tracemalloc types typing
unittest unittest.mock unicodedata uuid warnings weakref zlib zoneinfo
encodings.ascii encodings.cp437 encodings.idna encodings.latin_1 encodings.utf_16 encodings.utf_32 encodings.utf_8
encodings.utf_8_sig
numpy.fft numpy.lib.stride_tricks numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.testing
"""
PRELOADED = tuple(_NAMES.split())
