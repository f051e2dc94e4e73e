"""The tables of a gradebook."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.types import TypeEngine

SCHEMA = "learn/gradebook/"
SCHEMA_VERSION = 1


def _text() -> TypeEngine[str]:
    """Return text that is compared by code point on both databases: SQLite does, PostgreSQL must be told."""
    return Text().with_variant(Text(collation="C"), "postgresql")


metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", _text(), primary_key=True, comment="`schema`, `course`, `salt` or `keep`"),
    Column("value", _text(), nullable=False, comment="its value"),
)
# `packed` comes last: SQLite walks through all of it to reach a column behind.
submissions = Table(
    "submissions",
    metadata,
    Column("digest", _text(), primary_key=True, comment="names all that was handed in, whoever handed it in"),
    Column(
        "counts",
        Integer,
        ForeignKey("results.id", use_alter=True, name="submissions_counts"),
        comment="the result that counts",
    ),
    Column("counted_at", _text(), comment="since when; ISO 8601, UTC"),
    Column("packed", LargeBinary, nullable=False, comment="the submission itself"),
)
versions = Table(
    "versions",
    metadata,
    Column("exercise_hash", _text(), primary_key=True, comment="one digest of the exercise as it was judged"),
    Column("exercise", _text(), nullable=False, comment="its id"),
    Column("parts", _text(), nullable=False, comment="JSON: the digest of each question, reference, …, by name"),
)
results = Table(
    "results",
    metadata,
    Column("id", Integer, primary_key=True, comment="a number"),
    Column("submission", _text(), ForeignKey("submissions.digest"), nullable=False, comment="what was judged"),
    Column("exercise_hash", _text(), ForeignKey("versions.exercise_hash"), nullable=False, comment="by what"),
    Column("course", _text(), nullable=False, comment="the course's id"),
    Column("exercise", _text(), nullable=False, comment="the exercise's id"),
    Column("tool", _text(), nullable=False, comment="version of this package"),
    Column("numpy", _text(), nullable=False, comment="version of NumPy"),
    Column("score", Integer, nullable=False, comment="hundredths of a point, without adjustments"),
    Column("max_score", Integer, nullable=False, comment="hundredths of a point"),
    Column("status", _text(), nullable=False, comment="`graded` or `error`"),
    Column("graded_at", _text(), nullable=False, comment="ISO 8601, UTC"),
    Column("report", _text(), nullable=False, comment="JSON, `learn/report/1`, without the student"),
    UniqueConstraint("submission", "exercise_hash", "course", "tool", "numpy", name="results_once"),
)
hand_ins = Table(
    "hand_ins",
    metadata,
    Column("exercise", _text(), primary_key=True, comment="the exercise's id"),
    Column("student", _text(), primary_key=True, comment="who handed it in"),
    Column("submission", _text(), ForeignKey("submissions.digest"), primary_key=True, comment="what was handed in"),
    Column("name", _text(), nullable=False, comment="the folder or archive it came in"),
    Column("handed_in_at", _text(), nullable=False, comment="ISO 8601, UTC"),
)
adjustments = Table(
    "adjustments",
    metadata,
    Column("id", _text(), primary_key=True, comment="a digest of the rest"),
    Column("student", _text(), nullable=False, comment="whose points"),
    Column("exercise", _text(), nullable=False, comment="the exercise's id"),
    Column("question", _text(), nullable=False, comment="the question's id"),
    Column("points", Integer, nullable=False, comment="hundredths of a point that were added; may be negative"),
    Column("why", _text(), nullable=False, comment="the reason given"),
    Column("at", _text(), nullable=False, comment="ISO 8601, UTC"),
)
