"""Search by words on a real PostgreSQL: what it accepts, what it finds."""

from typing import Any

import pytest
from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Cast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.accounts.models import User
from prongsai.common.search import letters_of, search, search_parts, words_of
from prongsai.thai.marking import pattern_of
from prongsai.thai.words import squeeze, to_query, to_vector

ANY_TEXT = st.text() | st.text(alphabet=list("กขคงเแัิ่้๊็์ำะา๑๒'\\\"&|!<>():* ab\n\u200b"))


def finds(text: str, query: str) -> bool:
    """Whether a record with this text is found by what a person typed."""
    everybody: Any = User.objects.annotate(
        text_words=Cast(Value(words_of(text)), SearchVectorField())
    )
    return bool(search(everybody, query, "text_words").exists())


@pytest.fixture
def _someone(db: None) -> None:
    User.objects.create(username="someone", full_name="คนหนึ่ง")


@pytest.mark.usefixtures("_someone")
@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("ประกาศจัดซื้อจัดจ้าง ประจำปีงบประมาณ ๒๕๖๙", "จัดซื้อจัดจ้าง 2569"),
        ("ประกาศจัดซื้อจัดจ้าง", "จัดซ"),
        ("ประกาศจัดซื้อจัดจ้าง", "จัดจ้าง"),
        ("กองคลัง", "กองค"),
        ("กอง คลัง", "กองคลัง"),
        ("องค์การบริหารส่วนตําบลแห่ใต้", "ตำบล แห่ใต้"),
        ("ที่ มค ๘๐๓๐๑/๗๖๘", "80301/768"),
        ("อ.บ.ต.ตัวอย่าง", "อบต"),
        ("นํ้าท่วม", "น้ำท่วม"),
        ("ต่าง ๆ นานา", "ต่างๆ"),
        ("Integrity and Transparency", "transp"),
        ('it\'s a "test" \\ here', "it's"),
        ("ว ๑๒", "ว 12"),
        ("อะไรก็ได้", "   "),
    ],
)
def test_it_is_found(text: str, query: str) -> None:
    assert finds(text, query)


@pytest.mark.usefixtures("_someone")
@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("ศาลากลางจังหวัด", "วัด"),
        ("เลขที่ 120", "12"),
        ("คลังกอง", "กองคลัง"),
        ("กองช่าง", "กองคลัง"),
        ("อะไรก็ได้", "..."),
        ("อะไรก็ได้", "อ"),
        ("จัดซื้อ", "จัดซื้อ ไม่มี"),
    ],
)
def test_it_is_not_found(text: str, query: str) -> None:
    assert not finds(text, query)


@pytest.mark.usefixtures("_someone")
def test_words_far_behind_are_found_too() -> None:
    assert finds("ก่อน " * 20_000 + "จัดซื้อจัดจ้าง", "จัดซื้อจัดจ้าง")


def ask(vector: str, query: str | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector", [vector])
        if query is not None:
            cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [vector, query])


@pytest.mark.django_db
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ANY_TEXT)
def test_postgresql_accepts_every_text_and_every_question(text: str) -> None:
    ask(to_vector(text), to_query(text))


@pytest.mark.django_db
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ANY_TEXT)
def test_a_text_is_found_by_itself(text: str) -> None:
    query = to_query(text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [to_vector(text), query])
        assert query is None or cursor.fetchone() == (True,)


@pytest.mark.django_db
def test_the_largest_text_is_accepted() -> None:
    ask(to_vector(" ".join(f"คำ{n}x{n}" for n in range(100_000))), None)
    ask(to_vector("กข " * 200_000), None)


@pytest.mark.usefixtures("_someone")
@pytest.mark.parametrize(
    ("text", "part", "is_found"),
    [
        ("นํ้าท่วม ปี ๒๕๖๙", "น้ำท่วม", True),
        ("นํ้าท่วม ปี ๒๕๖๙", "2569", True),
        ("ประชุม อ.บ.ต. ครั้งที่ 1/2569", "อบต", True),
        ("a.b (c) [d] – e", "c d e", True),
        ("50% \\ *", "%", True),
        ("กองคลัง", "กองช่าง", False),
    ],
)
def test_lists_without_words_find_parts_despite_noise(text: str, part: str, is_found: bool) -> None:
    User.objects.update(full_name=text)
    assert User.objects.filter(full_name__iregex=pattern_of(part)).exists() is is_found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "สมชาย ใจดี", "นํ้าฝน เเสงทอง", "น้ําทิพย์", "น\u200bารี (กองคลัง)", "ที่ปรึกษา ๑๒/๒๕๖๙",
        "A.B. Smith-Jones", "จ่าเอก สมศักดิ์ ฯลฯ", "กรุงเทพฯ ต่าง ๆ", "ป่ี", "ปุ่ย", "กั้ง ก้ัง",
    ],
)  # fmt: skip
def test_the_database_leaves_the_same_letters_as_the_program(name: str) -> None:
    user = User.objects.create(username="x", full_name=name)
    row: Any = User.objects.annotate(letters=letters_of("full_name")).get(pk=user.pk)
    assert row.letters == squeeze(name)


@pytest.mark.django_db
def test_names_are_found_by_their_parts_however_they_are_typed() -> None:
    User.objects.create(username="somchai", full_name="นายสมชาย น้ำเพชร ๗")
    everybody: Any = User.objects.all()

    def found(text: str) -> bool:
        return bool(search_parts(everybody, text, "full_name", "username").exists())

    for text in ("มชา", "นํ้าเพชร", "เพชร สมชาย", "SOMCHAI 7", "  ", "น้\u200bำ"):
        assert found(text), text
    for text in ("สมศรี", "%", "_", "สมชาย สมศรี", "somchaiนาย"):
        assert not found(text), text
