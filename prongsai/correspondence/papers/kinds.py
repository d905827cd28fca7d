"""The code under which a kind of paper goes through approval."""

from django.db.models import OuterRef, Value
from django.db.models.functions import Concat

PREFIX = "paper-"


def document_kind(paper_kind: str) -> str:
    """For example `paper-order`."""
    return f"{PREFIX}{paper_kind}"


def of_outer_kind() -> Concat:
    """The same for the paper of the query around: with it the index on documents is used."""
    return Concat(Value(PREFIX), OuterRef("kind"))
