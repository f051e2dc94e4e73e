"""Pack an exercise so that a platform grades it: the grader, what the exercise needs of its course, and the platform's scripts."""
