"""The addresses, one module to a subject. Each is thin: it reads a request, asks the service, writes an answer."""

from treaty_drafts.api.routes import agreements, akn, changes, feeds, meta

ALL = (akn.routes, changes.routes, feeds.routes, agreements.routes, meta.routes)
"""Every router, in the order in which addresses are looked up."""
