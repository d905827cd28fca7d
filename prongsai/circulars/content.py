"""What is circulated: exactly one version of a paper, a file or an address, by its digest."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from prongsai.approvals.models import Procedure
from prongsai.approvals.queries import find_latest, last_round
from prongsai.approvals.registry import registry
from prongsai.circulars.models import Circulation
from prongsai.common.errors import Refused
from prongsai.correspondence.models import Paper
from prongsai.correspondence.pictures import draw_page, find_page_count
from prongsai.correspondence.queries import find_sealed
from prongsai.correspondence.rules import is_classified
from prongsai.evidence import files
from prongsai.evidence.models import Evidence, EvidenceKind, EvidenceVersion

PDF = "application/pdf"
PICTURES = ("image/jpeg", "image/png")


@dataclass(frozen=True)
class Subject:
    """What somebody wants to circulate: one of the three."""

    paper: Paper | None = None
    evidence: Evidence | None = None
    link: str = ""


@dataclass(frozen=True)
class Version:
    """The version of a subject that is circulated now."""

    kind: str
    digest: str
    title: str
    number: int | None = None
    class_code: str = ""


def find_version(subject: Subject) -> Version:
    """The newest version of a subject. Raises `Refused` for what can't be circulated."""
    if sum(map(bool, (subject.paper, subject.evidence, subject.link))) != 1:
        raise Refused(_("Choose one document: a paper, a file or a link."), "paper")
    if subject.paper is not None:
        return _version_of_paper(subject.paper)
    if subject.evidence is not None:
        return _version_of_file(subject.evidence)
    return _version_of_link(subject.link)


def _version_of_paper(paper: Paper) -> Version:
    if paper.state != Paper.State.ISSUED:
        raise Refused(_("Only an issued paper can be circulated."), "paper")
    if is_classified(paper.secrecy):
        raise Refused(_("A classified paper is not circulated here."), "paper")
    digest = digest_of_paper(paper)
    if not digest:
        raise Refused(_("This paper has no approved text that could be circulated."), "paper")
    kind = Circulation.Kind.PAPER
    return Version(kind, digest, paper.subject, class_code=paper.class_code)


def find_procedure(paper: Paper) -> Procedure | None:
    """The approval of a paper."""
    return find_latest(f"paper-{paper.kind}", paper.pk)


def digest_of_paper(paper: Paper) -> str:
    """SHA-256 of the sealed PDF; before the seal, of the text that was signed."""
    procedure = find_procedure(paper)
    if procedure is None:
        return ""
    sealed = find_sealed(procedure)
    return sealed.sha256 if sealed else last_round(procedure).sha256


def _version_of_file(evidence: Evidence) -> Version:
    version = evidence.versions.first()
    if evidence.kind != EvidenceKind.FILE or version is None:
        raise Refused(_("This evidence is not a file."), "evidence")
    return Version(Circulation.Kind.FILE, version.sha256, evidence.title, version.number)


def _version_of_link(link: str) -> Version:
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:  # for example a broken IPv6 address
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise Refused(_("Write the whole address, beginning with https://"), "link")
    digest = hashlib.sha256(link.encode()).hexdigest()
    return Version(Circulation.Kind.LINK, digest, host)


def has_newer_version(circulation: Circulation) -> bool:
    """Whether the document was replaced after it had been circulated."""
    if circulation.evidence is None:
        return False
    newest = circulation.evidence.versions.first()
    return newest is not None and newest.sha256 != circulation.digest


@dataclass(frozen=True)
class Content:
    """The bytes that are read, and how they may be shown."""

    data: bytes
    media_type: str
    name: str
    pages: int = 0

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it as it is."""
        return self.media_type in PICTURES


def read_content(circulation: Circulation) -> Content | None:
    """What a circular shows; None for a link, which leads elsewhere.

    Raises FileNotFoundError when the stored bytes are gone.
    """
    if circulation.kind == Circulation.Kind.LINK:
        return None
    if circulation.paper is not None:
        data = _read_paper(circulation.paper, circulation.digest)
        return Content(data, PDF, f"{circulation.public_id}.pdf", find_page_count(data))
    version = get_file_version(circulation)
    data = files.read(version.sha256)
    pages = find_page_count(data) if version.media_type == PDF else 0
    return Content(data, version.media_type, version.file_name, pages)


def get_file_version(circulation: Circulation) -> EvidenceVersion:
    """The stored version of a circulated file."""
    assert circulation.evidence is not None
    return circulation.evidence.versions.get(
        sha256=circulation.digest, number=circulation.version_number or 0
    )


def _read_paper(paper: Paper, digest: str) -> bytes:
    procedure = find_procedure(paper)
    if procedure is None:
        raise FileNotFoundError(digest)
    sealed = find_sealed(procedure)
    if sealed is not None:
        # Also when it was circulated before its seal: the seal is of the same signed text.
        return files.read(sealed.sha256)
    try:
        return registry.get(procedure.document_kind).pdf(last_round(procedure))
    except (KeyError, ObjectDoesNotExist) as error:
        raise FileNotFoundError(digest) from error


def draw(circulation: Circulation, number: int) -> bytes:
    """One page (from 1) of what is read, as PNG; drawn once, then kept. Raises IndexError."""
    path = Path(settings.FILES_DIR) / "thumbnails" / f"{circulation.digest}-{number}.png"
    if path.exists():
        return path.read_bytes()
    content = read_content(circulation)
    if content is None or not content.pages:
        raise IndexError(number)
    picture = draw_page(content.data, number)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_suffix(f".{secrets.token_hex(4)}.part")
    partial.write_bytes(picture)
    partial.chmod(0o600)
    partial.replace(path)
    return picture
