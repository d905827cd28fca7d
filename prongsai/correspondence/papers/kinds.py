"""The code under which a kind of paper goes through approval."""

PREFIX = "paper-"


def document_kind(paper_kind: str) -> str:
    """For example `paper-order`."""
    return f"{PREFIX}{paper_kind}"
