# verdict: passed
"""Keep numbers in a database that lies in memory."""

import sqlite3

import numpy as np


def scale(x, factor=2):
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE numbers (place INTEGER PRIMARY KEY, value REAL)")
        database.executemany("INSERT INTO numbers VALUES (?, ?)", enumerate(x.ravel().tolist()))
        rows = database.execute("SELECT value * ? FROM numbers ORDER BY place", (factor,)).fetchall()
    return np.array(rows).reshape(x.shape)
