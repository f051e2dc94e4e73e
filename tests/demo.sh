#!/bin/sh
# Show the main job: start exercise-3 in a scratch folder; grade the untouched stub, a wrong attempt, a right one.
set -eu
learn=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
attempts=$(cd "$(dirname "$0")/attempts/conv2d" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

run() {
    printf '\n$ learn %s\n' "$*"
    "$learn" "$@"
}

expect() { # the exit code that this step must have, then the command
    wanted=$1
    shift
    code=0
    run "$@" || code=$?
    if [ "$code" -ne "$wanted" ]; then
        echo "exit code $code where $wanted belongs" >&2
        exit 1
    fi
}

run start exercise-3
cd exercise-3
echo; echo "The untouched stub:"
expect 1 grade -q conv2d
echo; echo "A wrong attempt, whose kernel is turned by 180 degrees:"
cp "$attempts/wrong_flipped.py" conv2d.py
expect 1 grade -q conv2d
echo; echo "A right one, with plain loops:"
cp "$attempts/loops.py" conv2d.py
expect 0 grade -q conv2d
