"""What a poster or picture says: words, address, the organisation and its colours."""

from dataclasses import dataclass

from django.conf import settings

from prongsai.organization.queries import get_profile
from prongsai.website.models import SitePage
from prongsai.website.models.base import ROOT
from prongsai.website.queries import find_look
from prongsai.website.rules import palette

# Words of the pictures are data of them, not of the interface.
WORDS = {
    "th": {"scan": "สแกนเพื่อเปิดหน้านี้", "phone": "โทร."},
    "en": {"scan": "Scan to open this page", "phone": "Tel."},
}


@dataclass(frozen=True)
class Card:
    """Everything that is drawn; the same card gives the same files."""

    title: str
    summary: str
    url: str
    organization: str
    place: str
    phone: str
    dark: str
    brand: str
    soft: str
    accent: str
    emblem: bytes = b""
    language: str = "th"

    @property
    def address(self) -> str:
        """The address as people type it."""
        return self.url.partition("://")[2].removesuffix("/")

    @property
    def words(self) -> dict[str, str]:
        """The fixed words in its language."""
        return WORDS[self.language]


def find_public_page(path: str) -> SitePage | None:
    """The page that anybody reads at an address of this site ("/news/"), or None."""
    if "\x00" in path:
        return None
    url_path = f"/{ROOT}/" + "".join(f"{part}/" for part in path.split("/") if part)
    return SitePage.objects.live().public().filter(url_path=url_path).first()


def card_of_page(page: SitePage) -> Card:
    """The card of a page, with its own title and summary."""
    url = settings.PRONGSAI_BASE_URL + page.address
    return card_of_address(url, page.title, page.summary, page.language)


def card_of_address(url: str, title: str, summary: str, language: str = "th") -> Card:
    """The card of any address, for example of a channel elsewhere."""
    profile, look = get_profile(), find_look()
    tokens = palette(look.brand, look.accent)["light"]
    is_english = language == "en" and bool(profile.name_en)
    return Card(
        title=title,
        summary=summary,
        url=url,
        organization=profile.name_en if is_english else profile.full_name,
        place="" if is_english else f"อำเภอ{profile.amphoe} จังหวัด{profile.province}",
        phone=profile.phone,
        dark=tokens["brand-strong"],
        brand=tokens["brand"],
        soft=tokens["brand-soft"],
        accent=tokens["accent"],
        emblem=bytes(look.logo or profile.emblem or b""),
        language=language,
    )
