"""How the six UN languages refer to a part of a treaty: heads, links, and whose part it is. Regular-expression sources.

All languages are read at once: their words are apart, and real texts quote each other.
"""

from __future__ import annotations

from typing import Final

ARTICLE: Final = "article"
PARAGRAPH: Final = "paragraph"
POINT: Final = "point"
SECTION: Final = "section"
CHAPTER: Final = "chapter"
PART: Final = "part"
ANNEX: Final = "annex"

ORDER: Final = {POINT: 1, PARAGRAPH: 2, ARTICLE: 3, SECTION: 4, CHAPTER: 5, PART: 6, ANNEX: 7}
"""From the part to the whole."""

_AR = r"(?:[وف]?[بك]?ال|[وف]?لل)"

SINGULAR: Final = {
    ARTICLE: r"[Aa]rticle|ARTICLE|[Aa]rt\.|[Aa]rtículo|ARTÍCULO|[Сс]тать(?:я|е|ю|ёй|ей)|СТАТЬЯ|" + _AR + "مادة",
    PARAGRAPH: r"[Pp]aragraph|[Pp]ara\.|[Pp]aragraphe|[Pp]árrafo|[Пп]ункт(?:а|е|у|ом)?|" + _AR + "فقرة",
    POINT: r"[Ss]ub-?paragraph|[Pp]oint|[Cc]lause|[Aa]linéa|[Ss]ous-alinéa|[Aa]partado|[Ii]nciso|[Ll]iteral|"
    r"[Пп]одпункт(?:а|е|у|ом)?|" + _AR + "فقرة الفرعية",
    SECTION: r"[Ss]ection|SECTION|[Ss]ección|[Рр]аздел(?:а|е|у|ом)?|" + _AR + "(?:فرع|قسم)",
    CHAPTER: r"[Cc]hapter|CHAPTER|[Cc]hapitre|[Cc]apítulo|[Гг]лав(?:а|ы|е|у|ой)|" + _AR + "فصل",
    PART: r"[Pp]art|PART|[Pp]artie|[Pp]arte|[Чч]аст(?:ь|и|ью)|" + _AR + "(?:جزء|باب)",
    ANNEX: r"[Aa]nnex|ANNEX|[Aa]nnexe|[Aa]nexo|[Пп]риложени(?:е|я|ю|и|ем)|" + _AR + "مرفق",
}
"""The word before one number."""

PLURAL: Final = {
    ARTICLE: r"[Aa]rticles|ARTICLES|[Aa]rts\.|[Aa]rtículos|[Сс]тать(?:и|ям|ями|ях)|[Сс]татей|"
    + _AR
    + "(?:مواد|مادتان|مادتين)",
    PARAGRAPH: r"[Pp]aragraphs|[Pp]aras\.|[Pp]aragraphes|[Pp]árrafos|[Пп]ункт(?:ы|ов|ам|ами|ах)|"
    + _AR
    + "(?:فقرات|فقرتان|فقرتين)",
    POINT: r"[Ss]ub-?paragraphs|[Pp]oints|[Cc]lauses|[Aa]linéas|[Ss]ous-alinéas|[Aa]partados|[Ii]ncisos|[Ll]iterales|"
    r"[Пп]одпункт(?:ы|ов|ам|ами|ах)|" + _AR + "(?:فقرات الفرعية|فقرتان الفرعيتان|فقرتين الفرعيتين)",
    SECTION: r"[Ss]ections|[Ss]ecciones|[Рр]аздел(?:ы|ов|ам|ами|ах)",
    CHAPTER: r"[Cc]hapters|[Cc]hapitres|[Cc]apítulos|[Гг]лав(?:ам|ами|ах)?",
    PART: r"[Pp]arts|[Pp]arties|[Pp]artes|[Чч]аст(?:ей|ям|ями|ях)",
    ANNEX: r"[Aa]nnexes|[Aa]nexos|[Пп]риложени(?:й|ям|ями|ях)|" + _AR + "(?:مرفقات|مرفقين|مرفقان)",
}
"""The word before a list or a range."""

