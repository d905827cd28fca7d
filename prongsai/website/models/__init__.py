"""Tables of the public website."""

from prongsai.website.models.base import Cadence, SitePage
from prongsai.website.models.care import CareSetting, MonthlyReport, PageCheck
from prongsai.website.models.look import Look
from prongsai.website.models.media import SiteDocument, SiteImage, SiteRendition
from prongsai.website.models.news import NewsCategory, NewsFile, NewsIndexPage, NewsPage, NewsPhoto
from prongsai.website.models.pages import ContentPage, HomePage, SectionPage
from prongsai.website.models.questions import Question

__all__ = [
    "Cadence",
    "CareSetting",
    "ContentPage",
    "HomePage",
    "Look",
    "MonthlyReport",
    "NewsCategory",
    "NewsFile",
    "NewsIndexPage",
    "NewsPage",
    "NewsPhoto",
    "PageCheck",
    "Question",
    "SectionPage",
    "SiteDocument",
    "SiteImage",
    "SitePage",
    "SiteRendition",
]
