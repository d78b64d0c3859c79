"""The addresses, one module to a subject. Each is thin: it reads a request, asks the service, writes an answer."""

from treaty_drafts.api.routes import (
    agreements,
    akn,
    amendments,
    changes,
    decisions,
    events,
    factor,
    feeds,
    join,
    laws_africa,
    meta,
    oidc,
    people,
    record,
    texts,
    webhooks,
)

ALL = tuple(
    subject.routes
    for subject in (
        akn,
        changes,
        feeds,
        laws_africa,
        agreements,
        texts,
        amendments,
        decisions,
        events,
        record,
        people,
        factor,
        join,
        oidc,
        webhooks,
        meta,
    )
)
"""Every router, in the order in which addresses are looked up."""
