"""What the registers publish, asked of each register once."""

from collections.abc import Collection, Iterable, Iterator

from prongsai.catalogues.shapes import Catalogue, Item
from prongsai.evidence.entries import EntrySource, PublicEntry, registry


class Published:
    """The public entries of the registers that some codes name."""

    def __init__(self, codes: Collection[str]) -> None:
        self._by_code: dict[str, list[PublicEntry]] = {}
        self._by_place: dict[tuple[str, str], PublicEntry] = {}
        for entry in _entries(_named(codes)):
            self._by_place[entry.kind, entry.url] = entry
            for code in {entry.kind, *entry.tags}:
                self._by_code.setdefault(code, []).append(entry)

    def list_of(self, codes: Iterable[str], year: int) -> list[PublicEntry]:
        """The entries of these codes in a fiscal year (พ.ศ.), each address once, newest first."""
        found = {
            entry.url: entry
            for code in codes
            for entry in self._by_code.get(code, [])
            if entry.year == year
        }
        return sorted(found.values(), key=lambda entry: (entry.updated, entry.url), reverse=True)

    def find(self, source: str, path: str) -> PublicEntry | None:
        """The entry of a register at an address, or None when it is not public any more."""
        return self._by_place.get((source, path))


def _entries(sources: Iterable[EntrySource]) -> Iterator[PublicEntry]:
    """Their entries; sources of one family are asked together."""
    for ask in dict.fromkeys(source.family or source.entries for source in sources):
        yield from ask()


def _named(codes: Collection[str]) -> list[EntrySource]:
    wanted = set(codes)
    return [s for s in registry.list_all() if wanted & {s.code, *s.tags}]


def codes_of(items: Iterable[Item]) -> set[str]:
    """Every register that these items name."""
    return {code for item in items for component in item.components for code in component.sources}


def shown_year(catalogue: Catalogue, item: Item) -> int:
    """The fiscal year (พ.ศ.) whose record an item shows: reports show the year before."""
    return catalogue.fiscal_year + item.year_offset
