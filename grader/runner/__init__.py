"""Where a student's code runs: another process, spoken to in bounded frames."""
