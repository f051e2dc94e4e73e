"""Measure the reference layers `conv2d` and `local2d` on real sizes: float32, one thread, N = 1 and N = 8 images.

AlexNet's first layer (227×227×3, 11×11, stride 4, 96) and a VGG-like one (3×3, 64 → 64, output 56×56). Each reference runs in turn
with PyTorch on the CPU (its own convolution; for `local2d`, unfold and a batched product, as written and with the columns made
contiguous first), with NumPy's bare matrix product of the same shape, and, for `local2d`, with one pass that only reads the weights.
Results are compared before anything is timed. Then the peak of what a call allocates is measured, apart from the timing.
PyTorch is optional: `pip install -e .[bench]`. Weights and windows are laid out beforehand, as each contender likes them best.
"""

import argparse
import importlib
import os
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_NUM_THREADS"] = "1"  # read once, when NumPy and PyTorch are imported

import numpy as np  # noqa: E402
from numpy.lib.stride_tricks import sliding_window_view  # noqa: E402
from pairs import Rounds, time_in_turn  # noqa: E402

from grader.course.place import builtin_root  # noqa: E402
from grader.course.references import load_reference  # noqa: E402

try:
    torch: Any = importlib.import_module("torch")
except ImportError:
    torch = None

Array = np.ndarray[Any, Any]
Contenders = dict[str, Callable[[], Any]]

CONV, LOCAL = "conv/conv2d", "local/local2d"
REFERENCE, TORCH, CONTIGUOUS, PRODUCT, READ = "reference", "torch", "torch, contiguous", "product", "read"
LIMITS = {CONV: 1.25, LOCAL: 0.5}


@dataclass(frozen=True, slots=True)
class Layer:
    """Sizes of a layer for square images; `size` is H = W of the input."""

    name: str
    solution: str
    size: int
    kernel: int
    c_in: int
    c_out: int
    stride: int
    pad: int

    @property
    def out(self) -> int:
        """H_out = W_out."""
        return (self.size + 2 * self.pad - self.kernel) // self.stride + 1

    @property
    def window(self) -> int:
        """Numbers in a window."""
        return self.kernel * self.kernel * self.c_in


