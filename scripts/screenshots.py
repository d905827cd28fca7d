"""Takes the pictures of the guide and the README from a running example, as each persona.

Needs chromium (CHROMIUM, or on the PATH). `make pictures` runs it; the names of parts (see PARTS) take
only those.
"""

import datetime as dt
import os
import shutil
import sys

from pictures_website import take_channels, take_website
from picturing import (
    DESK,
    FINANCE,
    OFFICER,
    OUT,
    PALAD,
    PHONE,
    YEAR,
    Shot,
    keep,
    open_as,
    running_example,
    take_shots,
)
from playwright.sync_api import Browser, Page, sync_playwright

SHOTS: tuple[Shot, ...] = (
    ("public", None, "/", DESK),
    ("public-phone", None, "/", PHONE),
    ("home", OFFICER, "/office/", DESK),
    ("plan", OFFICER, f"/office/measures/{YEAR}/", DESK),
    ("timeline", OFFICER, f"/office/measures/{YEAR}/timeline/", DESK),
    ("checks", OFFICER, f"/office/measures/{YEAR}/checks/", DESK),
    ("report", OFFICER, f"/office/measures/{YEAR - 1}/report/", DESK),
    ("import", OFFICER, "/office/measures/import/", DESK),
    ("announcement", OFFICER, f"/office/measures/{YEAR - 1}/announcement/", DESK),
    ("inbox-phone", PALAD, "/office/approvals/", PHONE),
    ("public-report", None, f"/plan/{YEAR - 2}/report/", DESK),
    ("organization", OFFICER, "/office/organization/", DESK),
    ("evidence", OFFICER, "/office/evidence/", DESK),
    ("account", OFFICER, "/office/account/", DESK),
    ("papers", OFFICER, "/office/papers/", DESK),
    ("documents", None, "/documents/", DESK),
    ("received", OFFICER, "/office/received/", DESK),
    ("catalogues", OFFICER, "/office/catalogues/", DESK),
    ("search", None, "/search/?q=มาตรการ+ทุจริต", DESK),
    ("search-office", OFFICER, "/office/search/", DESK),
    ("catalogue", OFFICER, "/office/catalogues/2569/?show=unchecked", DESK),
    ("catalogue-changes", OFFICER, "/office/catalogues/2569/changes/", DESK),
    ("analysis", OFFICER, f"/office/measures/{YEAR}/analysis/", DESK),
    ("analysis-public", None, f"/plan/{YEAR}/analysis/", DESK),
    ("assessment", OFFICER, "/office/assessment/", DESK),
    ("assessment-year", OFFICER, f"/office/assessment/{YEAR - 1}/", DESK),
    ("assessment-standing", OFFICER, f"/office/assessment/standing/{YEAR - 1}/", DESK),
    ("assessment-what-if", OFFICER, f"/office/assessment/{YEAR - 1}/what-if/", DESK),
)
MEETINGS = (
    ("meetings", OFFICER, "/office/meetings/"),
    ("resolutions", OFFICER, "/office/meetings/resolutions/"),
    ("public-meetings", None, "/meetings/staff/"),
)


def take_pages(browser: Browser, base: str) -> None:
    """Pages as they open."""
    take_shots(browser, base, SHOTS)


def take_stories(browser: Browser, base: str) -> None:
    """Pictures that need a step before them: a measure, the preview, the answer on a phone."""
    page = open_as(browser, base, OFFICER, DESK)
    page.goto(f"{base}/office/measures/{YEAR}/")
    page.locator("tbody th a").first.click()
    page.wait_for_load_state()
    keep(page, "measure")
    page.goto(f"{base}/office/measures/import/")
    page.get_by_role("button", name="ลองด้วยไฟล์ตัวอย่าง").click()
    page.wait_for_load_state()
    keep(page, "preview")
    page.goto(f"{base}/office/measures/{YEAR}/requests/")
    page.get_by_role("button", name="ขอข้อมูลจากทุกกอง").click()
    page.wait_for_load_state()
    keep(page, "requests")
    text = page.locator("textarea", has_text="กองคลัง").input_value()
    phone = open_as(browser, base, FINANCE, PHONE)
    phone.goto(base + text[text.index("/office/") :].strip())
    keep(phone, "answer-phone")


def take_approvals(browser: Browser, base: str) -> None:
    """Reading and signing on a phone, the register, two versions, and the page behind the QR."""
    phone = open_as(browser, base, PALAD, PHONE)
    phone.goto(f"{base}/office/approvals/")
    phone.locator("main section").first.get_by_role("link").first.click()
    phone.wait_for_load_state("networkidle")
    keep(phone, "decide-phone")
    page = open_as(browser, base, OFFICER, DESK)
    page.goto(f"{base}/office/registers/")
    page.locator("main ul a").first.click()
    page.wait_for_load_state()
    keep(page, "register")
    page.goto(f"{base}/office/measures/{YEAR}/announcement/")
    page.get_by_label("สิ่งที่เปลี่ยน").first.fill("เพิ่มผลการดำเนินงานเดือนนี้")
    page.get_by_role("button", name="เผยแพร่แผน").click()
    page.wait_for_load_state()
    citizen = open_as(browser, base, None, DESK)
    citizen.goto(f"{base}/plan/{YEAR}/versions/")
    keep(citizen, "versions")
    citizen.goto(f"{base}/plan/{YEAR - 2}/report/")
    citizen.locator("a[href*='/verify/']").first.click()
    citizen.wait_for_load_state()
    keep(citizen, "verify")


