"""An officer who knows Word and LINE: news with a picture from a phone, text pasted from Word."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.channels.fakes.server import wait_until
from tests.config.runner import Served
from tests.journeys.conftest import OFFICER, overflow, violations
from tests.journeys.outside import ACCOUNTS, Outside, path_in, text_of
from tests.journeys.public_pages import list_pages
from tests.journeys.writing import in_shell
from tests.website.files import photo

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

TITLE, CITIZEN = "มอบถุงยังชีพแก่ผู้ประสบภัย", "somchai@people.example"
PASTE = """(element, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", html.replace(/<[^>]+>/g, ""));
    element.focus();
    element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def open_new_news(page: Page) -> None:
    """The form of a piece of news, as an officer finds it."""
    page.get_by_role("link", name="ข่าวและประกาศ").first.click()
    page.wait_for_url(re.compile(r"/pages/\d+/"))
    found = re.search(r"/pages/(\d+)/", page.url)
    assert found is not None
    page.goto(f"{page.url.split('/pages/')[0]}/pages/add/website/newspage/{found[1]}/")
    page.locator("aside.p-persona").evaluate("bar => bar.remove()")
    page.locator("#id_category").select_option(index=1)


def publish(page: Page) -> None:
    """The large button."""
    page.locator("button[name=action-publish]").first.click()
    expect(page.locator(".messages .success")).to_be_visible()


def watch(page: Page) -> list[str]:
    """What the browser refuses, and what is asked of others."""
    base, seen = page.url.split("/", 3)[2], []

    def asked(request: Request) -> None:
        if request.url.startswith("http") and request.url.split("/", 3)[2] != base:
            seen.append(request.url)

    page.on("request", asked)
    page.on("console", lambda m: seen.append(m.text) if "Content Security" in m.text else None)
    return seen


def subscribe(citizen: Page, outside: Outside) -> None:
    """A citizen asks for the news, and confirms by the mail that comes."""
    base = citizen.url.split("/subscribe/")[0]
    citizen.get_by_label("อีเมล").first.fill(CITIZEN)
    citizen.get_by_role("button", name="สมัคร").click()
    citizen.wait_for_url("**/subscribe/asked/")
    citizen.goto(base + path_in(text_of(outside.receive(CITIZEN, 1)), "/subscribe/confirm/"))
    assert (violations(citizen), overflow(citizen)) == ([], 0)
    citizen.get_by_role("button", name="ยืนยัน").click()
    citizen.wait_for_url("**/subscribe/done/")


def tell(page: Page) -> None:
    """From the message after publishing: all channels, now."""
    page.locator(".messages").get_by_role("link", name="แจ้งข่าวประชาชน").click()
    for channel in ("LINE Official Account", "เพจ Facebook", "ผู้รับข่าวทางอีเมล"):
        expect(page.get_by_role("checkbox", name=channel)).to_be_checked()
    assert (violations(page), overflow(page)) == ([], 0)
    page.get_by_role("button", name="แจ้งข่าวประชาชน").click()
    expect(page.locator(".messages .success")).to_be_visible()


def assert_told(outside: Outside, citizen: Page) -> None:
    """LINE and Facebook say it once, the mail has it with a way out, the feed shows it."""
    wait_until(lambda: outside.line.said and outside.graph.wall)
    ((_to, (bubble,)),) = outside.line.said
    assert bubble["altText"] == TITLE
    (post,) = outside.graph.wall
    assert TITLE in post["message"]
    mail = outside.receive(CITIZEN, 2)
    assert TITLE in text_of(mail)
    base = "/".join(citizen.url.split("/", 3)[:3])
    assert TITLE in citizen.request.get(f"{base}/feeds/news.atom").text()
    assert "List-Unsubscribe-Post" not in mail  # one click is promised for https addresses only
    leave = base + path_in("".join(str(mail["List-Unsubscribe"]).split()), "/unsubscribe/")
    assert citizen.request.post(leave, form={"List-Unsubscribe": "One-Click"}).ok
    citizen.goto(leave)
    expect(citizen.get_by_role("button", name="ยกเลิก")).to_have_count(0)


def test_news_with_a_picture_from_a_phone_reach_every_channel(
    open_as: Callable[..., Page], served: Served, outside: Outside
) -> None:
    in_shell(served, ACCOUNTS)
    citizen = open_as(None, "/subscribe/", on="phone")
    subscribe(citizen, outside)
    page = open_as(OFFICER, "/office/pages/", on="phone")
    seen = watch(page)
    open_new_news(page)
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_photos-ADD").click()
    page.get_by_role("button", name="เลือกรูปภาพ").first.click()
    form = page.locator(".modal")
    form.get_by_role("tab", name="อัปโหลด").click()
    file: Any = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo(800, 600)}
    form.locator("input[type=file]").set_input_files([file])
    form.locator("input[name$=title]").fill("มอบถุงยังชีพ")
    form.locator("input[name$=description]").fill("นายกมอบถุงยังชีพแก่ครอบครัวที่วัดหนองบัว")
    form.locator(
        "form[action*=create] [type=submit], form[action*=upload] [type=submit]"
    ).first.click()
    expect(page.locator("#inline_child_photos-0 img")).to_be_visible()
    publish(page)
    tell(page)
    citizen.goto(f"{citizen.url.split('/subscribe/')[0]}/news/")
    seen_outside = watch(citizen)
    citizen.get_by_role("link", name=TITLE).first.click()
    picture = citizen.get_by_alt_text("นายกมอบถุงยังชีพแก่ครอบครัวที่วัดหนองบัว")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert (violations(citizen), overflow(citizen)) == ([], 0)
    assert (seen, seen_outside) == ([], [])
    assert_told(outside, citizen)


