"""What all tables have in common: how their constraints are named, and columns that always hold something."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text(name: str, *more: Any, **options: Any) -> Column[str]:
    """A column of text."""
    return Column(name, Text, *more, nullable=False, **options)


def number(name: str, **options: Any) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, Integer, nullable=False, **options)
