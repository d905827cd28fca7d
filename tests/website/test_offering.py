"""Whoever may tell people of a page is offered it, however the page became public."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from prongsai.accounts.models import User
from prongsai.channels.models import Notice
from prongsai.website import services
from prongsai.website.models import NewsPage
from tests.conftest import Office
from tests.website.pages import add_news, add_page, form_of


def offers(page: Any) -> set[str]:
    """Who was offered to tell people of a page."""
    link = reverse("website_tell", args=[page.pk])
    return set(Notice.objects.filter(link=link).values_list("recipient__username", flat=True))


def hand_in(page: Any, office: Office, sign_in: Any) -> None:
    """The editor without the last word hands a page in, the officer approves it."""
    services.appoint_editor(actor=office.officer, user=office.stranger)
    services.set_moderation(actor=office.officer, is_moderated=True)
    author = User.objects.get(pk=office.stranger.pk)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    state = NewsPage.objects.get(pk=page.pk).current_workflow_task_state
    act = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    sign_in(office.officer).post(act)


def test_who_approves_news_is_offered_to_tell_of_them_and_the_author_hears_they_are_public(
    office: Office, sign_in: Any
) -> None:
    page = add_news("น้ำไม่ไหล", slug="water", live=False)
    hand_in(page, office, sign_in)
    assert offers(page) == {"officer"}
    told = Notice.objects.get(recipient=office.stranger, key__startswith="website:published")
    assert "เผยแพร่แล้ว" in told.text
    edit, link = (
        reverse(name, args=[page.pk]) for name in ("wagtailadmin_pages:edit", "website_tell")
    )
    messages = [_messages(sign_in(office.officer).get(edit)) for _again in range(2)]
    assert [link in text for text in messages] == [True, False]


def _messages(answer: Any) -> str:
    text: str = answer.text
    return text.partition('class="messages')[2].partition("</ul>")[0]


def test_news_that_wait_for_their_time_are_offered_when_they_are_public(
    office: Office, sign_in: Any
) -> None:
    page = add_news("น้ำไม่ไหล", slug="water", live=False)
    page.go_live_at = timezone.now() + dt.timedelta(hours=1)
    hand_in(page, office, sign_in)
    told = Notice.objects.get(recipient=office.stranger, key__startswith="website:published")
    assert "ตามเวลา" in told.text
    assert offers(page) == set()
    _let_time_pass(page)
    assert services.publish_due() == 1
    assert offers(page) == {"officer"}


def test_who_set_the_time_is_offered_it_and_nobody_for_what_is_never_told(
    office: Office, sign_in: Any
) -> None:
    page, other = add_news("ก", slug="a", live=False), add_page("ข", slug="b", live=False)
    for one in (page, other):
        one.go_live_at = timezone.now() + dt.timedelta(hours=1)
        one.save_revision(user=office.officer).publish()
        _let_time_pass(one)
    assert services.publish_due() == 2
    assert offers(page) == {"officer"}
    assert offers(other) == set()


def _let_time_pass(page: Any) -> None:
    past = timezone.now() - dt.timedelta(minutes=1)
    revision = page._meta.model.objects.get(pk=page.pk).latest_revision
    revision.content["go_live_at"], revision.approved_go_live_at = past.isoformat(), past
    revision.save()


def test_who_publishes_by_hand_is_offered_it_on_the_next_screen(
    office: Office, sign_in: Any
) -> None:
    page = add_news("น้ำไม่ไหล", slug="water", live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    more = {"category": str(page.category_id), "dated_on": "24/11/2569", "action-publish": "1"}
    photos = {f"photos-{key}_FORMS": "0" for key in ("TOTAL", "INITIAL")}
    files = {f"files-{key}_FORMS": "0" for key in ("TOTAL", "INITIAL")}
    answer = sign_in(office.officer).post(edit, form_of(page) | more | photos | files, follow=True)
    assert reverse("website_tell", args=[page.pk]) in _messages(answer)
    assert offers(page) == set()
