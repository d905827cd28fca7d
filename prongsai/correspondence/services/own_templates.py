"""The office's own Word templates: taken in, put out of use."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.correspondence import events, permissions
from prongsai.correspondence.models import PaperKind, PaperTemplate
from prongsai.correspondence.papers.templates import list_placeholders
from prongsai.evidence import files

MAX_BYTES = 5_000_000


@transaction.atomic
def add_template(
    *, actor: Any, name: str, kind: str, content: bytes, file_name: str
) -> PaperTemplate:
    """Take a DOCX in, or the newer file of a name that is out of use or known already.

    Papers that were written with the older file keep naming it by its digest.
    Raises `Refused` when it is no usable template or has no placeholder.
    """
    _require(actor)
    if not name.strip():
        raise Refused(_("Write a name."), "name")
    if kind not in PaperKind.values:
        raise Refused(_("Choose the kind."), "kind")
    if len(content) > MAX_BYTES:
        raise Refused(_("The file is larger than 5 MB."), "file")
    if not list_placeholders(content):
        raise Refused(_("The file has no placeholder, for example {{ body }}."), "file")
    template, _is_new = PaperTemplate.objects.update_or_create(
        name=name.strip(),
        defaults={
            "kind": kind,
            "sha256": files.store(content),
            "file_name": file_name[:200],
            "is_active": True,
            "uploaded_by": actor,
        },
    )
    record(actor=actor, event=events.TEMPLATE_ADDED, target=template)
    return template


@transaction.atomic
def retire_template(*, actor: Any, template: PaperTemplate) -> None:
    """Offer a template no more; papers written with it keep it."""
    _require(actor)
    template = PaperTemplate.objects.select_for_update().get(pk=template.pk)
    template.is_active = False
    template.save(update_fields=["is_active"])
    record(actor=actor, event=events.TEMPLATE_RETIRED, target=template)


def _require(actor: Any) -> None:
    if not permissions.may_manage_templates(actor):
        raise Refused(_("Only the officer in charge or an administrator may do this."))
