"""A document portal takes a version apart for its pages: bytes to store, data to index, renditions to serve.

python examples/portal.py
"""

import json
from pathlib import Path

import treaty_drafts as td

DRAFT = Path(__file__).parent / "fishing-gear" / "zero-draft.md"

imported = td.read_source(DRAFT.read_bytes(), name=DRAFT.name, symbol="ICFG/CONF.1/3", date="2026-11-02")
version = imported.version

# The stored form is canonical: the same version always gives the same bytes, whose digest names it.
data = td.write(version)
assert td.read(data).version == version
print(f"{version.facts.symbol}, {version.facts.date}: {len(data):,} bytes of Akoma Ntoso, digest {td.digest(version)}")

# What a page for each article needs.
for wid, node in version.index.items():
    if isinstance(node, td.Provision) and node.name == "article" and node.num in ("Article 2.", "Article 5."):
        print(f"#{wid}  {node.num} {node.heading}")

# Every format is written from one rendition, so that no two pages disagree.
page = str(td.render(version, view="bracketed", to="html"))
rows = json.loads(td.render(version, view="bracketed", to="json"))
print(f"HTML of {len(page):,} characters, JSON with {', '.join(sorted(rows))}")
print(f"{td.read_brackets(version).open} brackets are open")
