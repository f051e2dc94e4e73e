# verdict: passed
# levels: namespaces landlock compute
"""Leave a job for later with the services that keep some for each account."""

import os

for path in ("/var/spool/cron/graffiti", "/var/spool/cron/crontabs/graffiti", "/var/spool/at/graffiti", "/var/mail/graffiti"):
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        print("ESCAPED:", path, flush=True)
    except OSError:
        pass


def scale(x, factor=2):
    return x * factor
