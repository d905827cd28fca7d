"""The `prongsai` command. Exit codes: 0 done, 1 refused (said on stderr), 2 wrong usage."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

from config.env import BadSetting, data_dir

COMMANDS = {
    "serve": "serve",
    "create-organization": "organization",
    "import-measures": "imports",
    "import-ita-results": "results",
    "build-report": "reports",
    "verify-log": "verify",
    "backup": "backup",
    "restore": "restore",
    "search": "search",
    "reindex-search": "reindex",
    "manage": "manage",
}


class CommandRefused(Exception):
    """What was asked can't be done; the message is for the person at the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. `arguments` default to those of the process."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    language, argv = _take_language(argv)
    _use_utf8()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.bare"
    _set_up_messages(language)
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(argv: list[str]) -> int:
    from config.postgres import DatabaseRefused
    from prongsai.common.errors import Refused

    parser = _parser(argv[0] if argv else "")
    if argv and argv[0] == "manage":
        options = argparse.Namespace(command="manage", rest=argv[1:])
    else:
        options = parser.parse_args(argv)
    if not options.command:
        parser.print_help()
        return 2
    try:
        module = import_module(f"config.commands.{COMMANDS[options.command]}")
        return int(module.run(options) or 0)
    except (CommandRefused, Refused, DatabaseRefused, BadSetting) as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
    except Exception as error:  # a person at the terminal gets a sentence, the file the rest
        return _refuse(_describe_defect(error))


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _describe_defect(error: Exception) -> str:
    from django.db import OperationalError
    from django.utils.translation import gettext as _

    if isinstance(error, OperationalError):
        return _("The database can't be reached: %(reason)s") % {"reason": str(error).strip()}
    folder = data_dir()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "errors.log"
    with path.open("a", encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)) + "\n")
    return _("Something went wrong that nobody foresaw. The details stand in %(path)s.") % {
        "path": path
    }


def _parser(chosen: str) -> argparse.ArgumentParser:
    from django.utils.translation import gettext as _

    parser = argparse.ArgumentParser(
        prog="prongsai",
        description=_("The integrity and transparency office of a local government."),
        epilog=_("--lang en: English messages"),
    )
    commands = parser.add_subparsers(dest="command", metavar=_("command"))
    for name, module in COMMANDS.items():
        described = import_module(f"config.commands.{module}")
        sub = commands.add_parser(
            name, help=described.help_text(), description=described.help_text()
        )
        if hasattr(described, "add_arguments"):
            described.add_arguments(sub)
    return parser


def _take_language(argv: list[str]) -> tuple[str, list[str]]:
    """`--lang en` may stand anywhere before the arguments of `manage`."""
    end = argv.index("manage") if "manage" in argv else len(argv)
    for at, word in enumerate(argv[:end]):
        if word.startswith("--lang="):
            return word.partition("=")[2], argv[:at] + argv[at + 1 :]
        if word == "--lang" and at + 1 < len(argv):
            return argv[at + 1], argv[:at] + argv[at + 2 :]
    return "th", argv


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _set_up_messages(language: str) -> None:
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en" if language == "en" else "th")


if __name__ == "__main__":
    sys.exit(main())
