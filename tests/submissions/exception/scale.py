def helper(x):
    return x.shap


def scale(x, factor=2):
    return helper(x) * factor
