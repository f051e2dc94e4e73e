# verdict: passed
"""Check with numbers that do not round."""

import cmath
import math
import statistics
from decimal import Decimal, localcontext
from fractions import Fraction


def scale(x, factor=2):
    numbers = [float(number) for number in x.ravel()]
    exact = sum(Fraction(number) for number in numbers) * factor
    assert math.isclose(exact, math.fsum(numbers) * factor)
    with localcontext() as context:
        context.prec = 50
        assert float(Decimal(numbers[0]) * factor) == numbers[0] * factor
    assert math.isclose(statistics.fmean(numbers), x.mean(), abs_tol=1e-6)
    assert cmath.isclose(cmath.exp(1j * cmath.pi), -1)
    return x * factor
