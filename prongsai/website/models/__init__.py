"""Tables of the public website."""

from prongsai.website.models.base import Cadence, SitePage
from prongsai.website.models.care import CareSetting, MonthlyReport, PageCheck
from prongsai.website.models.editing import Editing, Editor, PublishCheck
from prongsai.website.models.links import BrokenLink, LinkCheck
from prongsai.website.models.look import Look
from prongsai.website.models.media import SiteDocument, SiteImage, SiteRendition
from prongsai.website.models.news import NewsCategory, NewsFile, NewsIndexPage, NewsPage, NewsPhoto
from prongsai.website.models.pages import ContentPage, HomePage, SectionPage

__all__ = [
    "BrokenLink",
    "Cadence",
    "CareSetting",
    "ContentPage",
    "Editing",
    "Editor",
    "HomePage",
    "LinkCheck",
    "Look",
    "MonthlyReport",
    "NewsCategory",
    "NewsFile",
    "NewsIndexPage",
    "NewsPage",
    "NewsPhoto",
    "PublishCheck",
    "PageCheck",
    "SectionPage",
    "SiteDocument",
    "SiteImage",
    "SitePage",
    "SiteRendition",
]
