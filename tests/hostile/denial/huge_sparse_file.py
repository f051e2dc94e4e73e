# verdict: exception
# levels: namespaces landlock compute
# proof: FILLED
"""Make a file of a terabyte that takes no place, until it is copied."""


def scale(x, factor=2):
    with open("graffiti", "wb") as file:
        file.truncate(1 << 40)
    print("FILLED: a terabyte of nothing", flush=True)
    return x * factor
