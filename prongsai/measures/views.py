"""The public pages of plan and report: published versions, their files, what changed."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prongsai.common.opendata import absolute
from prongsai.evidence import files
from prongsai.measures import bundle, exports, queries
from prongsai.measures.differences import compare
from prongsai.measures.models import Plan, Publication
from prongsai.measures.plan_data import find_item_title
from prongsai.measures.public import read_plan, read_report
from prongsai.measures.timeline import draw_published
from prongsai.organization.models import Role
from prongsai.organization.queries import find_position, find_profile

INLINE = {"application/pdf", "image/jpeg", "image/png"}


def newest(request: HttpRequest) -> HttpResponse:
    """The newest public plan; says so where none is public."""
    plans = queries.list_public_plans()
    if not plans:
        return render(request, "measures/public/none.html", {"profile": find_profile()})
    return redirect("public_plan", year=plans[0].fiscal_year, permanent=False)


def plan(request: HttpRequest, year: int) -> HttpResponse:
    """The public plan of one year."""
    found, plans = _public_plan(year)
    return _page(request, found, plans, find_profile())


def _public_plan(year: int) -> tuple[Plan, list[Plan]]:
    plans = queries.list_public_plans()
    found = next((p for p in plans if p.fiscal_year == year), None)
    if found is None:
        raise Http404
    return found, plans


def _page(request: HttpRequest, plan: Plan, plans: list[Plan], profile: Any) -> HttpResponse:
    published = queries.get_published(plan, Publication.Kind.PLAN)
    report = queries.find_published(plan, Publication.Kind.REPORT)
    context = plan_page(plan, published, profile)
    address = settings.PRONGSAI_BASE_URL + reverse("public_plan", args=[plan.fiscal_year])
    context |= {"plans": plans, "report": report, "canonical": address}
    context["structured"] = [_as_dataset(published, profile, address)]
    return render(request, "measures/public/plan.html", context)


def _as_dataset(published: Publication, profile: Any, address: str) -> dict[str, Any]:
    """The plan as a data set in the words of schema.org."""
    year = published.plan.fiscal_year
    downloads = [
        {
            "@type": "DataDownload",
            "encodingFormat": facts["type"],
            "contentUrl": absolute(reverse("public_download", args=[year, name])),
        }
        for name, facts in published.files.items()
        if name.endswith((".json", ".csv"))
    ]
    title = _("Measures for integrity and transparency, fiscal year %(year)s") % {"year": year}
    return {
        "@type": "Dataset",
        "@id": f"{address}#dataset",
        "name": title,
        "description": f"{title} · {profile.full_name}",
        "url": address,
        "version": str(published.version),
        "dateModified": published.published_at.isoformat(),
        "license": profile.data_licence,
        "creator": {"@id": absolute("/#organization")},
        "distribution": downloads,
    }


def plan_page(plan: Plan, published: Publication, profile: Any) -> dict[str, Any]:
    """What the page of a published plan shows."""
    shown = read_plan(published.snapshot)
    return {
        "profile": profile,
        "plan": plan,
        "published": published,
        "shown": shown,
        "total": len(shown.measures),
        "timeline": draw_published(shown.measures, plan.fiscal_year, timezone.localdate()),
        "keeper": find_position(Role.INTEGRITY_OFFICER),
    }


def analysis(request: HttpRequest, year: int) -> HttpResponse:
    """How last year's ITA result is answered: findings of each topic, measures, the sealed text."""
    found, _plans = _public_plan(year)
    published = queries.get_published(found, Publication.Kind.PLAN)
    context = plan_page(found, published, find_profile())
    if not context["shown"].analysis:
        raise Http404
    address = settings.PRONGSAI_BASE_URL + reverse("public_analysis", args=[year])
    context |= {"canonical": address, "item_title": find_item_title(year)}
    return render(request, "measures/public/analysis.html", context)