def test_text_from_word_comes_in_clean(open_as: Callable[..., Page]) -> None:
    page = open_as(OFFICER, "/office/pages/")
    open_new_news(page)
    page.locator("#id_title").fill("รับสมัครคนงาน")
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="เนื้อความ").first.click()
    editor = page.locator(".public-DraftEditor-content").first
    editor.evaluate(PASTE, WORD)
    expect(editor).to_contain_text("รูปถ่าย")
    expect(editor).not_to_contain_text("คนงาน")  # it stands in a table of its own below
    cells = page.locator(".typed-table-block tbody input[type=text]")
    expect(cells).to_have_count(2)
    assert [cell.input_value() for cell in cells.all()] == ["คนงาน", "๒"]
    kept = page.locator("input[type=hidden][name^='body-'][value*='รูปถ่าย']")
    expect(kept.first).to_be_attached()  # the editor hands its text over a moment later
    publish(page)
    assert page.problems == []  # type: ignore[attr-defined]
    citizen = open_as(None, "/news/")
    citizen.get_by_role("link", name="รับสมัครคนงาน").first.click()
    text = citizen.locator(".p-body")
    expect(text.locator("b")).to_have_text("กำหนดการรับสมัคร")
    expect(text.locator("li")).to_have_text(["สำเนาบัตรประชาชน", "รูปถ่าย"])
    expect(text.locator("table th")).to_have_text(["ตำแหน่ง", "อัตรา"])
    expect(text.locator("table td")).to_have_text(["คนงาน", "๒"])
    inside = text.inner_html()
    assert not any(trace in inside for trace in ("mso", "style=", "MsoNormal", "<o:p", "·"))


ENGLISH = r"""() => {
    const latin = /[A-Za-z][A-Za-z’'-]{2,}/, kept = /PDF|JPEG|Word|Ctrl|ITA|officer|\.\w{3,4}$/;
    const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const above = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
        const isSeen = !above.closest("script, style, svg, template, kbd") && above.checkVisibility();
        if (isSeen) found.push(text);
    }
    for (const name of ["aria-label", "title", "placeholder"])
        for (const one of document.querySelectorAll(`[${name}]`))
            if (one.checkVisibility()) found.push(one.getAttribute(name));
    return [...new Set(found)].filter(text => latin.test(text) && !kept.test(text));
}"""


def test_times_are_set_in_the_buddhist_era_and_dialogs_show_what_is_wrong(
    open_as: Callable[..., Page],
) -> None:
    page = open_as(OFFICER, "/office/pages/")
    open_new_news(page)
    page.locator("#id_photos-ADD").click()
    page.get_by_role("button", name="เลือกรูปภาพ").first.click()
    dialog = page.locator(".modal")
    dialog.get_by_role("tab", name="อัปโหลด").click()
    file: Any = {"name": "ภาพ.jpg", "mimeType": "image/jpeg", "buffer": b"<html>"}
    dialog.locator("input[type=file]").set_input_files([file])
    dialog.locator("form[action*=create] [type=submit]").first.click()
    expect(dialog.locator(".error-message").first).to_be_visible()
    assert page.evaluate(ENGLISH) == []
    dialog.locator("button.close").click()
    expect(dialog).to_have_count(0)
    page.locator("#id_photos-0-DELETE-button").click()
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.locator("button[name=action-publish]").first.click()
    assert sent.value.status == 422
    expect(page.locator(".messages .error")).to_be_visible()
    page.locator("aside.p-persona").evaluate("bar => bar.remove()")
    assert page.evaluate(ENGLISH) == []
    page.locator("#id_title").fill("ประชุมสภาสมัยหน้า")
    page.locator("#id_category").select_option(index=1)
    page.locator("button:has(svg.icon-info-circle)").first.click()
    page.get_by_role("button", name="ตั้งเวลา").first.click()
    page.locator("[name=go_live_at_day]").fill("30/11/2570")
    page.locator("[name=go_live_at_time]").fill("08:30")
    assert page.evaluate(ENGLISH) == []
    page.locator("#schedule-publishing-dialog button.action-save").click()
    expect(page.locator(".messages .warning")).to_contain_text("ยังไม่ได้ตั้งเวลา")
    edit = page.url
    page.locator("aside.p-persona").evaluate("bar => bar.remove()")
    page.locator("button[name=action-publish]").first.click()
    expect(page.locator(".messages .success")).to_contain_text("ตั้งเวลา")
    page.goto(edit)
    expect(page.locator("[name=go_live_at_day]")).to_have_value("30/11/2570")
    expect(page.locator("[name=go_live_at_time]")).to_have_value("08:30")
    assert page.problems == []  # type: ignore[attr-defined]


def test_no_public_page_asks_others_or_breaks_its_own_policy(open_as: Callable[..., Page]) -> None:
    page = open_as(None, "/")
    seen = watch(page)
    base = page.url.rstrip("/")
    answer = page.goto(base + "/")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for path in list_pages(base):
        page.goto(base + path)
        page.wait_for_load_state("load")
    assert seen == []
