"""An officer who knows Word and LINE: news with a picture from a phone, text pasted from Word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import OFFICER

pytestmark = pytest.mark.xdist_group("journeys")

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
p.MsoNormal{font-family:"TH SarabunPSK";mso-margin-top-alt:auto}</style></head><body lang=TH>
<!--StartFragment--><p class=MsoNormal><b><span lang=TH style='font-size:16.0pt;font-family:"TH SarabunPSK"'>กำหนดการรับสมัคร</span></b><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span lang=TH>สำเนาบัตรประชาชน</span></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span lang=TH>รูปถ่าย</span></p>
<table class=MsoTableGrid border=1><tr><td width=200><p class=MsoNormal><span lang=TH>ตำแหน่ง</span></p></td><td><p class=MsoNormal><span lang=TH>อัตรา</span></p></td></tr>
<tr><td><p class=MsoNormal><span lang=TH>คนงาน</span></p></td><td><p class=MsoNormal>๒</p></td></tr></table>
<!--EndFragment--></body></html>"""

PASTE = """(element, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", html.replace(/<[^>]+>/g, ""));
    element.focus();
    element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def add_url(page: Page, model: str, title: str) -> str:
    """The form of a new page below the page of a title."""
    base = page.url.split("/office/")[0]
    page.goto(f"{base}/office/pages/")
    page.get_by_role("link", name=title, exact=True).first.click()
    return base


def test_text_from_word_comes_in_clean(open_as: Callable[..., Page]) -> None:
    page = open_as(OFFICER, "/office/pages/")
    page.screenshot(path="/tmp/ed-explorer.png")
    print(page.content()[:3000])
