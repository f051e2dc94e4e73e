# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Use a pool of processes."""

from multiprocessing import Process


def scale(x, factor=2):
    process = Process(target=abs, args=(1,))
    process.start()
    print("ESCAPED: a process", flush=True)
    process.join()
    return x * factor
