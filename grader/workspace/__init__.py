"""What a student holds: the started folder, its stubs and its answer sheet."""
