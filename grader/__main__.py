"""`python -m grader` is `learn`."""

from grader.cli.app import main

main()
