"""JSON-LD of an expression: schema.org Legislation, which carries the terms of ELI. Legal force is left unsaid: a draft
has none.
"""

from __future__ import annotations

import msgspec

from treaty_drafts.model.version import Facts

_TAGS = {"ara": "ar", "chi": "zh", "eng": "en", "fra": "fr", "rus": "ru", "spa": "es", "zho": "zh"}


def linked(facts: Facts, origin: str, formats: dict[str, str], predecessor: str = "") -> bytes:
    """The expression with its encodings; `formats` has the media type by ending, `predecessor` an expression IRI."""
    address = origin + facts.expression
    data = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": address,
        "name": facts.title,
        "legislationIdentifier": facts.symbol or facts.expression,
        "legislationDateVersion": facts.date,
        "inLanguage": _TAGS.get(facts.language, facts.language),
        "exampleOfWork": {"@type": "Legislation", "@id": f"{origin}/id{facts.work}"},
        "encoding": [
            {
                "@type": "LegislationObject",
                "@id": f"{address}.{ending}",
                "encodingFormat": media.partition(";")[0],
            }
            for ending, media in formats.items()
        ],
    }
    if predecessor:
        data["legislationConsolidates"] = {"@type": "Legislation", "@id": origin + predecessor}
    return msgspec.json.encode(data).replace(b"<", b"\\u003c")
