"""How well questions are answered, judged by hand-made cuts: the floor that no change may go below."""

import pytest

from bench.search.corpus import make_documents
from bench.search.judging import mean, read_misspelt, read_questions
from bench.search.measuring import (
    LEAST_NDCG,
    LEAST_PRECISION,
    LEAST_PUT_RIGHT,
    LEAST_RECALL,
    fill,
    judge_all,
    list_not_put_right,
)
from prongsai.search.queries.finding import Asked, find
from prongsai.search.queries.spelling import suggest_question
from prongsai.search.queries.suggesting import suggest_titles

DOCUMENTS = 600


@pytest.mark.django_db
def test_judged_questions_are_answered_well_and_misspelt_ones_are_put_right() -> None:
    documents = list(make_documents(DOCUMENTS))
    fill(documents)
    judged = judge_all(documents)
    assert len(read_questions()) >= 40
    assert mean(one.recall for one in judged) >= LEAST_RECALL
    assert mean(one.precision for one in judged) >= LEAST_PRECISION
    assert mean(one.ndcg for one in judged) >= LEAST_NDCG

    for name, pairs in read_misspelt().items():
        wrong = list_not_put_right(name)
        assert len(pairs) >= 20
        assert len(wrong) <= (1 - LEAST_PUT_RIGHT[name]) * len(pairs), wrong
        assert len([row for row in wrong if row[2]]) <= 1, wrong  # better nothing than nonsense
    assert suggest_question(Asked("ฮฮฮฮฮฮฮฮ")) == ""
    assert all("วัคซีน" in title.replace("\u200b", "") for title in suggest_titles("วัคซี"))
    assert suggest_titles("วัคซี")
    assert len(find(Asked("จัดซื้อจัดจ้าง", page=2)).hits) == 10
