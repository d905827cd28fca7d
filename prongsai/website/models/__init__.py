"""Tables of the public website."""

from prongsai.website.models.base import Cadence, SitePage
from prongsai.website.models.calendar import CalendarPage, EventPage
from prongsai.website.models.care import CareSetting, MonthlyReport, PageCheck
from prongsai.website.models.editing import Editing, Editor, PublishCheck
from prongsai.website.models.gallery import AlbumPage, AlbumPhoto, GalleryPage
from prongsai.website.models.library import ContactPage, DocumentsPage, Law, LawsPage, SiteMapPage
from prongsai.website.models.links import BrokenLink, LinkCheck
from prongsai.website.models.look import Look
from prongsai.website.models.media import DocumentKind, SiteDocument, SiteImage, SiteRendition
from prongsai.website.models.news import NewsCategory, NewsFile, NewsIndexPage, NewsPage, NewsPhoto
from prongsai.website.models.pages import ContentPage, HomePage, SectionPage
from prongsai.website.models.people import CouncilPage, PeoplePage, PersonCard, StructurePage
from prongsai.website.models.questions import Question

__all__ = [
    "AlbumPage",
    "AlbumPhoto",
    "BrokenLink",
    "Cadence",
    "CalendarPage",
    "CareSetting",
    "ContactPage",
    "ContentPage",
    "CouncilPage",
    "DocumentKind",
    "DocumentsPage",
    "Editing",
    "Editor",
    "EventPage",
    "GalleryPage",
    "HomePage",
    "Law",
    "LawsPage",
    "LinkCheck",
    "Look",
    "MonthlyReport",
    "NewsCategory",
    "NewsFile",
    "NewsIndexPage",
    "NewsPage",
    "NewsPhoto",
    "PageCheck",
    "PeoplePage",
    "PersonCard",
    "PublishCheck",
    "Question",
    "SectionPage",
    "SiteDocument",
    "SiteImage",
    "SiteMapPage",
    "SitePage",
    "SiteRendition",
    "StructurePage",
]
