"""The trusted side: decides, explains, and lets pytest drive it."""
