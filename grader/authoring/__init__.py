"""What an instructor is told before any student is: check, new, preview, schema."""
