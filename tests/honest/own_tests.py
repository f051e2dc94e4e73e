# verdict: passed
"""Test itself with the means of both libraries."""

import unittest

import numpy as np
import numpy.testing as npt


class Test(unittest.TestCase):
    def test_doubles(self):
        npt.assert_allclose(double(np.ones(3), 2), [2, 2, 2])
        npt.assert_array_equal(double(np.ones(3), 0), np.zeros(3))
        with self.assertRaises(TypeError):
            double()


def double(x, factor):
    return x * factor


def scale(x, factor=2):
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(Test).run(result)
    assert result.wasSuccessful(), result.errors
    return double(x, factor)
