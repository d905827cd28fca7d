"""What the journeys of papers share: writing one, its way through the chain, a shell at its side."""

import re

import pypdfium2
from playwright.sync_api import Page, expect

from tests.config.runner import Served, run
from tests.journeys.approving import APPROVE, Open, Phones, assert_sound, sign, wait_for_seal
from tests.journeys.conftest import HEAD, MAYOR, OFFICER, PALAD

NAMES = ("นางพรทิพย์ ศรีสุข", "นายวิชัย มั่นคง", "นางสุนีย์ เงินทอง", "นางสาวกานดา ใจงาม")


def write_paper(open_as: Open, kind: str, class_code: str, subject: str) -> Page:
    """The officer fills a ready text and puts it forward; gives the page of the paper."""
    officer = open_as(OFFICER, "/office/papers/new/")
    officer.locator(f"a[href$='/{kind}/?class={class_code}']").click()
    officer.get_by_label("เรื่อง", exact=True).fill(subject)
    body = officer.get_by_label("เนื้อความ")
    names = iter(NAMES * 5)
    text = re.sub(r"\(ชื่อ-สกุล\)", lambda _blank: next(names), body.input_value())
    body.fill(text.replace("(ตำแหน่ง)", "เจ้าพนักงานธุรการ"))
    assert_sound(officer)
    officer.get_by_role("button", name="บันทึกร่าง").click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text(subject)
    expect(officer.get_by_text("ยังต้องเติม:")).to_have_count(0)
    assert_sound(officer)
    officer.get_by_role("button", name="เสนอเพื่อลงนาม").click()
    expect(officer.locator(".messages")).to_contain_text("เนื้อความถูกตรึงไว้")
    return officer


def sign_through(phones: Phones, subject: str) -> str:
    """Head, chief administrator and mayor sign on their phones; the number given at the end."""
    for persona in (HEAD, PALAD):
        expect(sign(phones, persona, subject)).not_to_have_title(re.compile("ที่ .*/25"))
    mayor = sign(phones, MAYOR, subject, APPROVE)
    wait_for_seal(mayor)
    assert_sound(mayor)
    said = mayor.locator("main p", has_text="ที่").first.inner_text()
    found = re.search(r"ที่ ([๐-๙]+/[๐-๙]{4})", said)
    assert found is not None, said
    return found[1]


def printed_address(sealed: bytes) -> str:
    """The address that stands beside the QR on every page, as a path."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(sealed)]
    found = [re.findall(r"/verify/[A-Z0-9]+/", text) for text in pages]
    assert all(found), pages
    (address,) = {row[0] for row in found}
    return str(address)


def in_shell(served: Served, code: str) -> str:
    """Run Python beside the running program, on its data; gives what it printed."""
    done = run(served.data, "manage", "shell", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
