"""Measure the reference gradients `conv2d_backward` and `local2d_backward` on the sizes of layers.py: float32, one thread.

Each reference runs in turn with PyTorch's autograd on the CPU, which computes the same three gradients (of the image, the weights and
the biases) of its own convolution and, for the locally connected layer, of unfold and a batched product. PyTorch's forward pass is
done beforehand and kept. Results are compared before anything is timed. Without PyTorch the references are timed alone.
"""

import argparse
from typing import Any

from layers import CONV, LAYERS, REFERENCE, TORCH, Array, Contenders, Layer, draw, to_torch, torch
from pairs import Rounds, time_in_turn

import numpy as np  # after layers, which says how many threads there are  # isort: skip

from grader.course.place import builtin_root
from grader.course.references import load_reference

LIMITS = {"conv2d_backward": 0.7, "local2d_backward": 0.5}


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
        print(f"NumPy {np.__version__}, PyTorch {torch.__version__}, float32, one thread, medians of {rounds} rounds\n")
    for layer in (layer for layer in LAYERS if layer.name in arguments.layers):
        for images in arguments.images:
            measure(layer, images, rounds)


def measure(layer: Layer, images: int, rounds: int) -> None:
    name = layer.solution.split("/")[1] + "_backward"
    backward = load_reference(builtin_root() / "solutions" / f"{layer.solution}_backward.py", name)
    x, w, _ = draw(layer, images)
    dy = np.random.default_rng(1).standard_normal((images, layer.out, layer.out, layer.c_out), dtype=np.float32)
    arguments = (x, w, dy, layer.stride, layer.pad) if layer.solution == CONV else (x, w, dy, layer.stride)
    contenders: Contenders = {REFERENCE: lambda: backward(*arguments)}
    if torch is not None:
        contenders[TORCH] = (torch_conv if layer.solution == CONV else torch_local)(layer, x, w, dy)
        for result, expected in zip(backward(*arguments), contenders[TORCH](), strict=True):
            np.testing.assert_allclose(result, as_ours(layer, expected, result), rtol=1e-3, atol=3e-2)
    show(name, layer, images, time_in_turn(contenders, rounds))


def torch_conv(layer: Layer, x: Array, w: Array, dy: Array) -> Any:
    leaves = to_torch(x, 0, 3, 1, 2), to_torch(w, 3, 2, 0, 1), torch.zeros(layer.c_out)
    for leaf in leaves:
        leaf.requires_grad_()
    y, gradient = torch.nn.functional.conv2d(*leaves, layer.stride, layer.pad), to_torch(dy, 0, 3, 1, 2)
    return lambda: torch.autograd.grad(y, leaves, gradient, retain_graph=True)


def torch_local(layer: Layer, x: Array, w: Array, dy: Array) -> Any:
    places = layer.out * layer.out
    weights = to_torch(w, 0, 1, 4, 2, 3, 5).reshape(places, layer.window, layer.c_out)
    leaves = to_torch(x, 0, 3, 1, 2), weights, torch.zeros(places, 1, layer.c_out)
    for leaf in leaves:
        leaf.requires_grad_()
    unfolded = torch.nn.functional.unfold(leaves[0], layer.kernel, stride=layer.stride).permute(2, 0, 1)
    y, gradient = torch.baddbmm(leaves[2], unfolded, weights), to_torch(dy, 1, 2, 0, 3).reshape(places, len(x), -1)
    return lambda: torch.autograd.grad(y, leaves, gradient, retain_graph=True)


def as_ours(layer: Layer, gradient: Any, result: Array) -> Array:
    """Return one of PyTorch's gradients in the order of axes that ours has."""
    array = gradient.numpy()
    if layer.solution != CONV and result.ndim == 6:
        places = (layer.out, layer.out, layer.c_in, layer.kernel, layer.kernel, layer.c_out)
        return array.reshape(places).transpose(0, 1, 3, 4, 2, 5)
    if layer.solution == CONV and result.shape[:1] == (layer.kernel,):
        return array.transpose(2, 3, 1, 0)
    return array.transpose(0, 2, 3, 1) if result.ndim == 4 else array.reshape(result.shape)


def show(name: str, layer: Layer, images: int, rounds: Rounds) -> None:
    print(f"{name}, {layer.name}, N = {images}")
    print(f"  {REFERENCE:<9} {rounds.median(REFERENCE) * 1e3:8.2f} ms")
    if TORCH in rounds.seconds:
        ratios = rounds.ratios(REFERENCE, TORCH)
        compared = f"reference takes {rounds.ratio(REFERENCE, TORCH):.2f} × this ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        aim = f"at most {LIMITS[name]:g} for AlexNet's first layer"
        print(f"  {TORCH:<9} {rounds.median(TORCH) * 1e3:8.2f} ms   {compared}; {aim}\n")


if __name__ == "__main__":
    main()
