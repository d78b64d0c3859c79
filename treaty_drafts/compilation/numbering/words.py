"""The words and letters of labels in the six UN languages: numbers in words, names of units, suffixes."""

from __future__ import annotations

from typing import Final

from treaty_drafts.model.numbers import SUFFIXES

CARDINALS: Final = tuple(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty""".split()
)
ORDINALS_AR_M: Final = (
    "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الحادي عشر",
    "الثاني عشر", "الثالث عشر", "الرابع عشر", "الخامس عشر", "السادس عشر", "السابع عشر", "الثامن عشر", "التاسع عشر",
    "العشرون",
)  # fmt: skip
ORDINALS_AR_F: Final = (
    "الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة",
    "الحادية عشرة", "الثانية عشرة", "الثالثة عشرة", "الرابعة عشرة", "الخامسة عشرة", "السادسة عشرة", "السابعة عشرة",
    "الثامنة عشرة", "التاسعة عشرة", "العشرون",
)  # fmt: skip

CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
"""The letters of Russian lists: without ё, й and the signs."""
ABJAD: Final = "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ".split()
"""The letters of Arabic lists in the order of the United Nations."""
HIJAI: Final = "أ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي".split()
"""The same in the order of the dictionary."""

FIRST: Final = ("premier", "première", "primero", "primera", "первая", "первый", "1er", "1re", "1º", "1°")
"""The first of a sequence whose others are numerals (`Article premier`, `Article 2`)."""

RANKS: Final = {
    **SUFFIXES,
    "quat": 4,
    **{form: place for word, place in SUFFIXES.items() if word[-1] == "ا" for form in (f"{word}ً", f"{word[:-1]}ًا")},
}
"""Suffixes of what was put in without renumbering, by the place that they give."""

RIVALS: Final = ("alt", "alternative", "variant", "option")
"""Words that make a label a rival of another, not a place of its own."""

UNITS: Final = frozenset(
    """article articles art artículo articulo artigo статья مادة المادة chapter chapitre capítulo capitulo глава الفصل
    part partie parte часть الجزء الباب section sección seção раздел الفرع القسم title titre título book livre libro
    annex annexe anexo приложение المرفق مرفق appendix appendice apéndice дополнение تذييل schedule paragraph
    paragraphe párrafo пункт الفقرة subparagraph clause rule regulation recital no""".split()
)
"""Words of a label that are not its number, in small letters."""

UNITS_CJK: Final = "第条條章节節部分编編附件款项項"

PARAGRAPH: Final = {
    "eng": "{article}, paragraph {number}",
    "fra": "{article}, paragraphe {number}",
    "spa": "{article}, párrafo {number}",
    "rus": "{article}, пункт {number}",
    "ara": "{article}، الفقرة {number}",
    "zho": "{article}第{number}款",
}
"""How a paragraph is cited in its article."""
