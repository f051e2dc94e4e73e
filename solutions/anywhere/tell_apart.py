"""Tell layers apart by what comes out when a pixel wanders through the image."""

import numpy as np


def tell_apart(responses: np.ndarray) -> np.ndarray:
    """Say of three black boxes, by their responses alone, what kind of layer each of them is.

    Each box takes images of H rows, W columns and one channel, with stride 1 and no padding. It was shown an empty image
    (zeros) and then W images in which a single pixel is 1, always in the same row: in column 0, in column 1, and so on.

    Argument:
        responses  what the boxes gave, shape (3, 1 + W, H_out, W_out, C_out): responses[k, 0] is the response of box k to the
                   empty image, responses[k, 1 + s] that to the pixel in column s

    Returns a new array of three whole numbers, one for each box:
        0  fully connected: the pixel has an effect on every output, wherever it stands
        1  locally connected: it has an effect in the windows that see it, and another one at each position
        2  convolution: it has an effect in the windows that see it, and the effect moves along with the pixel

    Two boxes may be of the same kind. The windows are narrower than the image. responses stay as they are.
    """
    effects = responses[:, 1:] - responses[:, :1]
    tiny = 1e-9 * np.abs(responses).max()
    reaches_all = (np.abs(effects) > tiny).all(axis=(1, 2, 3, 4))
    drift = effects[:, 1:, :, 1:] - effects[:, :-1, :, :-1]  # one column further, for a pixel one column further
    moves_along = (np.abs(drift) <= tiny).all(axis=(1, 2, 3, 4))
    return np.where(reaches_all, 0, np.where(moves_along, 2, 1))
