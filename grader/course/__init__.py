"""What an instructor wrote: questions, exercises and references as checked objects."""
