"""Auto-graded exercises from YAML: rendered into student stubs, judged by pytest against references and formulas."""

__version__ = "0.2.0"
