"""What the website follows: people and posts that change, and what Wagtail says happened to pages."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_rejected,
    task_submitted,
    workflow_approved,
)

from prongsai.accounts.signals import person_erased
from prongsai.organization.models import ActingAppointment, Tenure


def connect() -> None:
    """Listen; called once as the program starts."""
    user_logged_in.connect(_mirror, dispatch_uid="website.mirror")
    for model in (Tenure, ActingAppointment):
        for signal in (post_save, post_delete):
            signal.connect(_mirror, sender=model, dispatch_uid=f"website.mirror.{id(signal)}")
    person_erased.connect(_forget_card, dispatch_uid="website.forget_card")
    page_published.connect(_mirror, dispatch_uid="website.mirror")
    page_published.connect(_note_references, dispatch_uid="website.note_references")
    page_unpublished.connect(_stop_telling, dispatch_uid="website.stop_telling")
    post_save.connect(_record_page_act, sender=PageLogEntry, dispatch_uid="website.page_act")
    post_save.connect(_record_file_act, sender=ModelLogEntry, dispatch_uid="website.file_act")
    task_submitted.connect(_tell_checkers, dispatch_uid="website.tell_checkers")
    task_rejected.connect(_tell_of_return, dispatch_uid="website.tell_of_return")
    workflow_approved.connect(_tell_of_publishing, dispatch_uid="website.tell_of_publishing")


def _mirror(**_kwargs: Any) -> None:
    from prongsai.website.services import sync_editors

    sync_editors(on=timezone.localdate())


def _forget_card(user: Any, **_kwargs: Any) -> None:
    from prongsai.website.services import forget_cards

    forget_cards(users=[user.pk])


def _note_references(instance: Any, **_kwargs: Any) -> None:
    from prongsai.website.holding import note_references

    note_references(instance)


def _stop_telling(instance: Any, **_kwargs: Any) -> None:
    from prongsai.website.services import stop_telling

    if getattr(instance, "is_told", False):
        stop_telling(actor=None, page=instance)


def _record_page_act(instance: Any, created: bool, **_kwargs: Any) -> None:
    from prongsai.website.services.logbook import record_page_act

    if created:
        record_page_act(entry=instance)


def _record_file_act(instance: Any, created: bool, **_kwargs: Any) -> None:
    from prongsai.website.services.logbook import record_file_act

    if created:
        record_file_act(entry=instance)


def _tell_checkers(instance: Any, **_kwargs: Any) -> None:
    from prongsai.website.services.moderating import tell_checkers

    tell_checkers(task_state=instance)


def _tell_of_return(instance: Any, **_kwargs: Any) -> None:
    from prongsai.website.services.moderating import tell_of_return

    tell_of_return(task_state=instance)


def _tell_of_publishing(instance: Any, **_kwargs: Any) -> None:
    from prongsai.website.services.moderating import tell_of_publishing

    tell_of_publishing(workflow_state=instance)
