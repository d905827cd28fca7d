"""What the addresses of open data need in the table of access."""

from typing import Any

from prongsai.website.kit import card_of_page, card_of_site, find_public_page
from prongsai.website.models import SitePage


def find_about() -> SitePage:
    """A page whose picture is asked for."""
    found = find_public_page("about")
    assert found is not None
    return found


def make_open_data(samples: dict[str, Any]) -> dict[str, Any]:
    """The samples of the public pages, for the same things as data."""
    return {
        "api_measure number": "1.1",
        "api_item year": samples["public_ita_item year"],
        "api_item code": samples["public_ita_item code"],
        "api_one_news slug": "none",
        "api_nothing path": "nothing/here",
        "api_paper public_id": samples["public_paper public_id"],
        "api_meeting public_id": samples["public_meeting public_id"],
        "public_feed code": "all",
        "public_feed kind": "atom",
        "public_feed_category code": "news",
        "public_feed_category category": "none",
        "public_feed_category kind": "json",
        "public_sitemap_part part": 1,
        "public_site_share digest": card_of_site().digest,
        "public_share digest": card_of_page(find_about()).digest,
        "public_share path": "about",
    }
