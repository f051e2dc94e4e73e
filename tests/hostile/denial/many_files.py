# verdict: exception or time-out
# levels: namespaces landlock compute
"""Make empty files until there is no place for their names."""


def scale(x, factor=2):
    number = 0
    while True:
        number += 1
        open(f"graffiti-{number}", "w").close()
        if number == 200_000:
            print("FILLED: 200,000 files", flush=True)
