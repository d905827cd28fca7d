"""What is uploaded comes out inert: drawn anew, nothing of it runs, drafts stay inside."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from prongsai.audit.models import AuditEntry
from prongsai.channels.models import Notice
from prongsai.evidence.intake import MAX_BYTES
from prongsai.website import services
from prongsai.website.models import NewsFile, NewsPhoto, SiteDocument, SiteImage
from prongsai.website.uploads import PictureForm
from tests.circulars.conftest import make_pdf
from tests.conftest import Office
from tests.website import files
from tests.website.pages import add_news, add_page, form_of


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def upload(client: Client, to: str, name: str, content: bytes, **more: Any) -> Any:
    """What the form of one picture or document sends."""
    form = {
        "title": "ภาพกิจกรรม",
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
        "file": SimpleUploadedFile(name, content),
    }
    return client.post(reverse(to), form | more)


def files_of(*documents: SiteDocument) -> dict[str, str]:
    """What the form of a page sends for one piece of files."""
    piece = {"type": "files", "id": "", "order": "0", "deleted": ""}
    sent = {f"body-0-{name}": value for name, value in piece.items()} | {"body-count": "1"}
    sent["body-0-value-count"] = str(len(documents))
    for at, document in enumerate(documents):
        line = {"value": str(document.pk), "order": str(at), "deleted": "", "id": ""}
        sent |= {f"body-0-value-{at}-{name}": value for name, value in line.items()}
    return sent


def body(answer: Any) -> bytes:
    """A streamed answer, read and closed."""
    content = b"".join(answer.streaming_content)
    for closer in answer._resource_closers:
        closer()
    return content


@pytest.mark.parametrize("kind", ["photo", "heic"])
def test_a_photo_is_drawn_anew_and_served_for_ever_by_its_digest(
    office: Office, sign_in: Callable[[Any], Any], kind: str
) -> None:
    client = sign_in(office.officer)
    content = files.photo() if kind == "photo" else files.heic()
    answer = upload(
        client, "wagtailimages:add", f"IMG_1.{'jpg' if kind == 'photo' else 'HEIC'}", content,
        description="นายกมอบถุงยังชีพ",
    )  # fmt: skip
    assert answer.status_code == 302
    image = SiteImage.objects.get()
    with image.file.open("rb") as stored, Image.open(io.BytesIO(stored.read())) as drawn:
        assert drawn.format == "JPEG"
        assert dict(drawn.getexif()) == {}
        assert drawn.size == ((40, 60) if kind == "photo" else (60, 40))
    rendition = image.get_rendition("width-30|format-webp")
    add_page("ภาพ", slug="shown", body=[("picture", {"image": image, "caption": ""})])
    served = Client().get(rendition.url)
    assert served.status_code == 200
    assert served["Content-Type"] == "image/webp"
    assert "immutable" in served["Cache-Control"]
    assert served["X-Content-Type-Options"] == "nosniff"
    assert b"Somchai" not in body(served)
    assert Client().get(f"/media/{image.file.name}").status_code == 404
    assert Client().get(f"/pictures/{Path(image.file.name).name}").status_code == 404
    assert AuditEntry.objects.filter(event="website.file_added").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", files.SVG),
        ("a.png", files.SVG),
        ("a.png", files.bomb()),
        ("a.jpg", files.HTML),
        ("a.jpg", b"\xff\xd8\xff\xe0broken"),
    ],
    ids=["svg", "svg as png", "bomb", "html as jpeg", "broken"],
)
def test_what_is_no_harmless_picture_is_refused_with_words_beside_it(
    office: Office, sign_in: Callable[[Any], Any], name: str, content: bytes
) -> None:
    answer = upload(sign_in(office.officer), "wagtailimages:add", name, content, description="ก")
    assert answer.context["form"].errors["file"]
    assert not SiteImage.objects.exists()


def test_a_picture_says_what_it_shows_or_that_it_only_decorates(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    client = sign_in(office.officer)
    answer = upload(client, "wagtailimages:add", "a.jpg", files.photo(), description=" ")
    assert "description" in answer.context["form"].errors
    upload(client, "wagtailimages:add", "a.jpg", files.photo(), description="", is_decorative="on")
    assert SiteImage.objects.get().default_alt_text == ""
    several = {"files[]": SimpleUploadedFile("หลายภาพ.jpg", files.photo())}
    answer = client.post(reverse("wagtailimages:add_multiple"), several | {"title": "ภาพ"})
    assert answer.json()["success"]
    assert PictureForm.__module__.startswith("prongsai")


def test_a_document_is_public_with_its_page_only_and_never_runs(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    client = sign_in(office.officer)
    refused = upload(client, "wagtaildocs:add", "a.html", files.HTML)
    assert refused.context["form"].errors["file"]
    upload(client, "wagtaildocs:add", "ประกาศ.pdf", make_pdf())
    document = SiteDocument.objects.get()
    assert Client().get(document.url).status_code == 404
    inside = client.get(document.url)
    assert "private" in inside["Cache-Control"]
    body(inside)
    page = add_page("ประกาศ", slug="notice", body=[("files", [document])])
    served = Client().get(document.url)
    assert served["Content-Disposition"].startswith("inline")
    assert "sandbox" in served["Content-Security-Policy"]
    assert served["X-Content-Type-Options"] == "nosniff"
    body(served)
    page.unpublish()
    assert Client().get(document.url).status_code == 404


def test_several_documents_are_dropped_at_once_each_judged_for_itself(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    client = sign_in(office.officer)
    screen = client.get(reverse("wagtaildocs:index"))
    assert reverse("wagtaildocs:add_multiple").encode() in screen.content
    opened = client.get(reverse("wagtaildocs:add_multiple"))
    assert opened.status_code == 200
    assert opened.context["max_filesize"] == MAX_BYTES
    assert "25 MB" in opened.content.decode()

    def drop(name: str, content: bytes) -> Any:
        file = {"files[]": SimpleUploadedFile(name, content), "title": "เอกสาร"}
        return client.post(reverse("wagtaildocs:add_multiple"), file).json()

    assert drop("แผน.pdf", make_pdf())["success"]
    assert not drop("หน้าเว็บ.html", files.HTML)["success"]
    assert [document.title for document in SiteDocument.objects.all()] == ["เอกสาร"]


def test_the_text_of_documents_is_read_and_scans_are_warned_of_until_a_reason_is_given(
    office: Office, sign_in: Callable[[Any], Any]
) -> None:
    good = SiteDocument(title="ดี", uploaded_by_user=office.officer)
    good.file.save("good.pdf", ContentFile(make_pdf("แผนปฏิบัติการป้องกันการทุจริต")))
    scanned = SiteDocument(title="สแกน", uploaded_by_user=office.officer)
    scanned.file.save("scan.pdf", ContentFile(files.scan()))
    waiting = sign_in(office.officer).get(reverse("website_documents")).text
    assert "กำลังอ่านเอกสาร 2 ฉบับ" in waiting
    assert "เอกสารทุกฉบับอ่านและค้นหาได้" not in waiting
    assert (services.read_waiting(), services.read_waiting()) == (2, 0)
    good.refresh_from_db()
    scanned.refresh_from_db()
    assert "ทุจริต" in good.text
    assert (good.has_warning, scanned.has_warning) == (False, True)
    assert Notice.objects.filter(recipient=office.officer, text__contains="สแกน").exists()
    client = sign_in(office.officer)
    assert "สแกน" in client.get(reverse("website_documents")).text
    page = add_page("แผน", slug="plan", body=[("files", [good, scanned])])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    saved = client.post(edit, form_of(page) | files_of(good, scanned), follow=True)
    told = [str(message) for message in saved.context["messages"]]
    assert [words for words in told if words.startswith("เอกสาร “สแกน”")]
    assert not [words for words in told if "“ดี”" in words]
    aside = reverse("website_document_set_aside", args=[scanned.pk])
    assert client.post(aside, {"reason": " "}).status_code == 422
    assert client.post(aside, {"reason": "ลงนามบนกระดาษ"}).status_code == 302
    scanned.refresh_from_db()
    assert not scanned.has_warning


def make_image(title: str) -> SiteImage:
    """A photograph as it is kept after uploading."""
    file = ContentFile(files.photo(), name=f"{title}.jpg")
    return SiteImage.objects.create(title=title, description=title, file=file)


def test_the_first_picture_of_news_comes_at_once_and_the_others_when_they_are_seen(
    office: Office,
) -> None:
    page = add_news("มอบถุงยังชีพ", slug="bags")
    page.photos = [NewsPhoto(image=make_image(name)) for name in ("one", "two", "three")]
    page.save_revision().publish()
    ways = [
        (picture.get("loading"), picture.get("fetchpriority"))
        for picture in lxml.html.fromstring(Client().get(page.address).text).xpath("//article//img")
    ]
    assert ways == [("eager", "high"), ("lazy", "auto"), ("lazy", "auto")]
    page.body = [("picture", {"image": make_image("zero"), "caption": ""})]
    page.save_revision().publish()
    text = Client().get(page.address).text
    assert text.count('loading="eager"') == 1
    assert text.index('loading="eager"') < text.index('loading="lazy"')


def opened(user: Any, address: str) -> tuple[int, str]:
    """What somebody (None: anybody) gets at an address, and who may keep it."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="prongsai.accounts.backends.GroupBackend")
    answer = client.get(address)
    if answer.status_code == 200:
        body(answer)
    return answer.status_code, answer.get("Cache-Control", "").split(",")[0]


