# verdict: exception
# levels: namespaces landlock compute
"""Speak to the services of this machine."""

import socket


def scale(x, factor=2):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as service:
        for path in ("/var/run/docker.sock", "/run/systemd/private", "/run/dbus/system_bus_socket"):
            if service.connect_ex(path) == 0:
                print("LEAK:", path, flush=True)
        raise OSError
