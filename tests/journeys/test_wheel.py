"""One turn of the wheel in a browser: last year's result → analysis → measures → approval → what the
public reads → the report. Each leg is a function: a further one is added at its place."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from prongsai.thai.fiscal import fiscal_year_of
from tests.journeys.approving import (
    APPROVE,
    Open,
    Phones,
    assert_sound,
    sign,
    submit_plan,
    wait_for_seal,
)
from tests.journeys.conftest import HEAD, MAYOR, OFFICER, PALAD

pytestmark = pytest.mark.xdist_group("journeys")
# A year of its own that has a catalogue; it is taken off the public site at the end.
YEAR = fiscal_year_of(dt.date.today()).year_be + 2
RESULT = "ตัวชี้วัด\tรหัส\tคะแนน\n" + "\n".join(
    f"ข้อ {code}\t{code}\t{score}"
    for code, score in [
        *((f"i{n}", "78.20" if n == 1 else "94.50") for n in range(1, 16)),
        *((f"e{n}", "93.10") for n in range(1, 10)),
        *((f"O{n}", "0" if n == 8 else "100") for n in range(1, 27)),
    ]
)
WEAK = "เจ้าหน้าที่ปฏิบัติงานหรือให้บริการเป็นไปตามขั้นตอนและระยะเวลาที่กำหนด"
MEASURE = "อบรมการให้บริการตามขั้นตอนและระยะเวลา"


def test_a_result_becomes_measures_that_the_public_reads(open_as: Open) -> None:
    officer = open_as(OFFICER, "/office/")
    base = officer.url.split("/office/")[0]
    import_result(officer, base)
    analyse(officer)
    make_measure(officer)
    try:
        approve_and_publish(officer, open_as, base)
        read_analysis(open_as)
        report(officer, base)
    finally:
        officer.goto(f"{base}/office/measures/{YEAR}/announcement/")
        officer.locator(f"form[action*='/measures/{YEAR}/unpublish/'] button").click()


def import_result(officer: Page, base: str) -> None:
    """The officer pastes the table of scores and saves what was understood."""
    officer.goto(f"{base}/office/assessment/import/")
    officer.locator("[name=text]").fill(RESULT)
    officer.locator("[name=fiscal_year]").fill(str(YEAR - 1))
    officer.get_by_role("button", name="ดูรายละเอียด").click()
    officer.wait_for_url("**/assessment/import/*-*/")
    if officer.locator("[name=accept]").count():  # the year's catalogue may still be a draft
        officer.locator("[name=accept]").check()
    officer.locator("[name=save]").click()
    officer.wait_for_url(f"**/assessment/{YEAR - 1}/")


def analyse(officer: Page) -> None:
    """From the result the way leads on: the plan is begun, findings come from the scores."""
    officer.get_by_role("link", name="วิเคราะห์ผลนี้").click()
    officer.wait_for_url(f"**/measures/{YEAR}/analysis/")
    officer.get_by_role("button", name=f"เริ่มแผนปี {YEAR}").click()
    officer.get_by_role("link", name="ผลการวิเคราะห์", exact=True).click()
    officer.get_by_role("button", name="สร้างผลการวิเคราะห์จากคะแนน").click()
    topic = officer.locator("#topic-1")
    expect(topic).to_contain_text("78.20")
    expect(topic).to_contain_text(WEAK)
    expect(officer.get_by_text("ตรวจความเชื่อมโยง")).to_be_visible()
    assert_sound(officer)


def make_measure(officer: Page) -> None:
    """A weakness becomes a measure: topic and words are there, the steps are written."""
    row = officer.locator("#topic-1 li", has_text=WEAK).first
    row.get_by_role("link", name="สร้างมาตรการจากข้อนี้").click()
    officer.locator("[name=title]").fill(MEASURE)
    officer.locator("[name=steps]").fill("จัดอบรม\nติดตามผล")
    officer.locator("[name=period_text]").fill("ไตรมาสที่ 2")
    officer.locator("[name=is_for_all]").check()
    officer.locator("[name=follow_up]").fill("รายงานในที่ประชุมประจำเดือน")
    assert_sound(officer)
    officer.get_by_role("button", name="บันทึก", exact=True).click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text(MEASURE)
    expect(officer.locator("main")).to_contain_text(WEAK)


def approve_and_publish(officer: Page, open_as: Open, base: str) -> None:
    """The plan with its analysis goes along its chain, is sealed and published."""
    officer.goto(f"{base}/office/measures/{YEAR}/announcement/")
    submit_plan(officer)
    phones = Phones(open_as)
    for persona in (HEAD, PALAD):
        sign(phones, persona, YEAR)
    wait_for_seal(sign(phones, MAYOR, YEAR, APPROVE))
    officer.reload()
    officer.get_by_role("button", name="เผยแพร่แผน", exact=True).click()
    expect(officer.get_by_role("link", name="ดูหน้าเผยแพร่")).to_be_visible()


def read_analysis(open_as: Open) -> None:
    """Anybody reads result, finding and measure on a phone without scripts."""
    citizen = open_as(None, f"/plan/{YEAR}/analysis/", on="phone", script=False)
    expect(citizen.get_by_role("heading", level=1)).to_contain_text(str(YEAR))
    for words in (WEAK, "78.20", MEASURE, "รายงานในที่ประชุมประจำเดือน"):
        expect(citizen.get_by_text(words).first).to_be_visible()
    assert citizen.get_by_role("link", name="เอกสารฉบับผนึก (PDF)").count() == 1


def report(officer: Page, base: str) -> None:
    """The year's report holds the measure that the finding asked for."""
    officer.goto(f"{base}/office/measures/{YEAR}/report/")
    officer.get_by_role("button", name="เสนอรายงานฉบับนี้").click()
    expect(officer.get_by_text("รอพิจารณา").first).to_be_visible()


def test_a_published_report_stands_under_its_item_of_the_next_assessment(open_as: Open) -> None:
    """Nobody files it there: it comes and goes with its publication."""
    year = fiscal_year_of(dt.date.today()).year_be - 2
    officer = open_as(OFFICER, f"/office/measures/{year}/announcement/")
    item = f"/ita/{year + 1}/o26/"
    assert find_report(open_as, item, year) == 1
    officer.locator(f"form[action*='/measures/{year}/unpublish/'] button").click()
    try:
        assert find_report(open_as, item, year) == 0
    finally:
        officer.goto(f"{officer.url.split('/office/')[0]}/office/measures/{year}/announcement/")
        publishing = officer.locator(f"form[action*='/measures/{year}/publish/']")
        if publishing.get_by_label("สิ่งที่เปลี่ยน").count():
            publishing.get_by_label("สิ่งที่เปลี่ยน").fill("เผยแพร่อีกครั้ง")
        publishing.get_by_role("button").click()
        expect(officer.get_by_role("link", name="ดูหน้าเผยแพร่")).to_be_visible()
    assert find_report(open_as, item, year) == 1
    citizen = open_as(None, f"/ita/{year + 1}/", on="phone", script=False)
    citizen.get_by_role("link", name="O26", exact=True).first.click()
    citizen.locator(f"main a[href$='/plan/{year}/report/']").first.click()
    expect(citizen.get_by_role("heading", level=1)).to_contain_text(str(year))


def find_report(open_as: Open, item: str, year: int) -> int:
    """How often a citizen without scripts finds the report under an item."""
    citizen = open_as(None, item, on="phone", script=False)
    return citizen.locator(f"main a[href$='/plan/{year}/report/']").count()
