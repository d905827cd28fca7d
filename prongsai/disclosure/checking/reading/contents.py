"""What was read from a file, free of the file: plain data that a child process may hand over."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_TEXT = 400_000  # letters kept of a file
MOST_ROWS = 5_000
MOST_COLUMNS = 100

PDF, DOCX, PPTX, XLSX, XLS, ODS = "PDF", "DOCX", "PPTX", "XLSX", "XLS", "ODS"
CSV, JSON, XML, TEXT, HTML, ZIP = "CSV", "JSON", "XML", "TXT", "HTML", "ZIP"
PICTURE, OLD_OFFICE, UNKNOWN, ODT = "picture", "DOC/PPT", "unknown", "ODT"

SHEETS = (XLSX, XLS, ODS, CSV)
MACHINES = (XLSX, XLS, ODS, CSV, JSON, XML)

OPENS, EMPTY, DAMAGED, LOCKED, HEAVY = "opens", "empty", "damaged", "locked", "heavy"


@dataclass(frozen=True)
class Page:
    """A page of a PDF or a sheet's name with its text; a page may carry pictures."""

    label: str
    text: str
    has_picture: bool = False


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet as text, blank ones empty; merged cells hold their text throughout."""

    name: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Contents:
    """A file as it was read. `state` is one of OPENS, EMPTY, DAMAGED, LOCKED, HEAVY."""

    kind: str
    state: str = OPENS
    pages: Sequence[Page] = ()
    sheets: Sequence[Sheet] = ()
    links: Sequence[str] = ()
    title: str = ""
    has_password: bool = False
    has_script: bool = False
    entries: int = 0

    @property
    def text(self) -> str:
        """All the text, page after page."""
        return "\n".join([self.title, *(page.text for page in self.pages)])

    def to_json(self) -> dict[str, Any]:
        """As it goes from process to process."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Contents":
        """Back from `to_json`."""
        pages = tuple(Page(**page) for page in data.pop("pages"))
        sheets = tuple(Sheet(**sheet) for sheet in data.pop("sheets"))
        return cls(**data, pages=pages, sheets=sheets)


@dataclass
class Budget:
    """Letters that may still be kept."""

    left: int = field(default=MOST_TEXT)

    def take(self, text: str) -> str:
        """The text, or as much of it as is left."""
        kept = text[: self.left]
        self.left -= len(kept)
        return kept
