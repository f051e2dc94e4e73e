# verdict: passed
# levels: namespaces landlock compute
# proof: FILLED
"""Write until nothing is left, wherever writing could be allowed."""

for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/", "/dev", "/site"):
    try:
        with open(folder + "/graffiti", "wb", buffering=0) as file:
            print("FILLED:", folder, file.write(bytes(1_000_000)), flush=True)
    except OSError:
        pass


def scale(x, factor=2):
    return x * factor
