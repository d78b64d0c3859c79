"""A legal officer compiles what was tabled, proves that every voice is in it, and makes the next version.

python examples/legal_officer.py
"""

from pathlib import Path

import treaty_drafts as td

DRAFT = Path(__file__).parent / "fishing-gear" / "zero-draft.md"

base = td.read_source(DRAFT.read_bytes(), name=DRAFT.name, symbol="ICFG/CONF.1/3").version
objective = base.block("art_2").text.chars
tabled = [
    td.propose(base, objective.replace("reduce", "eliminate"), at="art_2", sponsors=("OIG",), symbol="L.1"),
    td.propose(base, objective.replace("reduce", "minimize"), at="art_2", sponsors=("KSR",), symbol="L.2"),
    td.propose_delete(base, "art_9", sponsors=("MRL",), symbol="L.3"),
]
text = td.compile(base, tabled)

# The proof: without any amendment the base, with one its sponsor's wish, and nothing else.
assert text.project() == base
assert text.as_delegation("OIG").block("art_2").text.chars == objective.replace("reduce", "eliminate")
for relation in text.relations:
    print(f"{relation.first} and {relation.second}: {relation.kind}")

try:
    td.consolidate(text, adopt=["L.1", "L.2"])
except td.Incompatible as refusal:
    print(f"refused: {refusal}")

decided = td.consolidate(text, adopt=["L.1"], reject=["L.2"])
for fate in decided.manifest.amendments:
    print(f"{fate.symbol} of {', '.join(fate.sponsors)}: {fate.status}")
print(f"{decided.version.facts.symbol} has the digest {decided.manifest.result_digest}")
