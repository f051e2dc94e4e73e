# verdict: exited
# levels: namespaces landlock compute
# proof: LEAK
"""Leave links, so that whoever writes here later writes elsewhere."""

import os

if os.path.lexists("graffiti"):
    print("LEAK: a link was left", flush=True)


def scale(x, factor=2):
    for make in (os.symlink, os.link):
        for name in ("graffiti", "report.json", "core"):
            try:
                make("/etc/passwd", name)
            except OSError:
                pass
    os._exit(0)