def report(request: HttpRequest, year: int) -> HttpResponse:
    """The page of the published annual report, the one whose address is handed to assessors."""
    found, _plans = _public_plan(year)
    published = queries.find_published(found, Publication.Kind.REPORT)
    if published is None:
        raise Http404
    context = report_page(found, published, find_profile())
    address = settings.PRONGSAI_BASE_URL + reverse("public_report_page", args=[year])
    return render(request, "measures/public/report.html", context | {"canonical": address})


def report_page(plan: Plan, published: Publication, profile: Any) -> dict[str, Any]:
    """What the page of a published report shows."""
    return {
        "profile": profile,
        "plan": plan,
        "published": published,
        "shown": read_report(published.snapshot),
        "keeper": find_position(Role.INTEGRITY_OFFICER),
    }


def versions(request: HttpRequest, year: int) -> HttpResponse:
    """Every version that was published, newest first."""
    found, _plans = _public_plan(year)
    published = list(found.publications.order_by("-published_at", "-id"))
    canonical = settings.PRONGSAI_BASE_URL + reverse("public_versions", args=[year])
    context = {
        "profile": find_profile(),
        "plan": found,
        "published": published,
        "canonical": canonical,
    }
    return render(request, "measures/public/versions.html", context)


def version(request: HttpRequest, year: int, kind: str, number: int) -> HttpResponse:
    """One version as it was, and how it differs from the one before."""
    found, _plans = _public_plan(year)
    published = _version(found, kind, number)
    before = found.publications.filter(kind=kind, version=number - 1).first()
    make = plan_page if kind == Publication.Kind.PLAN else report_page
    context = make(found, published, find_profile()) | {
        "is_old": True,
        "canonical": settings.PRONGSAI_BASE_URL
        + reverse("public_version", args=[year, kind, number]),
        "before": before,
        "differences": compare(before.snapshot, published.snapshot) if before else [],
    }
    return render(request, f"measures/public/{kind}.html", context)


def _version(plan: Plan, kind: str, number: int) -> Publication:
    published = plan.publications.filter(kind=kind, version=number).first()
    if published is None:
        raise Http404
    return published


def download(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """A file of the newest version, under an address that stays the same over the versions."""
    found = Plan.objects.filter(is_public=True, fiscal_year=year).first()
    if found is None:
        raise Http404
    kind = Publication.Kind.PLAN if name.startswith("plan") else Publication.Kind.REPORT
    published = queries.find_published(found, kind)
    if published is None:
        raise Http404
    return _send(published, name)


def file(request: HttpRequest, year: int, kind: str, number: int, name: str) -> HttpResponse:
    """A file of one version."""
    found, _plans = _public_plan(year)
    return _send(_version(found, kind, number), name)


def _send(published: Publication, name: str) -> HttpResponse:
    known = published.files.get(name)
    if known is None:
        raise Http404
    response = HttpResponse(files.read(known["sha256"]), content_type=known["type"])
    how = "inline" if known["type"] in INLINE else "attachment"
    year = published.plan.fiscal_year
    stem, _dot, suffix = name.rpartition(".")
    response["Content-Disposition"] = f'{how}; filename="{stem}-{year}.{suffix}"'
    response["ETag"] = f'"{known["sha256"]}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def package(request: HttpRequest, year: int) -> HttpResponse:
    """The year's public pages and files as one ZIP, for a website elsewhere."""
    found, _plans = _public_plan(year)
    response = HttpResponse(bundle.make_zip(request, found), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="integrity-{year}.zip"'
    return response


def schema(request: HttpRequest, name: str) -> HttpResponse:
    """The published JSON Schemas of plan and report, and of what an import reads from a file."""
    schemas = {
        "plan": exports.SCHEMA,
        "report": exports.REPORT_SCHEMA,
        "import": exports.IMPORT_SCHEMA,
    }
    path = schemas.get(name)
    if path is None:
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="application/schema+json")
