"""The commands: declarations only."""

import gc

# Imports make objects that stay, and looking through them takes a tenth of a short run. `learn grade` turns it on again.
gc.disable()
