"""What the office issued, for keeping: how long each paper is kept, a register for Excel and as an archive."""

import mimetypes
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from prongsai.approvals.models import Procedure
from prongsai.approvals.permissions import readable
from prongsai.correspondence.archive import (
    ArchiveFile,
    ArchiveItem,
    ArchiveSummary,
    write_archive,
)
from prongsai.correspondence.models import Paper, Register, RegisterEntry
from prongsai.correspondence.papers.classes import find_class
from prongsai.correspondence.papers.kinds import PREFIX
from prongsai.correspondence.queries import list_entries
from prongsai.correspondence.retention import SECRET, USUAL, RetentionRule, find_rule
from prongsai.evidence import files
from prongsai.organization.queries import find_profile
from prongsai.thai.calendar import BE_OFFSET, format_date

COLUMNS = {
    "number": "ที่",
    "dated_on": "ลงวันที่",
    "subject": "เรื่อง",
    "state": "สถานะ",
    "started_by": "ผู้เสนอ",
    "retention": "การเก็บรักษา",
    "kept_until": "เก็บถึงสิ้นปี พ.ศ.",
}
WIDTHS = (18, 14, 60, 18, 24, 44, 16)
CHUNK = 200


@dataclass(frozen=True)
class Keeping:
    """How long a paper is kept: the rule, and the last year (พ.ศ.); None: for ever."""

    rule: RetentionRule
    last_year: int | None

    @property
    def is_over(self) -> bool:
        """Whether it need not be kept any longer."""
        return self.last_year is not None and self.last_year < timezone.localdate().year + BE_OFFSET


def keeping_of(*, class_code: str, is_classified: bool, year: int) -> Keeping:
    """By the class of the paper; classified ones by their own regulation. `year` in พ.ศ."""
    chosen = find_class(class_code)
    code = SECRET if is_classified else chosen.retention if chosen else USUAL
    rule = find_rule(code)
    assert rule is not None
    return Keeping(rule, rule.last_year(year))


def with_keeping(entries: Iterable[RegisterEntry]) -> list[tuple[RegisterEntry, Keeping]]:
    """Entries of one register, each with how long its paper is kept."""
    listed = list(entries)
    classes = _classes(listed)
    return [
        (
            entry,
            keeping_of(
                class_code=classes.get(entry.pk, ""),
                is_classified=entry.is_classified,
                year=entry.register.year,
            ),
        )
        for entry in listed
    ]


def _classes(entries: Iterable[RegisterEntry]) -> dict[int, str]:
    """Entry → class of its paper."""
    papers = {
        entry.pk: entry.procedure.subject_id
        for entry in entries
        if entry.procedure and entry.procedure.document_kind.startswith(PREFIX)
    }
    found = Paper.objects.filter(pk__in=set(papers.values())).values_list("pk", "class_code")
    codes = dict(found)
    return {entry: codes.get(paper, "") for entry, paper in papers.items()}


def list_rows(register: Register, words: str = "") -> Iterator[list[str]]:
    """The lines of a register as `COLUMNS` names them, in the order of their numbers."""
    for entry, keeping in _each(register, words):
        facts = _facts(entry, keeping)
        facts["dated_on"] = format_date(entry.dated_on, "short")
        yield [facts[name] for name in COLUMNS]


def _each(register: Register, words: str = "") -> Iterator[tuple[RegisterEntry, Keeping]]:
    """All entries in small portions: a year of papers never lies in memory."""
    found = list_entries(register, words).order_by("number").select_related("procedure__sealed")
    portion: list[RegisterEntry] = []
    for entry in found.iterator(chunk_size=CHUNK):
        portion.append(entry)
        if len(portion) == CHUNK:
            yield from with_keeping(portion)
            portion = []
    yield from with_keeping(portion)


def _facts(entry: RegisterEntry, keeping: Keeping) -> dict[str, str]:
    procedure = entry.procedure
    return {
        "number": entry.written,
        "dated_on": entry.dated_on.isoformat(),
        "subject": entry.told_subject,
        "state": str(procedure.get_state_display()) if procedure else "",
        "started_by": str(procedure.started_by) if procedure else "",
        "retention": keeping.rule.label,
        "kept_until": str(keeping.last_year or ""),
    }


def write_register(target: Path, *, user: Any, register: Register) -> ArchiveSummary:
    """Write a register to a file: the sealed PDF/A of each paper with what was attached to it.

    Of classified papers a person may not read there is the line alone.
    """
    profile = find_profile()
    about = {
        "organization": profile.full_name if profile else "",
        "register": register.kind,
        "letter_code": register.letter_code,
        "year": register.year,
        "made_at": timezone.now().isoformat(),
    }
    hidden = _hidden(user, register)
    items = (_item(entry, keeping, hidden) for entry, keeping in _each(register))
    return write_archive(target, items, about=about, columns=COLUMNS)


def _hidden(user: Any, register: Register) -> set[int]:
    """The documents of a register that a person may not read."""
    classified = Procedure.objects.filter(register_entry__register=register, is_confidential=True)
    return set(
        classified.exclude(pk__in=classified.filter(readable(user))).values_list("pk", flat=True)
    )


def _item(entry: RegisterEntry, keeping: Keeping, hidden: set[int]) -> ArchiveItem:
    facts: dict[str, Any] = dict(_facts(entry, keeping))
    kept: list[ArchiveFile] = []
    if entry.procedure is not None and entry.procedure.pk not in hidden:
        facts["subject"] = entry.subject
        facts |= _signed(entry.procedure)
        kept = list(_files(entry.procedure))
    return ArchiveItem(f"{entry.number:05}", facts, kept)


def _signed(procedure: Procedure) -> dict[str, Any]:
    latest = _latest(procedure)
    acts = [step.act for step in latest.steps.all() if hasattr(step, "act")]
    return {
        "code": procedure.code,
        "ended_on": procedure.ended_on.isoformat() if procedure.ended_on else None,
        "text_sha256": latest.sha256,
        "signatures": [
            {
                "name": act.signer_name,
                "capacity": act.lines,
                "verdict": act.verdict,
                "signed_on": act.signed_on.isoformat(),
                "on_paper": act.is_on_paper,
            }
            for act in acts
        ],
    }


def _latest(procedure: Procedure) -> Any:
    return procedure.rounds.prefetch_related("steps__act").order_by("-number")[0]


def _files(procedure: Procedure) -> Iterator[ArchiveFile]:
    sealed = getattr(procedure, "sealed", None)
    if sealed is None:
        return
    yield ArchiveFile("00-หนังสือ.pdf", files.path_of(sealed.sha256))
    attached: list[Mapping[str, str]] = (
        _latest(procedure).snapshot["content"].get("attachments", [])
    )
    for at, row in enumerate(attached, start=1):
        if row.get("sha256"):
            ending = mimetypes.guess_extension(row["media_type"]) or ""
            name = row["title"].replace("/", "-").replace("\\", "-")[:80]
            stem = name.removesuffix(ending)
            yield ArchiveFile(f"{at:02}-{stem}{ending}", files.path_of(row["sha256"]))
