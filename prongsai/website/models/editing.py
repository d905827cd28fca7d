"""Who writes the website, and whether somebody looks at it before it is public."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState


class Editing(models.Model):
    """The one row of how pages become public."""

    is_moderated = models.BooleanField(_("a head looks at it before it is public"), default=False)
    singleton = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("rules of editing")
        constraints = [
            models.CheckConstraint(condition=Q(singleton=True), name="website_one_editing")
        ]

    def __str__(self) -> str:
        return str(_("Rules of editing"))


class Editor(models.Model):
    """A person who writes pages: all of them, or those that one division keeps."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="site_editorships",
        verbose_name=_("person"),
    )
    division = models.ForeignKey(
        "organization.Division",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="site_editors",
        verbose_name=_("only the pages of"),
    )
    appointed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("website editor")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "division"], name="website_editor_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.division or _('all pages')}"


class PublishCheck(Task):
    """The step of Wagtail's moderation: whoever may publish a page looks at it and says yes or no."""

    class Meta:
        verbose_name = _("look before it is public")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Who may publish may open it."""
        return self._may(user, obj)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Whoever handed it in waits for the answer: what is looked at stays as it was handed in."""
        return not self._may(user, obj)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Send back with words, or make it public."""
        if not self._may(user, obj):
            return []
        return [("reject", _("Send back"), True), ("approve", _("Approve and publish"), False)]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """What waits for this person."""
        waiting = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        mine = [
            state.pk for state in waiting if self._may(user, state.workflow_state.content_object)
        ]
        return waiting.filter(pk__in=mine)

    def _may(self, user: Any, page: Any) -> bool:
        from prongsai.website.permissions import may_publish

        return may_publish(user, page)
