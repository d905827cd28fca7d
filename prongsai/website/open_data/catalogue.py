"""The catalogue of open data: DCAT as JSON-LD in the shape of DCAT-AP 3, and what stands at well-known
addresses (RFC 9727 api-catalog, RFC 9116 security.txt)."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from prongsai.common.opendata import ROOT, Dataset, absolute, list_datasets
from prongsai.organization.models import DataLicence, OrganizationProfile
from prongsai.thai.phones import to_international

EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
LANGUAGES = {"th": f"{EU}language/THA", "en": f"{EU}language/ENG"}
THEME = f"{EU}data-theme/GOVE"
FORMATS = (("json", "application/json", "JSON"), ("csv", "text/csv", "CSV"))
VALID_FOR = dt.timedelta(days=180)
API_CATALOG = "https://www.rfc-editor.org/info/rfc9727"

_IRIS = {
    name: {"@type": "@id"}
    for name in [
        "dct:publisher",
        "dct:language",
        "dct:license",
        "dct:format",
        "dct:conformsTo",
        "foaf:homepage",
        "dcat:themeTaxonomy",
        "dcat:theme",
        "dcat:dataset",
        "dcat:service",
        "dcat:distribution",
        "dcat:accessURL",
        "dcat:downloadURL",
        "dcat:mediaType",
        "dcat:landingPage",
        "dcat:contactPoint",
        "dcat:accessService",
        "dcat:endpointURL",
        "dcat:endpointDescription",
        "dcat:servesDataset",
        "vcard:hasEmail",
        "vcard:hasTelephone",
        "vcard:hasURL",
        "dct:accessRights",
    ]
}
CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **_IRIS,
    "dct:modified": {"@type": "xsd:dateTime"},
}


def in_both(text: Any) -> list[dict[str, str]]:
    """A text in Thai and English, as values with their language."""
    told = []
    for language in ("th", "en"):
        with translation.override(language):
            told.append({"@language": language, "@value": str(text)})
    return told


def make_catalogue(profile: OrganizationProfile, title: Any, description: Any) -> dict[str, Any]:
    """The whole catalogue as a JSON-LD document."""
    home = absolute("/")
    publisher = _publisher(profile)
    datasets = [_dataset(dataset, profile) for dataset in list_datasets()]
    changed = [row["dct:modified"] for row in datasets if "dct:modified" in row]
    return {
        "@context": CONTEXT,
        "@id": absolute(reverse("public_catalogue")),
        "@type": "dcat:Catalog",
        "dct:title": in_both(title),
        "dct:description": in_both(description),
        "dct:publisher": publisher,
        "dct:language": list(LANGUAGES.values()),
        "dct:license": _licence(profile),
        "foaf:homepage": {"@id": home, "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {
            "@id": f"{EU}data-theme",
            "@type": "http://www.w3.org/2004/02/skos/core#ConceptScheme",
            "dct:title": {"@language": "en", "@value": "Data theme"},
        },
        **({"dct:modified": max(changed)} if changed else {}),
        "dcat:service": _service(profile, title, [row["@id"] for row in datasets]),
        "dcat:dataset": datasets,
    }


def _publisher(profile: OrganizationProfile) -> dict[str, Any]:
    names = [{"@language": "th", "@value": profile.full_name}]
    if profile.name_en:
        names.append({"@language": "en", "@value": profile.name_en})
    return {"@id": absolute("/#organization"), "@type": "foaf:Agent", "foaf:name": names}


def _licence(profile: OrganizationProfile) -> dict[str, str]:
    return {"@id": profile.data_licence, "@type": "dct:LicenseDocument"}


def _service(profile: OrganizationProfile, title: Any, served: list[str]) -> dict[str, Any]:
    return {
        "@id": absolute(f"{ROOT}#service"),
        "@type": "dcat:DataService",
        "dct:title": in_both(title),
        "dct:license": _licence(profile),
        "dcat:endpointURL": absolute(ROOT),
        "dcat:endpointDescription": absolute(reverse("api_openapi")),
        "dcat:servesDataset": served,
    }


def _dataset(dataset: Dataset, profile: OrganizationProfile) -> dict[str, Any]:
    at = absolute(ROOT + dataset.path)
    modified = dataset.modified()
    return {
        "@id": f"{absolute(reverse('public_catalogue'))}#{dataset.code}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{absolute(reverse('public_catalogue'))}#{dataset.code}",
        "dct:title": in_both(dataset.title),
        "dct:description": in_both(dataset.description),
        "dct:publisher": _publisher(profile),
        "dct:language": LANGUAGES["th"],
        "dct:accessRights": {
            "@id": f"{EU}access-right/PUBLIC",
            "@type": "dct:RightsStatement",
        },
        "dcat:theme": {
            "@id": THEME,
            "@type": "http://www.w3.org/2004/02/skos/core#Concept",
            "http://www.w3.org/2004/02/skos/core#prefLabel": [
                {"@language": "en", "@value": "Government and public sector"}
            ],
        },
        "dcat:keyword": [_keyword(word) for word in dataset.keywords],
        "dcat:landingPage": {"@id": absolute(reverse("api_docs")), "@type": "foaf:Document"},
        "dcat:contactPoint": _contact(profile),
        **({"dct:modified": timezone.localtime(modified).isoformat()} if modified else {}),
        "dcat:distribution": [_distribution(at, *row, profile) for row in FORMATS],
    }


def _keyword(word: str) -> dict[str, str]:
    return {"@language": "en" if word.isascii() else "th", "@value": word}


def _contact(profile: OrganizationProfile) -> dict[str, Any]:
    number = to_international(profile.phone)
    reach = {
        "vcard:hasEmail": profile.email and f"mailto:{profile.email}",
        "vcard:hasTelephone": number and f"tel:{number}",
    }
    return {
        "@id": absolute("/#contact"),
        "@type": "vcard:Organization",
        "vcard:fn": profile.full_name,
        "vcard:hasURL": absolute("/"),
        **{name: value for name, value in reach.items() if value},
    }


def _distribution(
    at: str, kind: str, media_type: str, name: str, profile: OrganizationProfile
) -> dict[str, Any]:
    address = at if kind == "json" else f"{at}?format={kind}"
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": {"@language": "en", "@value": name},
        "dcat:accessURL": {
            "@id": address,
            "@type": "http://www.w3.org/2000/01/rdf-schema#Resource",
        },
        "dcat:downloadURL": {
            "@id": address,
            "@type": "http://www.w3.org/2000/01/rdf-schema#Resource",
        },
        "dcat:mediaType": {"@id": IANA + media_type, "@type": "dct:MediaType"},
        "dct:format": {"@id": f"{EU}file-type/{name}", "@type": "dct:MediaTypeOrExtent"},
        "dct:license": _licence(profile),
        "dcat:accessService": absolute(f"{ROOT}#service"),
    }


def licence_label(profile: OrganizationProfile) -> str:
    """The name of the licence that the organisation chose."""
    return str(DataLicence(profile.data_licence).label)


def make_api_catalog() -> dict[str, Any]:
    """Where programs find the API, as a link set (RFC 9727, RFC 9264; relations of RFC 8631)."""
    json_type = "application/json"
    return {
        "linkset": [
            {
                "anchor": absolute(ROOT),
                "service-desc": [{"href": absolute(reverse("api_openapi")), "type": json_type}],
                "service-doc": [{"href": absolute(reverse("api_docs")), "type": "text/html"}],
                "service-meta": [
                    {"href": absolute(reverse("public_catalogue")), "type": "application/ld+json"}
                ],
            }
        ]
    }


def make_security_text(profile: OrganizationProfile, today: dt.date) -> str:
    """Whom to tell of a weakness (RFC 9116), from the profile; empty where nobody can be reached."""
    contacts = [f"Contact: mailto:{profile.email}"] if profile.email else []
    if number := to_international(profile.phone):
        contacts.append(f"Contact: tel:{number}")
    if not contacts:
        return ""
    ends = dt.datetime.combine(today + VALID_FOR, dt.time(), dt.UTC)
    lines = [
        *contacts,
        f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: th, en",
        f"Canonical: {absolute(reverse('public_security'))}",
    ]
    return "".join(f"{line}\n" for line in lines)
