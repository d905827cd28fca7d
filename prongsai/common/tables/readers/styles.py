"""Cell formats of a workbook: which numbers are dates, which cells are coloured."""

import re

from lxml import etree

from prongsai.common.tables.readers.numbers import whole_number
from prongsai.common.tables.readers.package import Package

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Formats every program knows by number (ECMA-376 part 1, 18.8.30).
BUILT_IN = {
    2: "0.00", 9: "0%", 10: "0.00%", 14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm",
    20: "h:mm", 21: "h:mm", 22: "d/m/yyyy h:mm",
}  # fmt: skip
DATE_NUMBERS = {14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58, 71, 72, 73}
WHITE = {"FFFFFFFF", "00FFFFFF", "FFFFFF"}


class Styles:
    """The formats by their index."""

    def __init__(self, package: Package) -> None:
        self._formats: list[str] = []
        self._shaded: list[bool] = []
        root = package.find_xml("xl/styles.xml")
        if root is None:
            return
        own = {n.get("numFmtId", ""): n.get("formatCode", "") for n in root.iter(f"{S}numFmt")}
        fills = [_is_coloured(fill) for fill in root.findall(f"{S}fills/{S}fill")]
        for style in root.findall(f"{S}cellXfs/{S}xf"):
            number = style.get("numFmtId", "0")
            known = BUILT_IN.get(whole_number(number, 0), "")
            if not known and whole_number(number, 0) in DATE_NUMBERS:
                known = "d/m/yyyy"
            self._formats.append(own.get(number, known))
            at = whole_number(style.get("fillId"), 0)
            self._shaded.append(fills[at] if at < len(fills) else False)

    def number_format(self, style: int) -> str:
        """The format code of a style; empty for the general format."""
        return self._formats[style] if style < len(self._formats) else ""

    def is_shaded(self, style: int) -> bool:
        """Whether cells of a style are filled with a colour."""
        return self._shaded[style] if style < len(self._shaded) else False

    @staticmethod
    def is_date(code: str) -> bool:
        """Whether a format code shows a date."""
        plain = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code).lower()
        return bool(re.search(r"[dy]|mmm|bb", plain)) and "general" not in plain


def _is_coloured(fill: etree._Element) -> bool:
    pattern = fill.find(f"{S}patternFill")
    if pattern is None or pattern.get("patternType") in (None, "none", "gray125"):
        return False
    colour = pattern.find(f"{S}fgColor")
    if colour is None:
        return False
    return colour.get("rgb", "").upper() not in WHITE and colour.get("theme") != "0"
