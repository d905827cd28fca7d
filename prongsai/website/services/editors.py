"""Writes: who writes the website, and whether pages are looked at before they are public."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from prongsai.audit.services import record
from prongsai.common.errors import Refused
from prongsai.website import events
from prongsai.website.models import Editing, Editor, PublishCheck
from prongsai.website.permissions import may_manage_site
from prongsai.website.queries import find_site_root
from prongsai.website.services.mirroring import WORKFLOW, sync_editors


def require_manager(actor: Any) -> None:
    """Refuse who does not manage the site; the program itself (None) may."""
    if actor is not None and not may_manage_site(actor):
        raise Refused(_("Only administrators and the integrity officer may change this."))


@transaction.atomic
def appoint_editor(*, actor: Any, user: Any, division: Any = None) -> Editor:
    """Name a person who writes pages: all, or those that a division keeps."""
    require_manager(actor)
    editor, is_new = Editor.objects.get_or_create(user=user, division=division)
    if not is_new:
        raise Refused(_("This person writes these pages already."), "user")
    sync_editors(on=timezone.localdate())
    record(actor=actor, event=events.EDITOR_APPOINTED, target=editor)
    return editor


@transaction.atomic
def dismiss_editor(*, actor: Any, editor: Editor) -> None:
    """From now on this person no longer writes these pages."""
    require_manager(actor)
    editor = Editor.objects.select_for_update(of=("self",)).get(pk=editor.pk)
    record(actor=actor, event=events.EDITOR_DISMISSED, target=editor)
    editor.delete()
    sync_editors(on=timezone.localdate())


@transaction.atomic
def set_moderation(*, actor: Any, is_moderated: bool) -> Editing:
    """Say whether a head looks at pages before they are public. What waits already keeps waiting."""
    require_manager(actor)
    Editing.objects.get_or_create(singleton=True)
    editing = Editing.objects.select_for_update().get()
    if editing.is_moderated != is_moderated:
        editing.is_moderated = is_moderated
        editing.save(update_fields=["is_moderated"])
        _bind_workflow(is_moderated)
        sync_editors(on=timezone.localdate())
        event = events.MODERATION_ON if is_moderated else events.MODERATION_OFF
        record(actor=actor, event=event, target=editing)
    return editing


def _bind_workflow(is_moderated: bool) -> None:
    """The whole site goes through the one step, or through none."""
    root = find_site_root()
    if root is None:
        return
    WorkflowPage.objects.filter(page=root).delete()
    if is_moderated:
        task, _new = PublishCheck.objects.get_or_create(name=WORKFLOW)
        workflow, _new = Workflow.objects.get_or_create(name=WORKFLOW)
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
        WorkflowPage.objects.create(page=root, workflow=workflow)
