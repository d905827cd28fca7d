"""What the website tells `channels`, which stands below: its colour, where the LINE menu leads."""

from functools import partial

from prongsai.channels import colours
from prongsai.channels.chat_menu import register_menu_path
from prongsai.website.queries import find_look, is_public
from prongsai.website.rules import WHITE, readable

MENU = {"services": "/services/", "complaints": "/integrity/complaints/"}


def find_colour() -> str:
    """The main colour in the shade on which white can be read."""
    return readable(find_look().brand, WHITE)


def find_way(path: str) -> str:
    """A path of the site, empty while there is no such public page."""
    return path if is_public(path) else ""


colours.register(find_colour)
for _code, _path in MENU.items():
    register_menu_path(_code, partial(find_way, _path))
