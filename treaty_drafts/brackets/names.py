"""Who negotiates, as data: codes and the names they go by.

States by ISO 3166 (alpha-3, which is the code that is kept, then alpha-2 and names): members of the United Nations, its
observer States, and two that conclude treaties in free association. Groups and officers by their usual short names.
An unknown name is no error: it stays as printed.
"""

from __future__ import annotations

import re

_STATES = """
AFG|AF|Afghanistan
AGO|AO|Angola
ALB|AL|Albania
AND|AD|Andorra
ARE|AE|United Arab Emirates|UAE
ARG|AR|Argentina
ARM|AM|Armenia
ATG|AG|Antigua and Barbuda
AUS|AU|Australia
AUT|AT|Austria
AZE|AZ|Azerbaijan
BDI|BI|Burundi
BEL|BE|Belgium
BEN|BJ|Benin
BFA|BF|Burkina Faso
BGD|BD|Bangladesh
BGR|BG|Bulgaria
BHR|BH|Bahrain
BHS|BS|Bahamas
BIH|BA|Bosnia and Herzegovina
BLR|BY|Belarus
BLZ|BZ|Belize
BOL|BO|Bolivia|Plurinational State of Bolivia
BRA|BR|Brazil
BRB|BB|Barbados
BRN|BN|Brunei Darussalam|Brunei
BTN|BT|Bhutan
BWA|BW|Botswana
CAF|CF|Central African Republic
CAN|CA|Canada
CHE|CH|Switzerland|Swiss Confederation
CHL|CL|Chile
CHN|CN|China|PRC
CIV|CI|Côte d'Ivoire|Ivory Coast|Cote d'Ivoire
CMR|CM|Cameroon
COD|CD|Democratic Republic of the Congo|DRC
COG|CG|Congo
COK|CK|Cook Islands
COL|CO|Colombia
COM|KM|Comoros
CPV|CV|Cabo Verde|Cape Verde
CRI|CR|Costa Rica
CUB|CU|Cuba
CYP|CY|Cyprus
CZE|CZ|Czechia|Czech Republic
DEU|DE|Germany
DJI|DJ|Djibouti
DMA|DM|Dominica
DNK|DK|Denmark
DOM|DO|Dominican Republic
DZA|DZ|Algeria
ECU|EC|Ecuador
EGY|EG|Egypt
ERI|ER|Eritrea
ESP|ES|Spain
EST|EE|Estonia
ETH|ET|Ethiopia
FIN|FI|Finland
FJI|FJ|Fiji
FRA|FR|France
FSM|FM|Micronesia|Federated States of Micronesia
GAB|GA|Gabon
GBR|GB|United Kingdom|UK|U.K.|United Kingdom of Great Britain and Northern Ireland
GEO|GE|Georgia
GHA|GH|Ghana
GIN|GN|Guinea
GMB|GM|Gambia|The Gambia
GNB|GW|Guinea-Bissau
GNQ|GQ|Equatorial Guinea
GRC|GR|Greece
GRD|GD|Grenada
GTM|GT|Guatemala
GUY|GY|Guyana
HND|HN|Honduras
HRV|HR|Croatia
HTI|HT|Haiti
HUN|HU|Hungary
IDN|ID|Indonesia
IND|IN|India
IRL|IE|Ireland
IRN|IR|Iran|Islamic Republic of Iran
IRQ|IQ|Iraq
ISL|IS|Iceland
ISR|IL|Israel
ITA|IT|Italy
JAM|JM|Jamaica
JOR|JO|Jordan
JPN|JP|Japan
KAZ|KZ|Kazakhstan
KEN|KE|Kenya
KGZ|KG|Kyrgyzstan
KHM|KH|Cambodia
KIR|KI|Kiribati
KNA|KN|Saint Kitts and Nevis
KOR|KR|Republic of Korea|ROK|South Korea|Korea
KWT|KW|Kuwait
LAO|LA|Lao People's Democratic Republic|Laos|Lao PDR
LBN|LB|Lebanon
LBR|LR|Liberia
LBY|LY|Libya
LCA|LC|Saint Lucia
LIE|LI|Liechtenstein
LKA|LK|Sri Lanka
LSO|LS|Lesotho
LTU|LT|Lithuania
LUX|LU|Luxembourg
LVA|LV|Latvia
MAR|MA|Morocco
MCO|MC|Monaco
MDA|MD|Moldova|Republic of Moldova
MDG|MG|Madagascar
MDV|MV|Maldives
MEX|MX|Mexico
MHL|MH|Marshall Islands
MKD|MK|North Macedonia
MLI|ML|Mali
MLT|MT|Malta
MMR|MM|Myanmar|Burma
MNE|ME|Montenegro
MNG|MN|Mongolia
MOZ|MZ|Mozambique
MRT|MR|Mauritania
MUS|MU|Mauritius
MWI|MW|Malawi
MYS|MY|Malaysia
NAM|NA|Namibia
NER|NE|Niger
NGA|NG|Nigeria
NIC|NI|Nicaragua
NIU|NU|Niue
NLD|NL|Netherlands
NOR|NO|Norway
NPL|NP|Nepal
NRU|NR|Nauru
NZL|NZ|New Zealand
OMN|OM|Oman
PAK|PK|Pakistan
PAN|PA|Panama
PER|PE|Peru
PHL|PH|Philippines
PLW|PW|Palau
PNG|PG|Papua New Guinea
POL|PL|Poland
PRK|KP|Democratic People's Republic of Korea|DPRK|North Korea
PRT|PT|Portugal
PRY|PY|Paraguay
PSE|PS|Palestine|State of Palestine
QAT|QA|Qatar
ROU|RO|Romania
RUS|RU|Russian Federation|Russia
RWA|RW|Rwanda
SAU|SA|Saudi Arabia|KSA
SDN|SD|Sudan
SEN|SN|Senegal
SGP|SG|Singapore
SLB|SB|Solomon Islands
SLE|SL|Sierra Leone
SLV|SV|El Salvador
SMR|SM|San Marino
SOM|SO|Somalia
SRB|RS|Serbia
SSD|SS|South Sudan
STP|ST|Sao Tome and Principe
SUR|SR|Suriname
SVK|SK|Slovakia
SVN|SI|Slovenia
SWE|SE|Sweden
SWZ|SZ|Eswatini|Swaziland
SYC|SC|Seychelles
SYR|SY|Syrian Arab Republic|Syria
TCD|TD|Chad
TGO|TG|Togo
THA|TH|Thailand
TJK|TJ|Tajikistan
TKM|TM|Turkmenistan
TLS|TL|Timor-Leste|East Timor
TON|TO|Tonga
TTO|TT|Trinidad and Tobago
TUN|TN|Tunisia
TUR|TR|Türkiye|Turkey
TUV|TV|Tuvalu
TZA|TZ|Tanzania|United Republic of Tanzania
UGA|UG|Uganda
UKR|UA|Ukraine
URY|UY|Uruguay
USA|US|United States|U.S.|United States of America
UZB|UZ|Uzbekistan
VAT|VA|Holy See
VCT|VC|Saint Vincent and the Grenadines
VEN|VE|Venezuela|Bolivarian Republic of Venezuela
VNM|VN|Viet Nam|Vietnam
VUT|VU|Vanuatu
WSM|WS|Samoa
YEM|YE|Yemen
ZAF|ZA|South Africa|RSA
ZMB|ZM|Zambia
ZWE|ZW|Zimbabwe
"""

