"""Word by word, also without spaces."""

from hypothesis import given
from hypothesis import strategies as st

from prongsai.registerkit.differences import MOST_WORDS, Run, compare_texts

TEXT = st.text(alphabet="กขคาะเ ีน่\nab1 ๑😀", max_size=60)


def test_only_the_changed_word_is_marked() -> None:
    assert compare_texts("ให้กองช่างซ่อมถนน", "ให้กองคลังซ่อมถนน") == [
        Run("same", "ให้กอง"),
        Run("removed", "ช่าง"),
        Run("added", "คลัง"),
        Run("same", "ซ่อมถนน"),
    ]


@given(TEXT, TEXT)
def test_both_texts_come_out_whole(before: str, after: str) -> None:
    runs = compare_texts(before, after)
    assert "".join(run.text for run in runs if run.kind != "added") == before
    assert "".join(run.text for run in runs if run.kind != "removed") == after


def test_very_long_texts_are_shown_whole() -> None:
    before, after = "ถนน " * MOST_WORDS, "คลอง " * MOST_WORDS
    assert compare_texts(before, after) == [Run("removed", before), Run("added", after)]