def take_correspondence(browser: Browser, base: str) -> None:
    """A draft, the own templates, a received paper, a circular's standing and its face on a phone."""
    page = open_as(browser, base, OFFICER, DESK)
    for name, path, link in (
        ("paper", "/office/papers/?state=draft", "main .p-list a"),
        ("received-paper", "/office/received/", "tbody tr:last-child td a"),
        ("circular", "/office/circulars/overview/", "main a[href$='/status/']"),
    ):
        page.goto(base + path)
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
        keep(page, name)
    page.goto(f"{base}/office/papers/templates/")
    page.locator("main summary").click()
    keep(page, "templates")
    phone = open_as(browser, base, FINANCE, PHONE)
    phone.goto(f"{base}/office/circulars/")
    phone.locator("main .p-list a").first.click()
    phone.wait_for_load_state("networkidle")
    keep(phone, "circular-phone")


def take_meetings(browser: Browser, base: str) -> None:
    """The register and what follows from it; a division reports, a meeting sits, on phones."""
    for name, persona, path in MEETINGS:
        page = open_as(browser, base, persona, DESK)
        page.goto(base + path)
        keep(page, name)
    page = open_as(browser, base, OFFICER, DESK)
    for name, link, tab in (
        ("meeting", "main .p-list li > a", ""),
        ("minutes", "tr:has([data-state='done']) th a", "minutes/"),
    ):
        page.goto(f"{base}/office/meetings/")
        page.goto(base + str(page.locator(link).first.get_attribute("href")) + tab)
        keep(page, name)
    phone = open_as(browser, base, FINANCE, PHONE)
    phone.goto(f"{base}/office/meetings/")
    phone.locator("a[href$='/filing/']").first.click()
    phone.wait_for_load_state()
    keep(phone, "filing-phone")
    _sit(open_as(browser, base, OFFICER, PHONE), base)


def _sit(phone: Page, base: str) -> None:
    """A meeting today, everybody there, somebody takes notes."""
    phone.goto(f"{base}/office/meetings/plan/?body=staff")
    today = dt.date.today()
    phone.get_by_label("วันที่").fill(f"{today.day}/{today.month}/{today.year + 543}")
    phone.get_by_role("button", name="กำหนด", exact=True).click()
    if phone.get_by_label("ประชุมในวันหยุดด้วย").count():
        phone.get_by_label("ประชุมในวันหยุดด้วย").check()
        phone.get_by_role("button", name="กำหนด", exact=True).click()
    phone.goto(f"{phone.url}record/")
    phone.get_by_role("button", name="เริ่มประชุม").click()
    phone.get_by_role("button", name="ที่เหลือมาประชุมทั้งหมด").click()
    note = phone.get_by_label("สาระการประชุม").first
    note.fill("ประธานแจ้งกำหนดส่งรายงานผลตามแผน ขอให้ทุกสำนัก/กองตรวจหลักฐานให้ครบ")
    phone.get_by_text("บันทึกแล้ว").first.wait_for()
    phone.reload()
    phone.locator("nav a[href^='#item-']").first.click()
    keep(phone, "record-phone")


def take_disclosure(browser: Browser, base: str) -> None:
    """A year's map, an item, what is missing, what comes over, and the page that assessors open."""
    page = open_as(browser, base, OFFICER, DESK)
    for name, path in (
        ("disclosure", f"{YEAR - 1}/"),
        ("disclosure-item", f"{YEAR - 1}/items/o17/"),
        ("disclosure-missing", f"{YEAR - 1}/missing/"),
        ("disclosure-changes", f"{YEAR}/changes/"),
    ):
        page.goto(f"{base}/office/disclosure/{path}")
        keep(page, name)
    citizen = open_as(browser, base, None, DESK)
    citizen.goto(f"{base}/ita/{YEAR - 1}/")
    keep(citizen, "disclosure-public")


PARTS = {
    "pages": take_pages,
    "stories": take_stories,
    "approvals": take_approvals,
    "correspondence": take_correspondence,
    "meetings": take_meetings,
    "disclosure": take_disclosure,
    "channels": take_channels,
    "website": take_website,
}


def main() -> None:
    """Take all pictures, or those of the parts that are named."""
    parts = [PARTS[name] for name in sys.argv[1:] or PARTS]
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("chromium is not installed")
    OUT.mkdir(parents=True, exist_ok=True)
    with running_example() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for take in parts:
            take(browser, base)
        browser.close()


if __name__ == "__main__":
    main()
