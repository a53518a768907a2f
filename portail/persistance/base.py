"""The parent class of the tables, the naming conventions and the common types."""

import enum
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Enum, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator


class HorodatageUTC(TypeDecorator[datetime]):
    """An instant, always UTC; a naive one is refused when written."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"instant without a time zone: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None else None


def enumeration(genre: type[enum.Enum], nom: str | None = None) -> Enum:
    """The column type of `genre`: its values as text, checked by the database under the constraint `nom`.

    `nom` is needed where one table has two columns of the same enumeration.
    """
    return Enum(
        genre,
        name=nom or genre.__name__.lower(),
        native_enum=False,
        length=40,
        create_constraint=True,
        values_callable=lambda e: [m.value for m in e],
    )


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: HorodatageUTC,
        dict[str, Any]: JSON,
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            length=40,
            create_constraint=True,
            values_callable=lambda e: [m.value for m in e],
        ),
    }
