# verdict: exception
# levels: namespaces landlock compute
# proof: FILLED
"""Write until nothing is left."""

MEGABYTE = bytes(1_000_000)


def scale(x, factor=2):
    written = 0
    for number in range(16):
        with open(f"graffiti-{number}", "wb", buffering=0) as file:
            for _ in range(16):
                written += file.write(MEGABYTE)
        if written > 200_000_000:
            print("FILLED:", written, "bytes", flush=True)
            return x * factor
