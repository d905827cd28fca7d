"""The office's own Word templates: judged, filled in a sandbox, read back.

A template may name values, ask "if" and repeat over the lists of values. Everything else of the
template language is refused when it is read: no loop runs longer than a list, no attribute is reached.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import docx
from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, Undefined, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from prongsai.common.errors import Refused
from prongsai.correspondence.docx.ooxml import without_clock
from prongsai.correspondence.papers.packages import check_package
from prongsai.correspondence.papers.values import LISTS, Value

FIELD = "file"
BLANK = "." * 20
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
MOST_NODES = 5000


class Forbidden(TemplateError):
    """The template uses more of the language than it may."""


class _Blank(Undefined):
    """A name that papers do not have stays a dotted blank, to be completed by hand."""

    def __str__(self) -> str:
        return BLANK


class _Environment(SandboxedEnvironment):
    """Nothing but names, conditions and loops over lists."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Blank)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _check(tree)
        return tree


def _check(tree: nodes.Template) -> None:
    """Raise `Forbidden` at the first thing that a template may not do."""
    for count, node in enumerate(tree.find_all(nodes.Node)):
        if not isinstance(node, ALLOWED) or count > MOST_NODES:
            raise Forbidden(type(node).__name__)
    for loop in tree.find_all(nodes.For):
        is_plain = isinstance(loop.iter, nodes.Name) and loop.iter.name in LISTS
        if not is_plain or loop.recursive or any(loop.find_all(nodes.For)):
            raise Forbidden("For")


@contextmanager
def _telling() -> Iterator[None]:
    """Errors of the libraries as plain refusals."""
    try:
        yield
    except Forbidden as error:
        message = _(
            "A template may hold names, “if”, and “for” over its lists of references and attachments; nothing else."
        )
        raise Refused(message, FIELD) from error
    except TemplateError as error:
        message = _(
            "A placeholder is written wrongly. Write it like {{ subject }}, with all braces."
        )
        raise Refused(message, FIELD) from error
    except (
        RecursionError,
        SyntaxError,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        PackageNotFoundError,
    ) as error:
        raise Refused(_("The file can't be read as a Word document (.docx)."), FIELD) from error


def list_placeholders(content: bytes) -> list[str]:
    """The names that a template asks for, in the order of the alphabet.

    Raises `Refused` when the file is no harmless Word document or its placeholders are wrong.
    """
    check_package(content)
    environment = _Environment()
    with _telling():
        template = DocxTemplate(io.BytesIO(content))
        names = template.get_undeclared_template_variables(environment)
        template.render({}, environment)
    return sorted(names)


def fill(content: bytes, values: Mapping[str, Value]) -> bytes:
    """The template with its placeholders filled; names without a value stay dotted."""
    check_package(content)
    with _telling():
        template = DocxTemplate(io.BytesIO(content))
        template.render(dict(values), _Environment())
        made = io.BytesIO()
        template.save(made)
    return without_clock(made.getvalue())


def read_text(filled: bytes) -> tuple[str, str]:
    """Subject ("" when there is none) and text of a Word file, paragraphs parted by an empty line."""
    check_package(filled)
    with _telling():
        paragraphs = [p.text.strip() for p in docx.Document(io.BytesIO(filled)).paragraphs]
    lines = [line for line in paragraphs if line]
    for at, line in enumerate(lines):
        if line.startswith("เรื่อง"):
            return line.removeprefix("เรื่อง").strip(), "\n\n".join(lines[at + 1 :])
    return "", "\n\n".join(lines)
