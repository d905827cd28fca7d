"""The order that appoints the website's keepers: signed, circulated, read by forty people, proven."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from prongsai.thai.fiscal import fiscal_year_of
from tests.config.runner import Served
from tests.journeys.approving import Open, Phones, assert_sound, photo_of_paper
from tests.journeys.conftest import FINANCE, HEAD, MAYOR, OFFICER, PALAD
from tests.journeys.writing import in_shell, sign_through, write_paper

pytestmark = pytest.mark.xdist_group("journeys")
YEAR = fiscal_year_of(dt.date.today()).year_be
SUBJECT = "แต่งตั้งผู้ดูแลเว็บไซต์ ชุดปรับปรุง"
ON_PHONES = (OFFICER, HEAD, PALAD, MAYOR, FINANCE)
IN_EXAMPLE = 6  # besides those of the bar
COLLEAGUES = 32 - IN_EXAMPLE
BY_LINK = "นายสมาน ขับดี"
ON_SHEET = ("นางบุญช่วย กวาดสะอาด", "นายคำดี ยามเฝ้า")
SENTENCE = "บุคลากรรับทราบ ๔๐ จาก ๔๐ คน (ร้อยละ ๑๐๐)"

ADD_COLLEAGUES = f"""
import datetime as dt
from prongsai.accounts.services import create_account
from prongsai.organization.models import Position, Role, Tenure
from prongsai.organization.queries import list_divisions
from prongsai.organization.services import sync_groups
units, since = list(list_divisions()), dt.date(2024, 10, 1)
for n in range({COLLEAGUES}):
    user = create_account(
        actor=None, username=f"colleague{{n}}", full_name=f"เจ้าหน้าที่คนที่ {{n}}", is_example=True
    )
    post = Position.objects.create(
        title=f"เจ้าพนักงาน {{n}}", role=Role.OFFICER, division=units[n % len(units)], order=100 + n
    )
    Tenure.objects.create(position=post, user=user, starts_on=since)
sync_groups(on=dt.date.today())
"""
# Each through the very pages of the office: open the document, press the button.
LET_COLLEAGUES_READ = """
from django.test import Client
from prongsai.circulars.models import Circulation
made = Circulation.objects.get(public_id="{key}")
done = 0
personas = ("officer", "head", "palad", "mayor", "finance")
others = made.recipients.filter(user__isnull=False).exclude(user__username__in=personas)
for row in others.select_related("user"):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(row.user, backend="prongsai.accounts.backends.GroupBackend")
    address = f"/office/circulars/{{made.public_id}}/"
    assert client.get(address + "document/").status_code == 200
    done += client.post(address, {{"digest": made.digest}}).status_code == 302
print(done)
"""


def test_from_the_order_to_the_measure_it_proves(open_as: Open, served: Served) -> None:
    in_shell(served, ADD_COLLEAGUES)
    officer = write_paper(open_as, "order", "website-keepers", SUBJECT)
    phones = Phones(open_as)
    number = sign_through(phones, SUBJECT)
    officer.reload()
    key = circulate(officer)
    for persona in ON_PHONES:
        acknowledge_in_two_taps(phones, persona)
    assert_sound(phones.open(OFFICER, "/office/circulars/"))
    acknowledge_by_link(open_as, officer, key)
    count_sheet(officer, key)
    assert in_shell(served, LET_COLLEAGUES_READ.format(key=key)) == str(COLLEAGUES + IN_EXAMPLE)
    see_all_forty(officer, key)
    prove_measure(officer, number)


def circulate(officer: Page) -> str:
    """Circulate the order to everybody and three people without an account; the circular's key."""
    officer.get_by_role("link", name="เวียนให้รับทราบ").click()
    officer.get_by_label("บุคลากรทุกคนในหน่วยงาน").check()
    names = [f"{name}, สำนักปลัด, พนักงานจ้างทั่วไป" for name in (BY_LINK, *ON_SHEET)]
    officer.get_by_label("รายชื่อผู้ที่ไม่มีบัญชี").fill("\n".join(names))
    assert_sound(officer)
    officer.get_by_role("button", name="เริ่มเวียน").click()
    officer.wait_for_url("**/status/")
    expect(officer.locator(".p-tiles")).to_contain_text("รับทราบ 0 จาก 40 คน")
    assert_sound(officer)
    return urlsplit(officer.url).path.split("/")[3]


def acknowledge_in_two_taps(phones: Phones, persona: str) -> None:
    """From what waits to what is done: tap the title, look at the page, tap the button."""
    phone = phones.open(persona, "/office/circulars/")
    phone.locator("main section").first.get_by_role("link", name=SUBJECT).tap()
    see_first_page(phone)
    button = phone.get_by_role("button", name="รับทราบ", exact=True)
    expect(button).to_be_in_viewport()
    assert_sound(phone)
    button.tap()
    expect(phone.locator(".p-alert--good")).to_contain_text("ท่านรับทราบเอกสารนี้เมื่อ")
    assert_sound(phone)


