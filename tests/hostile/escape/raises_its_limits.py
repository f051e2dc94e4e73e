# verdict: exception
# levels: namespaces landlock compute
"""Take its own limits away."""

import resource


def scale(x, factor=2):
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print("ESCAPED: no limit of memory", flush=True)
    return x * factor
