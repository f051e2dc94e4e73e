#!/usr/bin/env bash
# Build the image once: Python 3.11 or newer, and the grader in an environment of its own. May be run again.
set -euo pipefail
umask 022 # whom the grader becomes for students' code must find Python's packages
root=${AUTOGRADER:-/autograder}
here=$root/source/learn
chmod -R go= "$root/source" # the grader runs as root; what it runs for students does not

find_python() {
    local name
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        # ensurepip is what Debian's and Ubuntu's python3.x lacks without python3.x-venv.
        if "$name" -I -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

if ! python=$(find_python); then # Ubuntu 22.04 comes with 3.10, and has 3.11 in its own archive (universe)
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q
    apt-get install -y -q --no-install-recommends python3.11 python3.11-venv
    python=$(find_python) || {
        echo "No Python 3.11 or newer can be had here: choose a newer base image in the assignment's settings." >&2
        exit 1
    }
fi

"$python" -I -m venv --clear "$root/venv"
"$root/venv/bin/python" -I -m pip install --quiet --disable-pip-version-check "$here"/*.whl
LEARN_COURSE=$here/course "$root/venv/bin/learn" doctor || true # for the log: what contains submissions here