_GROUPS = """
EU|European Union|EU27|EU28|European Union and its member States
G77|G-77|G-77/China|G77/China|G-77 and China|G77 and China|Group of 77|Group of 77 and China
AOSIS|Alliance of Small Island States
LDC|LDCs|Least Developed Countries
LLDC|LLDCs
SIDS
PSIDS|Pacific SIDS
AGN|African Group|Africa Group|African States|African Group of Negotiators
Arab Group|League of Arab States|LAS
Umbrella Group|Umbrella
EIG|Environmental Integrity Group
AILAC
LMDC|LMDCs|Like-Minded Developing Countries|Like-minded
ALBA
SICA
BASIC
GRULAC
WEOG
EEG|Eastern European Group
APG|Asia-Pacific Group
CARICOM
JUSCANZ
JUSSCANNZ
CANZ
ASEAN
MERCOSUR
EAEU
OIC
CELAC
PIF|Pacific Islands Forum
Coalition for Rainforest Nations|CfRN
Chair|the Chair|Chairperson|President
Co-Chairs|Co-chairs
Facilitator|Facilitators|Co-facilitators
Secretariat|the Secretariat
"""

CATEGORIES = frozenset({"LDC", "LLDC", "SIDS", "PSIDS", "AGN"})
"""Groups whose name is also a term of the text itself: alone in parentheses they are no attribution."""


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in (_STATES + _GROUPS).split("\n"):
        names = row.split("|")
        for name in names:
            if name:
                found[name if len(name) <= 3 else name.casefold()] = names[0]
    return found


_CODES = _table()
_GLUED = re.compile(r"(?<=[A-Za-z])\d{1,3}$")


def code_of(name: str) -> str:
    """The code of a delegation by any of its names, or the empty string.

    Names of up to three letters count only as written (`US`, never `us`). The digits of a footnote call glued to a
    code (`MX41`) are passed over.
    """
    name = " ".join(name.replace("’", "'").split())
    code = _CODES.get(name if len(name) <= 3 else name.casefold(), "")
    if not code and len(name) > 3 and name.isupper():
        code = _CODES.get(name, "")
    if not code and _GLUED.search(name):
        return code_of(_GLUED.sub("", name))
    return code
