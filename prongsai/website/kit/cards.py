"""What a poster or picture says: words, address, the organisation and its colours."""

import hashlib
import json
from dataclasses import asdict, dataclass

from django.conf import settings

from prongsai.organization.models import OrganizationProfile
from prongsai.organization.queries import get_profile
from prongsai.website.models import Look, SitePage
from prongsai.website.models.base import ENGLISH, ROOT
from prongsai.website.queries import find_look, find_mark
from prongsai.website.rules import palette

# Words of the pictures are data of them, not of the interface.
WORDS = {
    "th": {"scan": "สแกนเพื่อเปิดหน้านี้", "phone": "โทร."},
    "en": {"scan": "Scan to open this page", "phone": "Tel."},
}
# Counts up when the layout changes, so that what was drawn before is drawn anew.
DRAWN_AS = 1


@dataclass(frozen=True)
class Brand:
    """Who speaks: the organisation, its colours, the digest of its mark."""

    profile: OrganizationProfile
    look: Look
    mark: str


def get_brand() -> Brand:
    """The brand of today; raises DoesNotExist before the organisation was set up."""
    return Brand(get_profile(), find_look(), find_mark())


def read_mark() -> bytes:
    """The picture itself: the mark of the site, else the emblem of papers."""
    return bytes(find_look().logo or get_profile().emblem or b"")


@dataclass(frozen=True)
class Card:
    """Everything that is drawn; the same card gives the same files. `mark`: the digest of the emblem."""

    title: str
    summary: str
    url: str
    organization: str
    place: str
    phone: str
    brand: str
    accent: str
    mark: str = ""
    language: str = "th"

    @property
    def address(self) -> str:
        """The address as people type it."""
        return self.url.partition("://")[2].removesuffix("/")

    @property
    def digest(self) -> str:
        """Another one as soon as anything of it is another."""
        told = json.dumps([DRAWN_AS, asdict(self)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def colours(self) -> dict[str, str]:
        """The shades in which it is drawn."""
        shades = palette(self.brand, self.accent)["light"]
        names = {"dark": "brand-strong", "brand": "brand", "soft": "brand-soft", "accent": "accent"}
        return {name: shades[shade] for name, shade in names.items()}

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


def card_of_page(page: SitePage, brand: Brand | None = None) -> Card:
    """The card of a page, with its own title and summary."""
    url = settings.PRONGSAI_BASE_URL + page.address
    return card_of_address(url, page.title, page.summary, page.language, brand)


def card_of_site(brand: Brand | None = None) -> Card:
    """The card of what has no page of its own: the organisation's name."""
    brand = brand or get_brand()
    return card_of_address(
        settings.PRONGSAI_BASE_URL + "/", brand.profile.full_name, "", brand=brand
    )


def card_of_address(
    url: str, title: str, summary: str, language: str = "th", brand: Brand | None = None
) -> Card:
    """The card of any address, for example of a channel elsewhere."""
    brand = brand or get_brand()
    profile = brand.profile
    is_english = language == ENGLISH and bool(profile.name_en)
    return Card(
        title=title,
        summary=summary,
        url=url,
        organization=profile.name_en if is_english else profile.full_name,
        place="" if is_english else f"อำเภอ{profile.amphoe} จังหวัด{profile.province}",
        phone=profile.phone,
        brand=brand.look.brand,
        accent=brand.look.accent,
        mark=brand.mark,
        language=language,
    )
