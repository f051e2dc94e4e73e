"""A report as text or JSON, one pure function a file."""
