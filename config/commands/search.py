"""`prongsai search`: what the public search finds, at the terminal."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from config.cli import CommandRefused
from config.commands.base import database


def help_text() -> str:
    """One line for `--help`."""
    return _("search what is public")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("query", metavar="QUERY", help=_("what to look for"))
    parser.add_argument("--kind", default="", help=_("only this kind, e.g. papers"))
    parser.add_argument("--year", type=int, help=_("only this fiscal year (B.E.)"))
    parser.add_argument("--page", type=int, default=1, help=_("which page of ten answers"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


def run(options: argparse.Namespace) -> int:
    """Print a page of answers. Refused when nothing in the question can be searched."""
    with database():
        from prongsai.search.queries.finding import Asked, find
        from prongsai.search.queries.spelling import suggest_question
        from prongsai.search.rules import is_searchable

        if not is_searchable(options.query):
            raise CommandRefused(_("Type at least two letters of a word, or a number."))
        asked = Asked(options.query, options.kind, options.year, page=options.page)
        found = find(asked)
        instead = "" if found.total else suggest_question(asked)
        if options.json:
            print(json.dumps(_plain(options.query, found, instead), ensure_ascii=False, indent=1))
        else:
            _print(found, instead)
    return 0


def _plain(query: str, found: Any, instead: str) -> dict[str, Any]:
    return {
        "query": query,
        "total": found.total,
        "page": found.page,
        "did_you_mean": instead,
        "kinds": found.kinds,
        "years": found.years,
        "answers": [_plain_hit(hit) for hit in found.hits],
    }


def _plain_hit(hit: Any) -> dict[str, Any]:
    values = asdict(hit)
    texts = {name: "".join(p.text for p in getattr(hit, name)) for name in ("title", "excerpt")}
    return values | texts | {"date": hit.date.isoformat()}


def _print(found: Any, instead: str) -> None:
    print(_("%(count)s answers") % {"count": found.total})
    if instead:
        print(_("Did you mean:"), instead)
    for hit in found.hits:
        print(f"\n{''.join(p.text for p in hit.title)}\n{hit.label} · {hit.date} · {hit.url}")
        if hit.excerpt:
            print("".join(p.text for p in hit.excerpt))
