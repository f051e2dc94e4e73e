# Two commands on a fresh machine: `make demo` shows the main job, `make test` passes the tests.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test test-all gallery lint check-course docs clean

demo: $(VENV)/installed
	@sh tests/demo.sh $(BIN)/learn

# Every day: all but what is marked slow.
test: $(VENV)/installed-test
	$(BIN)/python -m pytest -m "not slow" -n 4 --dist worksteal --cov --cov-report=term:skip-covered

test-all: test
	$(BIN)/python -m pytest -q -m slow -n 4 --dist worksteal

# The gallery of attacks at every level that this kernel has; as root, also as an ordinary user, with a Python that everybody may read.
gallery: $(VENV)/installed-test
	$(BIN)/python tests/gallery.py

lint: $(VENV)/installed-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Everything that is wrong with the questions of the built-in course, before a student sees them.
check-course: $(VENV)/installed
	$(BIN)/learn author check

# Rewrite the generated field tables.
docs: $(VENV)/installed-test
	$(BIN)/cog -r questions/README.md exercises/README.md

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

$(VENV)/installed-lint: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@touch $@
