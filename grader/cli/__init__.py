"""The commands: declarations only."""
