"""One shape for every place that proves something: a register's entry, a file, an address."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from prongsai.disclosure.models import Proof
from prongsai.disclosure.queries.published import Published
from prongsai.evidence.entries import PublicEntry
from prongsai.evidence.models import EvidenceVersion


@dataclass(frozen=True)
class Place:
    """Where a component is proven. `key` names it to the checks, `url` begins with "/" or http.

    `source` is the register's code for what a register publishes; `proof` is its row, if any.
    """

    kind: str
    key: str
    label: str
    url: str
    updated_on: dt.date | None
    is_public: bool = True
    source: str = ""
    proof: Proof | None = None
    version: EvidenceVersion | None = None

    @property
    def is_automatic(self) -> bool:
        """Whether it came by itself and nobody touched it."""
        return self.proof is None

    @property
    def address(self) -> str:
        """The whole address, as it is keyed into the national system."""
        return settings.PRONGSAI_BASE_URL + self.url if self.url.startswith("/") else self.url


def place_of_entry(entry: PublicEntry) -> Place:
    """What a register publishes."""
    return Place(
        kind=Proof.Kind.PAGE,
        key=entry.url,
        label=entry.title,
        url=entry.url,
        updated_on=timezone.localdate(entry.updated),
        source=entry.kind,
    )


def with_newest(proofs: "QuerySet[Proof]") -> "QuerySet[Proof]":
    """Proofs that are files with their newest version (`newest`), in the same query."""
    versions = EvidenceVersion.objects.filter(evidence=OuterRef("evidence")).order_by("-number")
    is_newest = Q(evidence__versions__number=Subquery(versions.values("number")[:1]))
    joined = FilteredRelation("evidence__versions", condition=is_newest)
    return proofs.annotate(newest=joined).select_related("newest")  # type: ignore[misc]


def place_of_proof(proof: Proof, published: Published) -> Place:
    """What a person entered, read `with_newest` version.

    A pinned entry that is gone, or a file that is internal, is not public.
    """
    if proof.kind == Proof.Kind.PAGE:
        return _of_page(proof, published)
    if proof.kind == Proof.Kind.FILE:
        return _of_file(proof)
    return Place(
        kind=proof.kind,
        key=proof.link,
        label=proof.label,
        url=proof.link,
        updated_on=proof.updated_on,
        proof=proof,
    )


def _of_page(proof: Proof, published: Published) -> Place:
    entry = published.find(proof.source, proof.path)
    return Place(
        kind=proof.kind,
        key=proof.path,
        label=entry.title if entry else proof.label,
        url=proof.path,
        updated_on=timezone.localdate(entry.updated) if entry else proof.updated_on,
        is_public=entry is not None,
        source=proof.source,
        proof=proof,
    )


def _of_file(proof: Proof) -> Place:
    assert proof.evidence is not None
    evidence = proof.evidence
    version: EvidenceVersion | None = getattr(proof, "newest", None)  # absent when there is none
    number, name = (version.number, version.file_name) if version else (0, "")
    # Thai names make addresses of hundreds of letters; the file is found by what stands before.
    suffix = quote(name.rpartition(".")[2].lower()[:8])
    uploaded = timezone.localdate(version.uploaded_at) if version else None
    return Place(
        kind=proof.kind,
        key=f"file:{evidence.public_id}:{number}",
        label=proof.label,
        url=f"/files/{evidence.public_id}/{number}/file.{suffix}",
        updated_on=proof.updated_on or evidence.effective_on or uploaded,
        is_public=evidence.is_public and not evidence.is_reserved and version is not None,
        proof=proof,
        version=version,
    )