def both(page: Any, image: SiteImage, document: SiteDocument) -> None:
    """Let a piece of news show a picture and offer a document."""
    page.photos = [NewsPhoto(image=image)]
    page.files = [NewsFile(document=document)]


@pytest.mark.parametrize("state", ["draft", "scheduled", "expired", "unpublished", "private"])
def test_what_a_page_shows_is_nobody_s_before_and_after_it_is_public(
    office: Office, state: str
) -> None:
    image, document = make_image("bags"), SiteDocument(title="ก")
    document.file.save("list.pdf", ContentFile(make_pdf()))
    services.appoint_editor(actor=office.officer, user=office.head, division=None)
    page = add_news("มอบถุงยังชีพ", slug="bags", live=state in ("unpublished", "private"))
    both(page, image, document)
    page.save()
    if state == "scheduled":
        page.go_live_at = timezone.now() + dt.timedelta(days=1)
        page.save_revision().publish()
    elif state == "expired":
        page.expire_at = timezone.now() - dt.timedelta(days=1)
        page.save_revision().publish()
        services.publish_due()
    elif state == "unpublished":
        page.unpublish()
    elif state == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    for address in (image.get_rendition("width-30|format-webp").url, document.url):
        assert opened(None, address)[0] == 404
        assert opened(office.finance, address)[0] == 404  # a colleague who writes no pages
        for editor in (office.officer, office.head):
            status, kept = opened(editor, address)
            assert (status, "public" in kept) == (200, False)


