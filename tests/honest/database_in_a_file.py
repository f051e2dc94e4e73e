# verdict: passed
# levels: namespaces none
"""Keep numbers in a database in the working directory, which locks its file where it can."""

import os
import sqlite3


def scale(x, factor=2):
    database = sqlite3.connect("file:numbers.db?nolock=1", uri=True)
    database.execute("CREATE TABLE numbers (value REAL)")
    database.execute("INSERT INTO numbers VALUES (?)", (float(factor),))
    database.commit()
    (kept,) = database.execute("SELECT value FROM numbers").fetchone()
    database.close()
    os.unlink("numbers.db")
    return x * kept
