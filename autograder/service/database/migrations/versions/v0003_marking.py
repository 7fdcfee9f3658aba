"""Answers that people mark, their marks and rubrics."""

import sqlalchemy as sa
from alembic import op

from autograder.service.database import tables

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "answer",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("is_empty", sa.Boolean(), nullable=False),
        _belongs_to("attempt", "answer"),
        sa.PrimaryKeyConstraint("attempt_id", "question", name=op.f("pk_answer")),
    )
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("assignment", sa.String(length=200), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("beside", sa.Double(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("at", tables.Utc(timezone=True), nullable=False),
        _belongs_to("person", "mark"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark")),
        sa.UniqueConstraint(
            *("person_id", "assignment", "question", "key"),
            name=op.f("uq_mark_person_id_assignment_question_key"),
        ),
    )
    op.create_index(op.f("ix_mark_assignment_question"), "mark", ["assignment", "question"])
    op.create_table(
        "rubric_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment", sa.String(length=200), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_item")),
    )
    op.create_index(
        op.f("ix_rubric_item_assignment_question"), "rubric_item", ["assignment", "question"]
    )
    op.create_table(
        "ticked_item",
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        _belongs_to("mark", "ticked_item"),
        _belongs_to("rubric_item", "ticked_item", "item"),
        sa.PrimaryKeyConstraint("mark_id", "item_id", name=op.f("pk_ticked_item")),
    )
    op.create_index(op.f("ix_ticked_item_item_id"), "ticked_item", ["item_id"])
    op.create_table(
        "book_mark",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("assignment", sa.String(length=200), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        _belongs_to("person", "book_mark"),
        sa.PrimaryKeyConstraint(
            *("person_id", "assignment", "question"), name=op.f("pk_book_mark")
        ),
    )


def _belongs_to(table: str, own: str, called: str = "") -> sa.ForeignKeyConstraint:
    """Return the constraint by which a row goes with the one that it belongs to."""
    column = f"{called or table}_id"
    name = op.f(f"fk_{own}_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="CASCADE")
