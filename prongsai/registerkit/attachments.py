"""Files that come with a record become evidence."""

from collections.abc import Sequence
from typing import Any

from prongsai.evidence.models import Evidence
from prongsai.evidence.services import add_files
from prongsai.organization.models import Division

# content, file name
Uploads = Sequence[tuple[bytes, str]]


def keep_files(
    *,
    actor: Any,
    uploads: Uploads,
    title: str,
    owner: Division | None = None,
    is_public: bool = False,
    is_reserved: bool = False,
) -> list[Evidence]:
    """Keep files as internal evidence under one title, numbered when there are several.

    Reserved ones are shown by the register alone.
    """
    if not uploads:
        return []
    many = len(uploads) > 1
    captions = [f"{title} ({at})" if many else title for at in range(1, len(uploads) + 1)]
    return add_files(
        actor=actor,
        uploads=uploads,
        captions=captions,
        owner=owner,
        is_public=is_public,
        is_reserved=is_reserved,
    )