LAYERS = (
    Layer("AlexNet 1", CONV, 227, 11, 3, 96, 4, 0),
    Layer("VGG 3×3", CONV, 56, 3, 64, 64, 1, 1),
    Layer("AlexNet 1", LOCAL, 227, 11, 3, 96, 4, 0),
    Layer("VGG 3×3", LOCAL, 58, 3, 64, 64, 1, 0),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [*dict.fromkeys(layer.name for layer in LAYERS)]
    parser.add_argument("--rounds", type=int, default=15, help="how often each contender runs (default: 15)")
    parser.add_argument("--images", type=int, nargs="*", default=[1, 8], help="how many at once (default: 1 8)")
    parser.add_argument("--layers", nargs="*", choices=names, default=names, help="which layers (default: all)")
    arguments = parser.parse_args()
    rounds = arguments.rounds
    if torch is None:
        print("Without PyTorch; its columns need: pip install -e .[bench]\n")
    else:
        torch.set_num_threads(1)
        torch.set_grad_enabled(False)
        print(f"NumPy {np.__version__}, PyTorch {torch.__version__}, float32, one thread, medians of {rounds} rounds\n")
    for layer in (layer for layer in LAYERS if layer.name in arguments.layers):
        for images in arguments.images:
            measure(layer, images, rounds)


def measure(layer: Layer, images: int, rounds: int) -> None:
    x, w, b = draw(layer, images)
    contenders = (conv_contenders if layer.solution == CONV else local_contenders)(layer, x, w, b)
    check(contenders)
    peak, result = peak_bytes(contenders[REFERENCE])
    show(layer, images, time_in_turn(contenders, rounds), weights=w.nbytes, peak=peak, result=result)


def draw(layer: Layer, images: int) -> tuple[Array, Array, Array]:
    rng = np.random.default_rng(0)
    places = () if layer.solution == CONV else (layer.out, layer.out)
    x = rng.standard_normal((images, layer.size, layer.size, layer.c_in), dtype=np.float32)
    w = rng.standard_normal((*places, layer.kernel, layer.kernel, layer.c_in, layer.c_out), dtype=np.float32)
    return x, w, rng.standard_normal((*places, layer.c_out), dtype=np.float32)


def reference(layer: Layer) -> Callable[..., Any]:
    return load_reference(builtin_root() / "solutions" / f"{layer.solution}.py", layer.solution.split("/")[1])


def columns(layer: Layer, x: Array) -> Array:
    """Return the windows, shape (N, H_out, W_out, K_h·K_w·C_in)."""
    padded = np.pad(x, ((0, 0), (layer.pad, layer.pad), (layer.pad, layer.pad), (0, 0)))
    windows = sliding_window_view(padded, (layer.kernel, layer.kernel), axis=(1, 2))
    windows = windows[:, :: layer.stride, :: layer.stride].transpose(0, 1, 2, 4, 5, 3)
    return np.ascontiguousarray(windows.reshape(len(x), layer.out, layer.out, layer.window))


def conv_contenders(layer: Layer, x: Array, w: Array, b: Array) -> Contenders:
    conv2d = reference(layer)
    a, kernel = columns(layer, x).reshape(-1, layer.window), w.reshape(layer.window, layer.c_out)
    contenders: Contenders = {REFERENCE: lambda: conv2d(x, w, b, layer.stride, layer.pad)}
    if torch is not None:
        tx, tw = to_torch(x, 0, 3, 1, 2), to_torch(w, 3, 2, 0, 1)
        tb = torch.from_numpy(b)
        contenders[TORCH] = lambda: torch.nn.functional.conv2d(tx, tw, tb, stride=layer.stride, padding=layer.pad)
    return contenders | {PRODUCT: lambda: np.matmul(a, kernel)}


def local_contenders(layer: Layer, x: Array, w: Array, b: Array) -> Contenders:
    local2d = reference(layer)
    places = layer.out * layer.out
    a = np.ascontiguousarray(columns(layer, x).reshape(len(x), places, layer.window).transpose(1, 0, 2))
    kernels, numbers = w.reshape(places, layer.window, layer.c_out), w.reshape(-1)
    contenders: Contenders = {REFERENCE: lambda: local2d(x, w, b, layer.stride)}
    if torch is not None:
        contenders |= torch_local(layer, x, w, b)
    # The product of a vector with itself reads it once from memory, and no pass of NumPy's over it was faster.
    return contenders | {PRODUCT: lambda: np.matmul(a, kernels), READ: lambda: np.dot(numbers, numbers)}


def torch_local(layer: Layer, x: Array, w: Array, b: Array) -> Contenders:
    """Return unfold and a batched product; unfold orders a window as (C_in, K_h, K_w), so the weights are laid out like that."""
    tx, places = to_torch(x, 0, 3, 1, 2), layer.out * layer.out
    tw = to_torch(w, 0, 1, 4, 2, 3, 5).reshape(places, layer.window, layer.c_out)
    tb = torch.from_numpy(b).reshape(places, 1, layer.c_out)

    def run(contiguous: bool) -> Any:
        unfolded = torch.nn.functional.unfold(tx, layer.kernel, stride=layer.stride).permute(2, 0, 1)
        y = torch.baddbmm(tb, unfolded.contiguous() if contiguous else unfolded, tw)
        return y.permute(1, 2, 0).reshape(len(x), layer.c_out, layer.out, layer.out)

    return {TORCH: lambda: run(False), CONTIGUOUS: lambda: run(True)}


def to_torch(array: Array, *axes: int) -> Any:
    return torch.from_numpy(np.ascontiguousarray(array.transpose(axes)))


def check(contenders: Contenders) -> None:
    """Compare PyTorch's results, (N, C_out, H_out, W_out), with the reference's."""
    expected = contenders[REFERENCE]()
    for name in (TORCH, CONTIGUOUS):
        if name in contenders:
            actual = contenders[name]().numpy().transpose(0, 2, 3, 1)
            np.testing.assert_allclose(actual, expected, rtol=1e-3, atol=1e-3)


def peak_bytes(run: Callable[[], Any]) -> tuple[int, int]:
    """Return the most that a call holds at once, its result included, and the size of the result."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    result = run()
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return peak, result.nbytes


def show(layer: Layer, images: int, rounds: Rounds, *, weights: int, peak: int, result: int) -> None:
    print(f"{layer.solution.split('/')[1]}, {layer.name}, N = {images} ({weights / 1e6:.1f} MB of weights)")
    for name, seconds in rounds.seconds.items():
        ratios = rounds.ratios(REFERENCE, name)
        compared = f"reference takes {rounds.ratio(REFERENCE, name):5.2f} × this ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        aim = f"; at most {LIMITS[layer.solution]:g}" if name == TORCH else ""
        median = f"{rounds.median(name) * 1e3:8.2f} ms, shortest {min(seconds) * 1e3:8.2f}"
        print(f"  {name:<17} {median}" + ("" if name == REFERENCE else f"   {compared}{aim}"))
    if READ in rounds.seconds:
        speeds: Mapping[str, float] = {name: weights / rounds.median(name) / 1e9 for name in (REFERENCE, READ)}
        print(
            f"  weights pass at   {speeds[REFERENCE]:8.1f} GB/s in the reference, {speeds[READ]:.1f} GB/s when only read"
        )
    print(f"  peak allocation   {peak / 1e6:8.1f} MB, of which {result / 1e6:.1f} MB are the result\n")


if __name__ == "__main__":
    main()
