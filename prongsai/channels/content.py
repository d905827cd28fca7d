"""What is published, as plain data: apps above make it, channels know nothing of what it is about."""

from dataclasses import dataclass

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_ADDRESS = 300, 2000, 500


@dataclass(frozen=True)
class Publication:
    """One thing that is told to the public.

    `key` names it for good (`news:<id>:1`): publishing the same key again adds channels, never a
    second message. `kind` is a code of `codes.list_kinds()`; `url` and `picture` begin with "/" (a
    page, a JPEG or PNG of this site that everybody may open); `language` is "th" or "en". `corrects` is
    the key of an earlier publication that this one corrects: a message of its own, which says so itself.
    """

    key: str
    kind: str
    title: str
    summary: str
    url: str
    picture: str | None = None
    language: str = "th"
    corrects: str = ""
