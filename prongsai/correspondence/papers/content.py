"""What a paper says, as plain values: this is what people sign."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from prongsai.approvals.models import StepKind
from prongsai.approvals.queries import list_chain_steps
from prongsai.correspondence.models import Language, Paper, PaperLink
from prongsai.correspondence.papers.classes import load_catalogue
from prongsai.correspondence.papers.kinds import document_kind
from prongsai.correspondence.queries import letter_code_of
from prongsai.correspondence.rules import is_classified
from prongsai.organization import queries as organization
from prongsai.organization.models import Role
from prongsai.thai.calendar import format_date

FORMAT = 1


def collect_content(paper: Paper) -> dict[str, Any]:
    """Everything that stands on a paper, frozen when it is put forward."""
    return {
        "format": FORMAT,
        "kind": paper.kind,
        "class_code": paper.class_code,
        "language": paper.language,
        "subject": paper.subject,
        "to": paper.to,
        "body": paper.body,
        "secrecy": paper.secrecy,
        "urgency": paper.urgency,
        "organization": _organization(),
        "division": paper.division.name,
        **_signer(paper),
        "letter_code": letter_code_of(paper.division),
        "links": [
            {"relation": link.relation, "text": describe_link(link)}
            for link in paper.links.select_related("target")
        ],
        "attachments": [_attachment(a) for a in _attachments(paper)],
        "template": _template(paper),
    }


def _organization() -> dict[str, str]:
    profile = organization.find_profile()
    if profile is None:
        return {}
    names = (
        "full_name",
        "short_name",
        "amphoe",
        "province",
        "address",
        "phone",
        "email",
        "website",
    )
    values = {name: getattr(profile, name) for name in names}
    return values | {"name_en": getattr(profile, "name_en", "")}


def _signer(paper: Paper) -> dict[str, str]:
    """The position that decides, by the chain of today; of the head in English too."""
    last = list_chain_steps(document_kind(paper.kind))[-1]
    position = last.position or organization.find_position(last.role)
    if position is None or last.kind != StepKind.DECIDE:
        return {"signer_title": ""}
    profile = organization.find_profile()
    english = getattr(profile, "name_en", "") if position.role == Role.MAYOR else ""
    if profile is None or paper.language != Language.ENGLISH or not english:
        return {"signer_title": position.title}
    head = load_catalogue()["kinds"][profile.kind]["head_en"]
    return {"signer_title": position.title, "signer_title_en": f"{head} of {english}"}


def describe_link(link: PaperLink) -> str:
    """An earlier paper as documents name it: kind, number, date and subject."""
    if link.target is None:
        return link.text
    return describe_paper(link.target)


def describe_paper(paper: Paper) -> str:
    """A paper as another one names it (a classified one without its subject), for example คำสั่งอบต.… ที่ ๑/๒๕๖๙ เรื่อง … ลงวันที่ …."""
    from prongsai.correspondence.papers.queries import find_procedure

    procedure = find_procedure(paper)
    number, day = (procedure.number, procedure.dated_on) if procedure else ("", None)
    return _describe(paper, number, day, organization.find_profile())


def describe_papers(papers: Sequence[Any]) -> list[str]:
    """The same for papers read `with_numbers`; in one query at most."""
    profile = organization.find_profile() if papers else None
    return [_describe(paper, paper.number, paper.dated_on, profile) for paper in papers]


def _describe(paper: Paper, number: str | None, day: dt.date | None, profile: Any) -> str:
    head = {"order": "คำสั่ง", "announcement": "ประกาศ"}.get(paper.kind, "")
    named = f"{head}{profile.full_name}" if head and profile else "หนังสือ"
    parts = [named]
    if number and paper.kind != "announcement":
        parts.append(f"ที่ {number}")
    if not is_classified(paper.secrecy):
        parts.append(f"เรื่อง {paper.subject}")
    if day is not None and number:
        parts.append(f"ลงวันที่ {format_date(day, 'official')}")
    return " ".join(parts)


def _attachments(paper: Paper) -> Any:
    return paper.attachments.select_related("evidence").prefetch_related("evidence__versions")


def _attachment(row: Any) -> dict[str, Any]:
    version = row.evidence.versions.first()
    return {
        "title": row.evidence.title,
        "sha256": version.sha256 if version else "",
        "media_type": version.media_type if version else "",
    }


def _template(paper: Paper) -> dict[str, str] | None:
    if paper.template is None:
        return None
    return {"name": paper.template.name, "sha256": paper.template.sha256}