CJK: Final = {
    "条": ARTICLE,
    "條": ARTICLE,
    "款": PARAGRAPH,
    "段": PARAGRAPH,
    "项": POINT,
    "項": POINT,
    "节": SECTION,
    "章": CHAPTER,
    "部分": PART,
}
"""The Chinese measure after a number (`第五条`)."""

AND: Final = r"and/or|and|or|et/ou|et|ou|y/o|y|e|o|u|и/или|и|или|و/أو|أو|و|以及|和|或|及|与"
TO: Final = r"to|through|à|au|al|a|по|до|إلى"
"""Between the two ends of a range, dashes and 至 apart."""

OF: Final = (
    r"(?:of the|of|in the|in|to the|to|under|de l[’']|à l[’']|de la|du|des|de los|de las|del|de|al|к|из|من|في|ل)"
)
"""From the part to the whole that is named next (in Russian, nothing)."""

OWN: Final = (
    r"(?:this|the present|du présent|de la présente|de ce|de cette|del presente|de la presente|de este|de esta|"
    r"настоящ(?:ей|его|ему|ем|им)|данн(?:ой|ого)|(?:من|في) هذ[اه]|本)"
)
"""Before a noun: the text itself, or the unit that the words stand in."""

NEARBY: Final = (
    r"(?:above|below|hereof|herein|supra|infra|ci-dessus|ci-après|ci-dessous|anterior(?:es)?|precedente|siguiente|выше|ниже|"
    r"أعلاه|أدناه|hereafter)(?![^\W\d_])"
)
"""After a reference: it stands in the same unit."""

THAT: Final = (
    r"(?:that|those|said|such|the same|dudit|de ladite|celles?-ci|celui-ci|de cet|dicho|dicha|"
    r"del mismo)"
)
"""After `of`, before a noun or alone: another unit or text, named before."""

THEREOF: Final = r"thereof|(?:той же|того же|эт(?:ой|ого)|(?:من|في) (?:تلك|ذلك))"
"""The same without `of`."""

INSTRUMENT: Final = (
    r"[Cc]onvention|CONVENTION|[Pp]rotocole?|[Tt]reat(?:y|ies)|[Aa]greement|AGREEMENT|[Cc]harter|[Ss]tatutes?|[Cc]ovenant|"
    r"[Dd]ecision|[Rr]esolution|[Rr]egulation|[Rr]ules|[Cc]onstitution|[Dd]eclaration|[Cc]ode|Act(?![^\W\d_])|Directive|Understanding|Framework|GATT|"
    r"Traité|traité|[Aa]ccord(?!ance)|[Cc]harte|[Ss]tatut|[Pp]acte|[Dd]écision|[Rr]ésolution|[Rr]èglement|"
    r"[Cc]onvenci[oó]n|[Cc]onvenio|[Pp]rotocolo|[Tt]ratado|[Aa]cuerdo|[Cc]arta|[Ee]statuto|[Pp]acto|[Dd]ecisión|"
    r"[Rr]esolución|[Rr]eglamento|"
    r"[Кк]онвенци|[Пп]ротокол|[Дд]оговор|[Сс]оглашени|[Уу]став|[Сс]татут|[Пп]акт|[Рр]ешени|[Рр]езолюци|[Пп]равил|"
    r"الاتفاقية|اتفاقية|الاتفاق|اتفاق|البروتوكول|بروتوكول|المعاهدة|معاهدة|الميثاق|ميثاق|"
    r"النظام الأساسي|العهد|المقرر|القرار|"
    r"公约|公約|议定书|条约|协定|宪章|规约|盟约|决定|决议|规则"
)
"""What a treaty may refer to, itself included."""

ITS: Final = r"(?:its|their|ses|sus?|leurs?|son|его|ее|её|их|其)"
"""Before a reference: whose it is stands further off."""
