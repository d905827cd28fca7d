"""Rows made once and laid into the database again: what most tests begin with is made by the services
a single time, then copied, which is ten times as fast."""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

SEQUENCES = """
SELECT quote_literal(pg_get_serial_sequence(quote_ident(table_name), column_name)),
       quote_ident(table_name), quote_ident(column_name)
FROM information_schema.columns
WHERE table_schema = 'public' AND is_identity = 'YES'
"""


class Snapshot:
    """The rows that `make` adds to an empty database of tests."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.rows: dict[str, bytes] = {}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint % 4294967296")
            (first,) = cursor.fetchone()
            self.made = make()
            tables = connection.introspection.table_names(cursor)
            for table in sorted(tables):
                new = f'SELECT * FROM "{table}" WHERE xmin::text::bigint >= {first}'
                if content := _read(cursor, new):
                    self.rows[table] = content
            cursor.execute(SEQUENCES)
            self.steps = [
                f"setval({name}, greatest(nextval({name}), (SELECT max({column}) FROM {table})))"
                for name, table, column in cursor.fetchall()
                if table in self.rows
            ]

    def restore(self) -> None:
        """Lay the rows into the database; what is made next gets numbers after them."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, content in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                    copy.write(content)
            cursor.execute("SELECT " + ", ".join(self.steps))


def _read(cursor: Any, query: str) -> bytes:
    with cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        return b"".join(bytes(part) for part in copy)
