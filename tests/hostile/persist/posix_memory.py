# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Leave shared memory that has a name."""

from multiprocessing import shared_memory


def scale(x, factor=2):
    kept = shared_memory.SharedMemory("graffiti", create=True, size=4096)
    print("ESCAPED:", kept.name, flush=True)
    return x * factor
