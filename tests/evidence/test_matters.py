"""Matters of registers and who takes them further: a registry that knows neither."""

from uuid import UUID, uuid4

import pytest

from prongsai.evidence.matters import Kind, Link, Matter, Registry, Taker

ONE, TWO = uuid4(), uuid4()


def kind(code: str) -> Kind:
    return Kind(code, "ต้นไม้", lambda actor, key: Matter("ปลูกเพิ่ม", "สวน"), lambda key: f"/{key}/")


def test_codes_are_well_formed_and_taken_once() -> None:
    registry = Registry()
    assert registry.register(kind("trees")) is registry.find_kind("trees")
    for code in ("trees", "Trees", "x", "a b"):
        with pytest.raises(ValueError, match=code):
            registry.register(kind(code))
    assert registry.find_kind("bushes") is None


def test_offers_and_what_became_come_from_all_takers() -> None:
    registry = Registry()
    assert registry.find_taken("trees", [ONE]) == {ONE: []}
    done, more = Link("ทำแล้ว", "/a/"), Link("อีกที่", "/b/")

    def find(code: str, keys: object) -> dict[UUID, list[Link]]:
        return {ONE: [done]} if code == "trees" else {}

    registry.register_taker(Taker(lambda user, code, key: None, find))
    registry.register_taker(Taker(lambda user, code, key: more, lambda code, keys: {ONE: [more]}))
    assert registry.list_offers(None, "trees", ONE) == [more]
    assert registry.find_taken("trees", [ONE, TWO]) == {ONE: [done, more], TWO: []}
    assert registry.find_taken("bushes", [ONE]) == {ONE: [more]}
