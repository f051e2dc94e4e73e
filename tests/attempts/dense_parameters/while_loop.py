"""Right: counting down."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    count, slices = 0, c_out
    while slices > 0:
        count = count + out_height * out_width * height * width * c_in
        if bias == 1:
            count = count + out_height * out_width
        slices = slices - 1
    return count
