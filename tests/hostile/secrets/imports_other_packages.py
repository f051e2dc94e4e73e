# verdict: passed
"""Import what is installed beside NumPy."""

import importlib

for name in ("pydantic", "pytest", "yaml", "typer", "jinja2", "scipy", "pip"):
    try:
        importlib.import_module(name)
        print("LEAK: the package", name, flush=True)
        break
    except ImportError:
        pass


def scale(x, factor=2):
    return x * factor
