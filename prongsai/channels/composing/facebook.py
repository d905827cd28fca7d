"""A publication as a post of the page, with a mark in its link by which it is found again."""

import uuid

from prongsai.channels.models import LoggedPublication


def make_mark(key: uuid.UUID) -> str:
    """The mark of a request: an end of the address that leads nowhere else."""
    return f"#p{key.hex[:16]}"


def compose_post(publication: LoggedPublication, key: uuid.UUID) -> dict[str, str]:
    """Message and link of a post; Facebook takes the picture from the page behind the link."""
    link = publication.link + make_mark(key)
    parts = (publication.title, publication.summary, link)
    return {"message": "\n\n".join(part for part in parts if part), "link": link}
