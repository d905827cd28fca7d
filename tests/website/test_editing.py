"""Who writes pages, who makes them public, and that the log tells it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from prongsai.accounts.models import User
from prongsai.audit.models import AuditEntry
from prongsai.channels.models import Notice
from prongsai.common.errors import Refused
from prongsai.organization.queries import find_division
from prongsai.website import services
from prongsai.website.models import Editor
from prongsai.website.permissions import may_edit_page, may_open_site, may_publish
from tests.conftest import Office
from tests.website.pages import add_page, form_of

EDIT = "wagtailadmin_pages:edit"


def fresh(user: Any) -> Any:
    """The account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def codes() -> list[str]:
    """The codes of the log, oldest first."""
    return list(AuditEntry.objects.order_by("sequence").values_list("event", flat=True))


def test_an_editor_of_one_division_writes_its_pages_and_no_other(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    own = add_page("งานคลัง", "กองคลัง", slug="finance")
    inside = add_page("งานช่าง", "กองช่าง", slug="works")
    Page.objects.get(pk=inside.pk).move(own, "last-child")
    assert not may_open_site(office.stranger)
    services.appoint_editor(
        actor=office.officer, user=office.stranger, division=find_division("กองคลัง")
    )
    with pytest.raises(Refused):
        services.appoint_editor(
            actor=office.officer, user=office.stranger, division=find_division("กองคลัง")
        )
    with pytest.raises(Refused):
        services.appoint_editor(actor=office.head, user=office.head)
    editor, client = fresh(office.stranger), sign_in(office.stranger)
    inside.refresh_from_db()
    assert may_publish(editor, own)
    assert not may_edit_page(editor, inside)
    assert "งานคลัง" in client.get(reverse("wagtailadmin_explore_root"), follow=True).text
    assert client.get(reverse(EDIT, args=[own.pk])).status_code == 200
    assert client.get(reverse(EDIT, args=[inside.pk])).status_code == 302
    assert client.get(reverse("wagtailimages:index")).status_code == 200
    answer = client.post(
        reverse(EDIT, args=[own.pk]), form_of(own, title="งานการคลัง", **{"action-publish": "1"})
    )
    assert answer.status_code == 302
    own.refresh_from_db()
    assert own.title == "งานการคลัง"
    assert codes()[-1] == "website.page_published"
    services.dismiss_editor(actor=office.admin, editor=Editor.objects.get())
    assert sign_in(office.stranger).get(reverse(EDIT, args=[own.pk])).status_code == 403
    assert not may_open_site(fresh(office.stranger))


def test_what_is_looked_at_first_becomes_public_by_its_keepers_head_only(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    page = add_page("งานคลัง", "กองคลัง", slug="finance")
    services.appoint_editor(actor=office.officer, user=office.stranger)
    services.set_moderation(actor=office.officer, is_moderated=True)
    assert may_publish(fresh(office.finance), page)
    assert not may_publish(fresh(office.stranger), page)
    assert not may_edit_page(fresh(office.head), page)
    edit = reverse(EDIT, args=[page.pk])
    form = form_of(page, title="ใหม่")
    sign_in(office.stranger).post(edit, form | {"action-publish": "1"})
    page.refresh_from_db()
    assert page.title == "งานคลัง"
    sign_in(office.stranger).post(edit, form | {"action-submit": "1"})
    assert Notice.objects.filter(recipient=office.finance, key__startswith="website:waits").exists()
    assert sign_in(office.head).get(edit).status_code == 302
    client = sign_in(office.finance)
    state = page.current_workflow_task_state
    act = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    client.post(act, {"comment": "แก้เบอร์โทร"})
    told = Notice.objects.get(recipient=office.stranger, key__startswith="website:returned")
    assert "แก้เบอร์โทร" in told.text
    sign_in(office.stranger).post(edit, form | {"action-submit": "1"})
    page = Page.objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    act = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    sign_in(office.finance).post(act)
    page.refresh_from_db()
    assert page.title == "ใหม่"
    assert {"website.page_submitted", "website.page_sent_back", "website.page_published"} <= set(
        codes()
    )
    services.set_moderation(actor=office.admin, is_moderated=False)
    assert may_publish(fresh(office.stranger), page)


def test_pages_become_public_and_end_at_their_time(office: Office) -> None:
    page = add_page("กำหนดเวลา", slug="later", live=False)
    soon = timezone.now() + dt.timedelta(hours=1)
    page.go_live_at = soon
    page.save_revision().publish()
    assert services.publish_due() == 0
    past = timezone.now() - dt.timedelta(minutes=1)
    revision = page.latest_revision
    revision.content["go_live_at"], revision.approved_go_live_at = past.isoformat(), past
    revision.save()
    assert services.publish_due() == 1
    page.refresh_from_db()
    assert page.live
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert (services.publish_due(), services.publish_due()) == (1, 0)
    page.refresh_from_db()
    assert not page.live
    assert page.expired
    last = AuditEntry.objects.order_by("-sequence").first()
    assert last is not None
    assert (last.event, last.data) == ("website.page_unpublished", {"scheduled": True})


def test_an_editor_writes_the_times_of_a_page_in_the_buddhist_era(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    page = add_page("กำหนดเวลา", slug="later")
    edit, client = reverse(EDIT, args=[page.pk]), sign_in(office.officer)
    at = timezone.localtime() + dt.timedelta(days=40)
    day = f"{at.day}/{at.month}/{at.year + 543}"
    sent = form_of(page, go_live_at_day=day, go_live_at_time="08:30")
    assert client.post(edit, sent | {"go_live_at_time": ""}).status_code == 422
    kept = "ยังไม่ได้ตั้งเวลา"
    assert kept in client.post(edit, sent, follow=True).text
    assert kept not in client.post(edit, sent | {"action-publish": "1"}, follow=True).text
    revision = Page.objects.get(pk=page.pk).latest_revision
    planned = timezone.localtime(revision.approved_go_live_at)
    assert (planned.date(), f"{planned:%H:%M}") == (at.date(), "08:30")
    text = client.get(edit).text
    assert f'value="{day}"' in text
    shown = [line for line in text.splitlines() if str(at.year) in line and "datetime=" not in line]
    assert not any("08:30" in line or "8:30" in line for line in shown)
    assert (
        str(at.year + 543) in client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).text
    )


def test_lists_are_filtered_by_days_of_the_buddhist_era(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    add_page("งานคลัง", slug="finance").save_revision()
    home, client = Page.objects.get(depth=2), sign_in(office.officer)
    where, today = reverse("wagtailadmin_explore", args=[home.pk]), timezone.localdate()
    begins, name = f"1/1/{today.year + 543}", "latest_revision_created_at"
    found = client.get(where, {f"{name}_from": begins})
    assert "งานคลัง" in found.text
    assert f'value="{begins}"' in found.text
    assert f"มกราคม {today.year + 543}" in found.text  # beside the list: by what it is filtered
    late = client.get(where, {f"{name}_from": f"1/1/{today.year + 544}"})
    assert f"/office/pages/{home.get_children().get(slug='finance').pk}/edit/" not in late.text


def test_the_office_names_editors_and_switches_the_look(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    client = sign_in(office.officer)
    where = reverse("website_editors")
    assert client.post(where, {"user": ""}).status_code == 422
    assert client.post(where, {"user": office.finance.pk}).status_code == 302
    assert client.post(reverse("website_moderation"), {"on": "1"}).status_code == 302
    text = client.get(where).text
    assert "คุณfinance" in text
    assert client.get("/office/").text.count("website-pages") >= 1
    assert "website-pages" not in sign_in(office.stranger).get("/office/account/").text
    assert sign_in(office.finance).get(reverse("wagtaildocs:index")).status_code == 200