def test_a_picture_is_public_with_the_first_page_that_shows_it_and_costs_one_query(
    office: Office,
) -> None:
    image = make_image("bags")
    address = image.get_rendition("width-30|format-webp").url
    pages = [add_news(f"ข่าว {at}", slug=f"n{at}", live=False) for at in range(2)]
    for page in pages:
        page.photos = [NewsPhoto(image=image)]
        page.save()
    assert opened(None, address)[0] == 404
    pages[1].save_revision().publish()
    pages[1].refresh_from_db()
    with CaptureQueriesContext(connection) as queries:
        assert opened(None, address)[0] == 200
    assert len(queries) == 1, [query["sql"][:300] for query in queries.captured_queries]
    draft = pages[1]
    draft.photos = []
    draft.save_revision()  # a draft that drops it takes nothing from the page that people read
    assert opened(None, address)[0] == 200
    draft.latest_revision.publish()
    assert opened(None, address)[0] == 404
    assert opened(None, "/pictures/" + "0" * 32 + ".webp")[0] == 404


def test_a_picture_in_a_private_collection_is_not_public(office: Office) -> None:
    closed = Collection.get_first_root_node().add_child(name="ภายใน")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    image = make_image("inside")
    image.collection = closed
    image.save()
    page = add_news("ข่าว", slug="inside")
    page.photos = [NewsPhoto(image=image)]
    page.save_revision().publish()
    assert opened(None, image.get_rendition("width-30|format-webp").url)[0] == 404
