"""A class: what was graded, kept; many submissions at a time, on this machine or on a cluster."""
