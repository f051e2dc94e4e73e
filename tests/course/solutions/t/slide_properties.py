"""Laws of `slide`."""

from grader.course.laws import Law


def linear_in_x(call, rng):
    x, other, w = rng.normal(6), rng.normal(6), rng.normal(3)
    return Law(
        call(x + 2 * other, w),
        call(x, w) + 2 * call(other, w=w),
        "Without a bias, the result for x + 2·x' is that for x plus twice that for x'.",
        inputs={"x": x, "x'": other, "w": w},
    )


def depends_on_w(call, rng):
    x = rng.normal(30)
    return Law(call(x, rng.normal(3)), call(x, rng.normal(3)), "Another kernel gives another result.", False, {"x": x})
