"""Tables of the correspondence: registers of numbers, sealed documents, papers."""

from prongsai.correspondence.models.papers import (
    Language,
    Paper,
    PaperAttachment,
    PaperKind,
    PaperLink,
    PaperTemplate,
    Secrecy,
    Urgency,
)
from prongsai.correspondence.models.registers import (
    Register,
    RegisterEntry,
    RegisterKind,
    SealedDocument,
)

__all__ = [
    "Language",
    "Paper",
    "PaperAttachment",
    "PaperKind",
    "PaperLink",
    "PaperTemplate",
    "Register",
    "RegisterEntry",
    "RegisterKind",
    "SealedDocument",
    "Secrecy",
    "Urgency",
]
