"""Which files public pages hold: what a draft, a page to come or one that is over shows is nobody's yet."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, IntegerField, Model, OuterRef, QuerySet
from django.db.models.functions import Cast, StrIndex
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex

from prongsai.website.models import SiteImage, SiteRendition


def held_publicly(model: type[Model], key: str) -> Exists:
    """Whether a page that everybody may read refers to the file whose key stands in a column.

    Asked of Wagtail's index of references, which follows what is published, not what is drafted.
    """
    references = ReferenceIndex.objects.annotate(page=Cast("object_id", IntegerField()))
    wanted = Cast(OuterRef(key), ReferenceIndex._meta.get_field("to_object_id"))
    return Exists(
        references.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            to_content_type=ContentType.objects.get_for_model(model),
            to_object_id=wanted,
            page__in=_open_pages().values("pk"),
        )
    )


def _open_pages() -> "QuerySet[Page]":
    """What `Page.objects.live().public()` finds, without asking for the restrictions first."""
    at = StrIndex(OuterRef("path"), F("page__path"))
    closed = PageViewRestriction.objects.annotate(at=at).filter(at=1)
    found: QuerySet[Page] = Page.objects.live().exclude(Exists(closed))
    return found


def in_private(path: str) -> Exists:
    """Whether the collection whose path stands in a column is closed, or one above it."""
    at = StrIndex(OuterRef(path), F("collection__path"))
    return Exists(CollectionViewRestriction.objects.annotate(at=at).filter(at=1))


def note_references(page: Page) -> None:
    """Write anew to what a page refers, once it is published with all its rows.

    Wagtail does so as the page itself is saved, while rows that were taken out (a photograph, a file of
    news) are still there: they would stay public for good.
    """
    ReferenceIndex.create_or_update_for_object(page)


def find_state(file: str) -> bool | None:
    """Whether anybody may see a drawn picture, by the name of its file; None: there is no such one."""
    is_public = held_publicly(SiteImage, "image_id") & ~in_private("image__collection__path")
    drawn = SiteRendition.objects.filter(file=file).annotate(is_public=is_public)
    return drawn.order_by("-is_public").values_list("is_public", flat=True).first()