def see_first_page(phone: Page) -> None:
    """The picture of the first page has come."""
    page = phone.locator(".p-leaves img").first
    expect(page).to_be_visible()
    expect(page).not_to_have_js_property("naturalWidth", 0, timeout=20_000)


def acknowledge_by_link(open_as: Open, officer: Page, key: str) -> None:
    """A driver without an account and without scripts has a link in a message."""
    officer.goto(officer.url.split("/office/")[0] + f"/office/circulars/{key}/status/")
    officer.get_by_role("button", name="ออกลิงก์ส่วนตัว").click()
    box = officer.locator("section", has_text=BY_LINK).locator("textarea")
    found = re.search(r"/circular/[\w-]+/", box.input_value())
    assert found is not None
    assert_sound(officer)
    phone = open_as(None, found[0], on="phone", script=False)
    expect(phone.locator("main")).to_contain_text(BY_LINK)
    see_first_page(phone)
    phone.get_by_role("button", name="รับทราบ", exact=True).click()
    expect(phone.locator(".p-alert--good")).to_contain_text("ท่านรับทราบเอกสารนี้เมื่อ")
    assert_sound(open_as(None, found[0], on="phone"))


def count_sheet(officer: Page, key: str) -> None:
    """Two people signed on paper: the photo and their ticks are counted."""
    officer.goto(officer.url.split("/office/")[0] + f"/office/circulars/{key}/sheet/")
    assert_sound(officer)
    photo = photo_of_paper()
    officer.get_by_label("ภาพถ่ายใบลงชื่อ").set_input_files([photo])  # type: ignore[list-item]
    for name in ON_SHEET:
        officer.get_by_role("checkbox", name=name).check()
    officer.get_by_role("button", name="บันทึกลายมือชื่อ").click()
    officer.wait_for_url("**/status/")
    expect(officer.locator(".p-tiles")).to_contain_text("รับทราบ 8 จาก 40 คน")


def see_all_forty(officer: Page, key: str) -> None:
    """The page of the circular and its certificate say that nobody is missing."""
    officer.goto(officer.url.split("/office/")[0] + f"/office/circulars/{key}/status/?show=all")
    tiles = officer.locator(".p-tiles")
    expect(tiles).to_contain_text("รับทราบ 40 จาก 40 คน")
    expect(tiles).to_contain_text("100%")
    for name, how in ((BY_LINK, "ลิงก์ส่วนตัว"), (ON_SHEET[0], "ใบลงชื่อ")):
        expect(officer.locator("tr", has_text=name)).to_contain_text(how)
    assert_sound(officer)
    link = officer.get_by_role("link", name="หนังสือรับรองการเวียน (PDF)").get_attribute("href")
    base = officer.url.split("/office/")[0]
    pages = pypdfium2.PdfDocument(officer.request.get(f"{base}{link}").body())
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "๔๐จาก๔๐คน" in "".join(text.split())


def prove_measure(officer: Page, number: str) -> None:
    """Measure 3.2 names both registers; their sentences become its output and outcome."""
    officer.goto(officer.url.split("/office/")[0] + f"/office/measures/{YEAR}/")
    officer.locator("tbody tr", has_text="3.2").locator("th a").first.click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text("3.2")
    for source in ("order-website-keepers", "circulation-website-keepers"):
        officer.get_by_role("link", name="เลือกจากหลักฐานที่มีอยู่").click()
        officer.get_by_label("ทะเบียนที่ใช้พิสูจน์").select_option(source)
        officer.get_by_role("button", name="แนบ", exact=True).click()
        expect(officer.locator(".messages")).to_contain_text("บันทึกแล้ว")
    proofs = officer.locator(
        "section", has=officer.get_by_role("heading", name="ทะเบียนในระบบแสดงว่า")
    )
    expect(proofs).to_contain_text(f"{SUBJECT} ")
    expect(proofs).to_contain_text("40 จาก 40 คน")
    assert_sound(officer)
    for said in (f"ที่ {number}", SENTENCE):
        form = proofs.locator("form", has_text=said).first
        form.get_by_role("button", name="ใช้ข้อความนี้").click()
    results = officer.locator("main section")
    outputs = results.filter(has=officer.get_by_role("heading", name="ผลผลิต", exact=True))
    expect(outputs).to_contain_text(f"ที่ {number}")
    outcome = results.filter(has=officer.get_by_role("heading", name="ผลลัพธ์", exact=True))
    expect(outcome).to_contain_text(SENTENCE)
    evidence = results.filter(has=officer.get_by_role("heading", name="หลักฐาน", exact=True))
    expect(evidence).to_contain_text("เวียนแจ้ง")
    assert_sound(officer)
