"""Right: volumes as objects that know their size."""

from dataclasses import dataclass


@dataclass
class Volume:
    height: int
    width: int
    channels: int

    def __len__(self):
        return self.height * self.width * self.channels


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    image, neurons = Volume(height, width, c_in), Volume(out_height, out_width, c_out)
    return len(neurons) * len(image) + bias * len(neurons)
