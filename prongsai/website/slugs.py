"""The last part of a page's address: ASCII, so that it stays whole in LINE, on paper and when it is dictated.

A Thai title has no such letters (what slugs keep of one is a word without its vowels): its page is found by
the day on which it was begun, in the Buddhist era.
"""

import datetime as dt
import re
from itertools import count
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

LONGEST = 60


def make_slug(title: str, today: dt.date, *, parent: Any, page: Any = None) -> str:
    """A free slug below `parent` for a page of this title: its Latin words, else a day like 2569-11-30."""
    words = slugify(title)[:LONGEST].strip("-")
    base = words if re.search("[a-z]", words) else f"{today.year + 543}-{today:%m-%d}"
    candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(slug for slug in candidates if Page._slug_is_available(slug, parent, page))


def is_filled_in(slug: str, title: str) -> bool:
    """Whether nobody chose it: it is empty, or bare figures that the form took out of the title."""
    return not slug or (slug == slugify(title) and not re.search("[a-z]", slug))
