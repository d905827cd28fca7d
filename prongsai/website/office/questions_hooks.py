"""Where the office shows questions of the public: addresses, and an entry of the website's menu."""

from typing import Any

from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from prongsai.channels.menu import CountedMenuItem
from prongsai.website.permissions import may_see_questions
from prongsai.website.question_queries import list_waiting


class QuestionsItem(CountedMenuItem):
    """Shown to colleagues, with how many questions wait for them."""

    def is_shown(self, request: Any) -> bool:
        """Whether the person may open the list."""
        return may_see_questions(request.user)


@hooks.register("register_admin_urls")
def register_question_urls() -> list[URLPattern]:
    """Pages under /office/website/questions/."""
    return [path("website/questions/", include("prongsai.website.office.question_urls"))]  # type: ignore[list-item]


@hooks.register("register_website_menu_item")
def register_questions() -> MenuItem:
    """Questions of the public."""
    return QuestionsItem(
        _("Questions of the public"),
        reverse("website_questions"),
        icon_name="help",
        order=150,
        name="website-questions",
        waiting=list_waiting,
    )
