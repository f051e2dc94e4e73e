"""Wrong: a filter for each output channel, as large as the image."""


def dense_parameters(height, width, c_in, out_height, out_width, c_out, bias=1):
    one_filter = height * width * c_in
    return c_out * one_filter + c_out * bias
