"""Preambles: who the Parties are, and each recital in its line, in small letters or not, in the six languages."""

from __future__ import annotations

import pytest

from treaty_drafts.amend.propose import propose
from treaty_drafts.amend.prose import prose
from treaty_drafts.model.tree import Block, Provision
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source

PREAMBLES = {
    "eng": (
        (
            "The Parties to this Agreement,",
            "The Government of Austria and the Government of Brazil, hereinafter “Parties”,",
        ),
        (
            *("recalling the Charter of the United Nations,", "also recognizing the value of rivers,"),
            *("deeply concerned about their state,", "being convinced that they matter,", "mindful of all,"),
        ),
        ("have agreed as follows:", "Article 1 Care", "Parties shall take care of the rivers."),
    ),
    "fra": (
        ("Les Parties au présent Accord,", "Le Gouvernement du Brésil, ci-après dénommé « la Partie »,"),
        (
            *("rappelant la Charte des Nations Unies,", "reconnaissant également la valeur des rivières,"),
            *("profondément préoccupées par leur état,", "s’inspirant des travaux de la Commission,"),
        ),
        ("sont convenues de ce qui suit :", "Article premier Soins", "Les Parties prennent soin des rivières."),
    ),
    "spa": (
        ("Las Partes en el presente Acuerdo,", "Las Partes,"),
        (
            *("recordando la Carta de las Naciones Unidas,", "reconociendo también el valor de los ríos,"),
            *("profundamente preocupadas por su estado,", "refiriéndose a los trabajos de la Comisión,"),
        ),
        ("han convenido en lo siguiente:", "Artículo 1 Cuidado", "Las Partes cuidarán de los ríos."),
    ),
    "rus": (
        ("Стороны настоящего Соглашения,", "Правительство Бразилии, именуемое в дальнейшем Стороной,", "Стороны,"),
        (
            *("ссылаясь на Устав Организации Объединенных Наций,", "признавая важность рек,", "подчеркивая их пользу,"),
            *("будучи убеждены в этом,", "с удовлетворением отмечая работу Комиссии,", "преисполненные решимости,"),
        ),
        ("согласились о нижеследующем:", "Статья 1 Забота", "Стороны заботятся о реках."),
    ),
    "ara": (
        ("إن الأطراف في هذا الاتفاق،", "إن الأطراف،"),
        ("إذ تشير إلى ميثاق الأمم المتحدة،", "وإذ تسلم بأهمية الأنهار،", "وإذ تلاحظ عمل اللجنة،"),
        ("قد اتفقت على ما يلي:", "المادة 1 العناية", "تعتني الأطراف بالأنهار."),
    ),
    "zho": (
        ("本协定缔约方，", "缔约方，"),
        ("回顾《联合国宪章》，", "认识到河流的重要性，", "又注意到委员会的工作，"),
        ("议定如下：", "第一条 爱护", "缔约方应当爱护河流。"),
    ),
}


def preamble(version: Version) -> tuple[list[str], list[str]]:
    """The words before the recitals, and the recitals."""
    found = next(part for part in version.root.children if part.name == "preamble")
    assert isinstance(found, Provision)
    words = [node.text.chars for node in found.children if isinstance(node, Block)]
    recitals = [node for node in version.index.values() if isinstance(node, Provision) and node.name == "recital"]
    return words, [block.text.chars for one in recitals for block in one.children if isinstance(block, Block)]


@pytest.mark.parametrize("ending", ["md", "txt"])
@pytest.mark.parametrize("formula", [True, False])
@pytest.mark.parametrize("language", PREAMBLES)
def test_each_line_after_the_parties_is_a_recital(language: str, formula: bool, ending: str) -> None:
    """Whether recitals begin in small letters or not, and whether the words that end a preamble are there."""
    parties, recitals, (agreed, article, sentence) = PREAMBLES[language]
    for who in parties:
        for told in (recitals, tuple(line[0].upper() + line[1:] for line in recitals)):
            heads = ("# Draft", f"## {article}") if ending == "md" else ("Draft", article)
            lines = (heads[0], who, *told, *((agreed,) if formula else ()), heads[1], sentence)
            found = read_source("\n\n".join(lines).encode(), name=f"draft.{ending}").version
            assert preamble(found) == ([who], list(told))


def test_an_edit_of_a_russian_recital_names_it_by_its_place() -> None:
    parties, recitals, (agreed, *article) = PREAMBLES["rus"]
    text = "\n\n".join(("# Проект", parties[0], *recitals, agreed, f"## {article[0]}", article[1]))
    base, edited = (
        read_source(words.encode(), name="draft.md").version for words in (text, text.replace("важность", "ценность"))
    )
    (told,) = prose(propose(base, edited, sponsors=("EU",), symbol="L.3").patch, base)
    assert told == "Преамбула, абзац 2: заменить «важность» на «ценность»."
