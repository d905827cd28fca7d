"""Reading registers and sealed documents."""

from django.db.models import Count, QuerySet

from prongsai.approvals.models import Procedure
from prongsai.common.search import search
from prongsai.correspondence.models import Register, RegisterEntry, SealedDocument
from prongsai.evidence import files
from prongsai.organization import queries as organization
from prongsai.organization.models import Division


def list_registers() -> "QuerySet[Register]":
    """The registers, newest year first, with how many numbers they gave."""
    return Register.objects.annotate(entry_count=Count("entries"))


def list_entries(register: Register, words: str = "") -> "QuerySet[RegisterEntry]":
    """The numbers of a register with the fate of their documents, newest first."""
    found = register.entries.select_related("procedure__started_by", "register")
    return search(found, words)


def letter_code_of(division: Division | None) -> str:
    """The letter code of a unit: its own, else the organisation's."""
    if division is not None and division.letter_code:
        return division.letter_code
    profile = organization.find_profile()
    return profile.letter_code if profile else ""


def find_sealed(procedure: Procedure | None) -> SealedDocument | None:
    """The sealed document of a procedure, if it is sealed."""
    if procedure is None:
        return None
    return SealedDocument.objects.filter(procedure=procedure).first()


def find_other_sealed(sha256: str, procedure: Procedure) -> Procedure | None:
    """Another document of ours whose sealed file has this digest."""
    found = SealedDocument.objects.filter(sha256=sha256).exclude(procedure=procedure)
    other = found.select_related("procedure").first()
    return other.procedure if other else None


def read_sealed(sealed: SealedDocument) -> bytes:
    """The bytes of a sealed PDF."""
    return files.read(sealed.sha256)
