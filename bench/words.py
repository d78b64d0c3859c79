"""The vocabulary of the made-up treaty: how a convention of the law of the sea says things."""

from __future__ import annotations

from typing import Final


def _list(lines: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in " ".join(lines.split()).split("/"))


WHO: Final = _list("""
Each Party / The coastal State / Every contracting State / Parties / The Conference of the Parties / The Secretariat /
The flag State / The Bureau / The Executive Committee / The depositary / Any State that is not a Party /
The competent authority of each Party / The Scientific Advisory Panel / Least developed countries /
Small island States /
The host country / The Compliance Committee / The operator / The sponsoring Party / The port State / The Council
""")
MUST: Final = _list("""
shall / shall / shall / shall / shall / shall / shall / may / may / may / should / shall not / undertakes to /
shall endeavour to / is encouraged to / shall, where practicable,
""")
DO: Final = _list("""
establish / take / report on / ensure / adopt / review / submit / notify / exchange / publish / monitor / assess /
facilitate / promote / cooperate in / regulate / designate / consider / conclude / protect and restore / finance /
transfer / approve / suspend / keep under review / make available
""")
HOW: Final = _list("""
appropriate / effective / necessary / relevant / timely / equitable / transboundary / scientific /
technical / national /
regional / voluntary / binding / cost-effective / transparent / adequate / preliminary / predictable / additional /
coastal / freshwater / internationally agreed / gender-responsive / science-based / periodic / confidential
""")
WHAT: Final = _list("""
measures / procedures / guidelines / river basins / fishing gear / marine resources / port facilities / inspections /
the data collected / technology / financial resources / capacity-building programmes / emergency plans / discharges /
impact assessments / protected areas / migratory species / permits / landing obligations /
the reports received / standards /
monitoring stations / early warning systems / arrangements / traditional knowledge / samples / research vessels /
compensation / dispute settlement proceedings / registers / notifications / sites of importance / observers / fees
""")
JOINED: Final = _list("and / and, as appropriate, / , including / or / as well as / , in particular / together with")
SO: Final = _list("""
in accordance with article {article} / subject to the provisions of article {article}, paragraph {number} /
not later than {number}0 days after the date of its receipt /
within {number} years of the entry into force of this Agreement /
without prejudice to the rights of other States / taking into account the special situation of developing countries /
in the light of the best available scientific evidence / by a two-thirds majority of the Parties present and voting /
on mutually agreed terms / with a view to preventing harm to the environment of other States / in good faith /
through the clearing-house mechanism / in conformity with international law /
unless the Parties concerned agree otherwise /
within {number}0 nautical miles of the coast / on a regular basis / pursuant to Annex {part} /
at its {number}th meeting /
in the basin of the \u1ecc\u0300\u1e63un
""")
"""The last has a letter with an accent that no single character has: no difference may part the two."""
LIST: Final = _list("""
the designation of / the exchange of / the prevention and reduction of / criteria for / the costs of / access to /
the periodic review of / the notification of / the transfer of / the conservation of / the verification of / the use of
""")

INSTEAD: Final[dict[str, str]] = {
    "shall": "should", "may": "shall", "should": "shall", "and": "or", "or": "and", "State": "Party",
    "States": "Parties",
    "Parties": "States", "measures": "steps", "appropriate": "relevant", "necessary": "appropriate",
    "effective": "adequate", "promote": "advance", "ensure": "guarantee", "national": "domestic", "adopt": "develop",
}  # fmt: skip
"""What delegations ask for in the place of the commonest words."""
OTHERS: Final = _list(
    "timely / voluntary / regional / urgent / practicable / equitable / balanced / nationally determined / robust"
)
ADDED: Final = _list("""
as appropriate / and financial / to the extent possible / where necessary / on a voluntary basis / in a timely manner /
inter alia / and local communities / taking into account national circumstances / adequate and predictable / [if any]
""")

CODES: Final = tuple(
    """
EU G77 AOSIS LDC AGN LMDC EIG UMB ARG AUS AZE BGD BOL BRA CAN CHE CHL CHN COL CRI CUB ECU EGY ETH FJI
FSM GAB GBR GHA IDN IND
IRN ISL ISR JAM JPN KEN KOR KWT LKA MAR MDV MEX MYS NGA NOR NPL NZL OMN PAK PER PHL QAT RUS SAU SEN SGP TUV USA ZAF
AFG ALB DZA AND AGO ATG ARM AUT BHS BHR BRB BLR BEL BLZ BEN BTN BIH BWA BRN BGR BFA BDI CPV KHM CMR CAF TCD
COM COG CIV COD HRV CYP CZE PRK DNK DJI DMA DOM SLV GNQ ERI EST SWZ FIN FRA GMB GEO DEU GRC GRD GTM GIN GNB
GUY HTI HND HUN IRQ IRL ITA JOR KAZ KIR KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MLI MLT MHL MRT MUS
MCO MNG MNE MOZ MMR NAM NRU NLD NIC NER MKD PLW PAN PNG PRY POL PRT MDA ROU RWA KNA LCA VCT WSM SMR STP SRB
SYC SLE SVK SVN SLB SOM ESP SSD SDN SUR SWE SYR TJK THA TLS TGO TON TTO TUN TUR TKM UGA UKR ARE TZA URY UZB
""".split()
)
"""Delegations, in the order in which a bench takes as many as it needs."""
GROUPS: Final = tuple(f"GROUP-{number}" for number in range(1, 41))
