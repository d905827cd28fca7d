"""The Thai catalogue: `extract` collects the program's own texts, `compile` makes .mo, `check` asks."""

import io
import sys
from pathlib import Path

import django
import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale" / "th" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None, "_t": None, "gettext": None, "gettext_lazy": None,
    "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip


def own_messages() -> dict[str, str | None]:
    """Every msgid of the program with its plural."""
    found: dict[str, str | None] = {}
    for folder in ("prongsai", "config", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in (".py", ".html", ".txt"):
                continue
            text = path.read_text(encoding="utf-8")
            source = text if path.suffix == ".py" else templatize(text)
            stream = io.BytesIO(source.encode())
            for _line, message, _comments, _context in extract("python", stream, KEYWORDS):
                single, plural = message[:2] if isinstance(message, tuple) else (message, None)
                if single:
                    found[single] = plural or found.get(single)
    return found


def extract_catalogue() -> None:
    """Bring the catalogue up to date; translations stay."""
    old = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    known = {entry.msgid: entry for entry in old}
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Language": "th",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    for msgid, plural in sorted(own_messages().items()):
        before = known.get(msgid)
        entry = polib.POEntry(msgid=msgid, msgstr=before.msgstr if before else "")
        if plural:
            entry.msgid_plural = plural
            entry.msgstr = ""
            entry.msgstr_plural = {0: (before.msgstr_plural.get(0, "") if before else "")}
        new.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(CATALOGUE))


def compile_catalogue() -> None:
    """Make the .mo files beside the .po files."""
    for path in ROOT.glob("locale*/*/LC_MESSAGES/*.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def list_untranslated() -> list[str]:
    """The msgids without a Thai text."""
    catalogue = polib.pofile(str(CATALOGUE))
    known = {e.msgid: (e.msgstr or e.msgstr_plural.get(0, "")) for e in catalogue}
    return [msgid for msgid in own_messages() if not known.get(msgid)]


def main() -> int:
    """Run the command that was named."""
    if not settings.configured:
        settings.configure(USE_I18N=False, INSTALLED_APPS=[])
        django.setup()
    command = sys.argv[1] if len(sys.argv) > 1 else "check"
    if command == "extract":
        extract_catalogue()
    elif command == "compile":
        compile_catalogue()
    else:
        missing = list_untranslated()
        for msgid in missing:
            print(f"untranslated: {msgid!r}", file=sys.stderr)
        return 1 if missing else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
