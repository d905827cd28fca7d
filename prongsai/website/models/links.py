"""The links of the public pages, looked at now and then, and those that lead nowhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkCheck(models.Model):
    """One look at all links; it waits, runs or is finished."""

    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    links = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("check of links")
        constraints = [
            models.UniqueConstraint(
                models.F("finished_at"),
                condition=models.Q(finished_at=None),
                nulls_distinct=False,
                name="website_one_link_check_waits",
            )
        ]

    def __str__(self) -> str:
        return str(self.asked_at)


class BrokenLink(models.Model):
    """A link of a public page that leads nowhere. `problem` is a key of website/linking.WORDS."""

    check_run = models.ForeignKey(LinkCheck, on_delete=models.CASCADE, related_name="broken")
    page = models.ForeignKey("website.SitePage", on_delete=models.CASCADE, related_name="broken")
    url = models.TextField(blank=True)
    words = models.CharField(max_length=120, blank=True)
    problem = models.CharField(max_length=40)
    params = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("broken link")

    def __str__(self) -> str:
        return self.url

    @property
    def message(self) -> str:
        """What is wrong, in the language in use."""
        from prongsai.website.linking import say

        return say(self.problem, self.params)
