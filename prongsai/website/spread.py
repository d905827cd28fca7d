"""Through which channels the site's news went out."""

from prongsai.website.monthly import MonthOfSite


def count_by_channel(found: MonthOfSite) -> list[tuple[str, int]]:
    """Each channel with how much was published through it in a month."""
    return [("เว็บไซต์", len(found.new))]
