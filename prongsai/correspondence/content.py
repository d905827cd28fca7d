"""What an official document consists of; PDF and DOCX are made from the same content."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MemoHead:
    """The head of a บันทึกข้อความ. An empty number or date stays a dotted line."""

    agency: str
    number: str
    date: str
    subject: str
    to: str
    emblem: bytes = b""
    urgency: str = ""


@dataclass(frozen=True)
class Title:
    """Centred bold lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A bold line; indented when it stands below another one."""

    text: str
    is_indented: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its first line indented, or not."""

    text: str
    is_indented: bool = True


@dataclass(frozen=True)
class Items:
    """Lines of a list, already numbered."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A line of a cell that leads to an address when it is clicked."""

    text: str
    url: str

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Numbered:
    """A line of a cell with its number hanging at the left."""

    number: str
    text: str

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


Cell = tuple[str | Link | Numbered, ...]


@dataclass(frozen=True)
class Row:
    """A row: cells of lines, or (topic) one line over the whole width."""

    cells: tuple[Cell, ...] = ()
    topic: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a repeated head; widths are parts of the page's width."""

    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Signature:
    """Who signs: a dotted line, the name in parentheses, lines of title and capacity."""

    name: str
    lines: tuple[str, ...]
    role: str = ""
    image: bytes = b""
    date: str = ""
    note: str = ""


@dataclass(frozen=True)
class Statement:
    """An opinion or decision: heading, text or choices with boxes (one may be chosen), signature."""

    heading: str
    lines: tuple[str, ...]
    signature: Signature
    has_boxes: bool = False
    chosen: int | None = None


@dataclass(frozen=True)
class Photo:
    """A picture with its caption."""

    content: bytes
    media_type: str
    caption: str


@dataclass(frozen=True)
class Photos:
    """Pictures, six to a page."""

    photos: tuple[Photo, ...]


@dataclass(frozen=True)
class LetterHead:
    """The head of a letter: emblem, number at the left, office at the right, date below the emblem.

    `date` None: the paper has no date here. An empty emblem leaves its space for printed paper.
    """

    emblem: bytes
    urgency: str
    number: str
    office: tuple[str, ...]
    date: str | None = None


@dataclass(frozen=True)
class PaperTitle:
    """The head of an order or announcement: emblem, centred lines, a short rule."""

    emblem: bytes
    urgency: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Labels:
    """Labels with what stands beside them: เรื่อง, เรียน, อ้างถึง, สิ่งที่ส่งมาด้วย."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    is_bold: bool = False


@dataclass(frozen=True)
class Item:
    """A line with its mark hanging at the left, from level 1; more than one column for lists of people."""

    mark: str
    columns: tuple[str, ...]
    level: int = 1


@dataclass(frozen=True)
class Outline:
    """Items below one another, each deeper than the one it belongs to."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Closing:
    """The end of a paper, never alone on a page: place and date, words, signature, the office's lines."""

    place: str
    words: str
    signature: Signature
    foot: tuple[str, ...] = ()


Block = (
    MemoHead
    | Title
    | Heading
    | Paragraph
    | Items
    | Table
    | Signature
    | Statement
    | Photos
    | LetterHead
    | PaperTitle
    | Labels
    | Outline
    | Closing
)


@dataclass(frozen=True)
class Trim:
    """What runs around the pages of an official paper: its class of secrecy, its language."""

    secrecy: str = ""
    language: str = "th"


@dataclass(frozen=True)
class Section:
    """Pages of one orientation."""

    blocks: tuple[Block, ...]
    is_landscape: bool = False


@dataclass(frozen=True)
class Document:
    """A whole document. `date` stamps the file; a draft says so on every page; papers have a trim."""

    title: str
    date: dt.date
    sections: tuple[Section, ...]
    is_draft: bool = True
    author: str = ""
    check_url: str = ""
    images: dict[str, bytes] = field(default_factory=dict)
    trim: Trim | None = None
