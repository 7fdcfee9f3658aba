"""What is known of learning platforms."""

import sqlalchemy as sa
from alembic import op

from autograder.service.database import tables

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "lti_user",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("sub", sa.String(length=255), nullable=False),
        sa.Column("context", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_lti_user_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("platform", "sub", name=op.f("pk_lti_user")),
        sa.UniqueConstraint("platform", "person_id", name=op.f("uq_lti_user_platform_person_id")),
    )
    op.create_index(op.f("ix_lti_user_person_id"), "lti_user", ["person_id"], unique=False)
    op.create_table(
        "lti_place",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("context", sa.String(length=255), nullable=False),
        sa.Column("assignment", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("platform", "context", "assignment", name=op.f("pk_lti_place")),
    )
    op.create_table(
        "lti_grade",
        sa.Column("platform", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("assignment", sa.String(length=200), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("max_score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_lti_grade_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("platform", "person_id", "assignment", name=op.f("pk_lti_grade")),
    )
    op.create_table(
        "lti_nonce",
        sa.Column("nonce_sha256", sa.String(length=64), nullable=False),
        sa.Column("until", tables.Utc(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce_sha256", name=op.f("pk_lti_nonce")),
    )
