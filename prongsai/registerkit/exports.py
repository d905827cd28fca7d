"""A register as a file: XLSX and CSV for people, JSON for programs, an archive as a download."""

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpResponse

from prongsai.common.sheets import Cell, to_csv, to_xlsx

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


@dataclass(frozen=True)
class Column:
    """A column of a register: its name in JSON, its head and width in sheets."""

    name: str
    head: str
    width: int = 16


def respond_register(
    kind: str, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """A register as a download; `name` is ASCII without an ending. 404 for a kind that is none."""
    if kind not in TYPES:
        raise Http404
    response = HttpResponse(_write(kind, name, columns, rows), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _write(
    kind: str, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> bytes:
    head = [column.head for column in columns]
    if kind == "csv":
        return to_csv(head, rows)
    if kind == "xlsx":
        return to_xlsx(name, head, rows, [column.width for column in columns])
    names = [column.name for column in columns]
    records = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=1).encode()


def respond_archive(name: str, write: Callable[[Path], Any]) -> FileResponse:
    """A ZIP as a download: `write` fills a file that is deleted when it was sent."""
    handle, path = tempfile.mkstemp(suffix=".zip")
    os.close(handle)
    target = Path(path)
    try:
        write(target)
        content = target.open("rb")
    finally:
        target.unlink()  # open files stay readable
    response = FileResponse(content, as_attachment=True, filename=f"{name}.zip")
    response["Cache-Control"] = "private, no-store"
    return response
