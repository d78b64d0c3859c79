"""A negotiator types the paragraph as it should read, and gets the amendment to table.

python examples/negotiator.py
"""

from pathlib import Path

import treaty_drafts as td

DRAFT = Path(__file__).parent / "fishing-gear" / "zero-draft.md"

base = td.read_source(DRAFT.read_bytes(), name=DRAFT.name, symbol="ICFG/CONF.1/3").version

# What stands in article 6, paragraph 1, and what the Outer Islands Group wants to read there.
place = "art_6__para_1"
now = base.block(place).text.chars
wanted = now.replace("bears a mark", "bears a visible and an electronic mark")

amendment = td.propose(base, wanted, at=place, sponsors=("OIG",), symbol="L.50", reason="Marks are lost at sea.")
for edit in amendment.patch.edits:
    print(f"{edit.wid}: “{edit.old}” becomes “{edit.new.chars}”")

# How the meeting will see it, beside what another delegation wants in the same sentence.
other = td.propose(base, now.replace("shall ensure", "should ensure"), at=place, sponsors=("KSR",), symbol="L.51")
text = td.compile(base, [amendment, other])
bracketed = str(td.render(text, view="bracketed"))
print(bracketed[bracketed.index("Article 6.") : bracketed.index("Article 7.")])
