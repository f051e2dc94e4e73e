# verdict: exception
# levels: namespaces landlock compute
"""Ask the services of its account to start something."""

import os
import socket


def scale(x, factor=2):
    connection = socket.socket(socket.AF_UNIX)
    for path in (f"/run/user/{os.getuid()}/bus", "/run/dbus/system_bus_socket", "/run/docker.sock", "/run/systemd/private"):
        try:
            connection.connect(path)
            print("ESCAPED:", path, flush=True)
        except OSError:
            pass
    return x * factor
