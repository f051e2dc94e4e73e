# verdict: passed
"""Print, and look at an exception of its own."""

import io
import pprint
import sys
import traceback
from contextlib import redirect_stdout, suppress


def scale(x, factor=2):
    print("shape:", x.shape, "×", factor, file=sys.stderr)
    pprint.pprint({"x": x.tolist()})
    try:
        x.shap
    except AttributeError:
        traceback.print_exc()
        assert "shap" in traceback.format_exc()
    text = io.StringIO()
    with redirect_stdout(text), suppress(ZeroDivisionError):
        print("kept")
        1 / 0
    assert text.getvalue() == "kept\n"
    return x * factor
