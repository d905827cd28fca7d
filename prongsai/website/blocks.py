"""What a page's text is made of. Few pieces, each of which an officer knows from Word."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from prongsai.website.cleaning import clean_rich_text, is_safe_address

RICH = ["bold", "italic", "ol", "ul", "link", "document-link", "h3", "h4"]
IN_CELL = ["bold", "italic", "link"]


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "website/blocks/heading.html"


class RichBlock(blocks.RichTextBlock):
    """Rich text that is kept without what Word brings along, whoever writes it."""

    def get_prep_value(self, value: Any) -> str:
        """As it is kept."""
        return clean_rich_text(super().get_prep_value(value) or "")


class TextBlock(RichBlock):
    """Paragraphs, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "website/blocks/text.html"


class PictureBlock(blocks.StructBlock):
    """One picture with the words below it."""

    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Words below it"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "website/blocks/picture.html"


class FilesBlock(blocks.ListBlock):
    """Documents to open or keep."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(DocumentChooserBlock(label=_("Document")), **kwargs)

    class Meta:
        icon = "doc-full"
        label = _("Files")
        template = "website/blocks/files.html"


class AddressedBlock(blocks.StructBlock):
    """Something with an address that leads somewhere and never runs anything."""

    def clean(self, value: Any) -> Any:
        """Refuse an address that a browser would run."""
        cleaned = super().clean(value)
        if not is_safe_address(cleaned["url"]):
            refused = ValidationError(
                _("Write an address that begins with https://, tel:, mailto: or /.")
            )
            raise StructBlockValidationError(block_errors={"url": refused})
        return cleaned

    def get_prep_value(self, value: Any) -> Any:
        """As it is kept: without such an address, whoever writes it."""
        kept = super().get_prep_value(value)
        if not is_safe_address(kept.get("url")):
            kept["url"] = ""
        return kept


class LinkBlock(AddressedBlock):
    """A way on: to a page of this site, or to an address."""

    text = blocks.CharBlock(max_length=120, label=_("Words"))
    page = blocks.PageChooserBlock(required=False, label=_("Page of this site"))
    url = blocks.CharBlock(required=False, max_length=500, label=_("or address"))
    hint = blocks.CharBlock(required=False, max_length=200, label=_("What one finds there"))

    class Meta:
        icon = "link"
        label = _("Link")


class LinksBlock(blocks.ListBlock):
    """Ways on as large cards."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(LinkBlock(), **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Ways on")
        template = "website/blocks/links.html"


class NoteBlock(blocks.StructBlock):
    """Words that stand out from the rest."""

    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = RichBlock(features=IN_CELL, label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Note")
        template = "website/blocks/note.html"


def entry_kinds() -> list[tuple[str, Any]]:
    """What the registers publish, for the choice of an officer."""
    from prongsai.evidence.entries import registry

    return [(source.code, source.label) for source in registry.list_all()]


class EntriesBlock(blocks.StructBlock):
    """What a register publishes, newest first: nobody writes this list."""

    kind = blocks.ChoiceBlock(choices=entry_kinds, label=_("Register"))
    limit = blocks.IntegerBlock(default=10, min_value=1, max_value=100, label=_("How many"))

    class Meta:
        icon = "list-ol"
        label = _("From a register")
        template = "website/blocks/entries.html"

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """With the entries themselves."""
        from prongsai.website.queries import list_entries

        context = super().get_context(value, parent_context)
        context["entries"] = list_entries(value["kind"], value["limit"])
        return context


class MapBlock(blocks.StructBlock):
    """Where something is: a picture of the map, and ways into map programs that open on a click."""

    name = blocks.CharBlock(max_length=200, label=_("Name of the place"))
    image = ImageChooserBlock(
        required=False,
        label=_("Picture of the map"),
        help_text=_("A map that the office drew or may use; pages load nothing from elsewhere."),
    )
    latitude = blocks.DecimalBlock(
        min_value=5, max_value=21, decimal_places=6, label=_("Latitude"), help_text="13.756331"
    )
    longitude = blocks.DecimalBlock(
        min_value=97, max_value=106, decimal_places=6, label=_("Longitude"), help_text="100.501765"
    )
    way = blocks.TextBlock(required=False, rows=2, max_length=500, label=_("How to get there"))

    class Meta:
        icon = "site"
        label = _("Map")
        template = "website/blocks/map.html"


class ChannelBlock(AddressedBlock):
    """One way to reach the office."""

    name = blocks.CharBlock(max_length=120, label=_("Channel"))
    shown = blocks.CharBlock(max_length=200, label=_("Number or name"))
    url = blocks.CharBlock(
        required=False,
        max_length=500,
        label=_("Address"),
        help_text=_("For example tel:1234 or https://line.me/…; empty: nothing to click."),
    )

    class Meta:
        icon = "mail"
        label = _("Channel")


class TableBlock(TypedTableBlock):
    """A table with headings."""

    class Meta:
        icon = "table"
        label = _("Table")
        template = "website/blocks/table.html"


def body_blocks() -> list[tuple[str, blocks.Block]]:
    """The pieces that every page may use."""
    cells = [
        ("text", RichBlock(features=IN_CELL, label=_("Text"))),
        ("number", blocks.CharBlock(required=False, label=_("Number"))),
    ]
    return [
        ("heading", HeadingBlock()),
        ("text", TextBlock(features=RICH)),
        ("picture", PictureBlock()),
        ("files", FilesBlock()),
        ("links", LinksBlock()),
        ("table", TableBlock(cells)),
        ("note", NoteBlock()),
        ("entries", EntriesBlock()),
        ("map", MapBlock()),
    ]
