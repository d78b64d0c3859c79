"""The sentences and names of an instruction, in the six languages of the United Nations: a table, no grammar.

English has the sentence that the room knows. The other languages name the place first and then say what is done, as
editorial tables do, so that no name has to be declined. `{place}`, `{other}` are filled with citations, `{old}`,
`{new}`, `{context}` with quoted words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec


class Phrases(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Everything that instructions and citations say in one language."""

    replace: str
    strike: str
    insert: str
    insert_first: str
    insert_last: str
    insert_words: str
    """An insertion whose place in the text is lost."""
    replace_whole: str
    formatting: str
    note: str
    note_first: str
    delete: str
    add_after: str
    add_first: str
    move_after: str
    move_first: str
    move_into: str
    nth: str
    """Which of several equal words is meant: `{nth}` its ordinal, `{quoted}` the words."""
    quotes: tuple[str, str]
    title: str
    """The line that names the sponsors of an amendment's document."""
    to: str
    """The line that names the document amended."""
    others: str
    conflict: str
    fuzzy: str
    asked: str
    ordinals: tuple[str, ...] = ()
    """Ordinals in words, where the language has them in its citations; else figures."""
    comma: str = ", "
    article: str = ""
    """What stands before a description without a number."""
    fresh: str
    """A provision that the same amendment inserts."""
    lost: str
    """A provision that is no longer in the text, by its wId."""
    recital: str
    unnumbered: str
    line: str
    footnote: str
    text: str
    """The words of a unit, where they are all of it but its labels."""
    labels: Mapping[str, str]
    parts: Mapping[str, str]
    units: Mapping[str, str]
    """How a unit whose number has no word of its own is named; one that is not here, by the name of its element."""


_ENGLISH: Final = Phrases(
    replace="In {place}, replace {old} by {new}.",
    strike="In {place}, delete {old}.",
    insert="In {place}, after {context}, insert {new}.",
    insert_first="At the beginning of {place}, insert {new}.",
    insert_last="At the end of {place}, insert {new}.",
    insert_words="In {place}, insert {new}.",
    replace_whole="Replace {place}, {old}, by {new}.",
    formatting="In {place}, change the formatting of {old}.",
    note="In {place}, delete the note after {context}.",
    note_first="In {place}, delete the note at the beginning.",
    delete="Delete {place}.",
    add_after="After {place}, insert:",
    add_first="At the beginning of {place}, insert:",
    move_after="Move {place} after {other}.",
    move_first="Move {place} at the beginning of {other}.",
    move_into="Move {place} into {other}.",
    nth="the {nth} {quoted}",
    quotes=("“", "”"),
    title=": amendment",
    to="To ",
    others=" and others",
    conflict="The words that this amendment was written on are no longer there; it waits for its sponsors, and is in "
    "no compilation.",
    fuzzy="The words around this amendment have changed since it was written; it waits for its sponsors, and is in "
    "no compilation.",
    asked="It asked for this: ",
    ordinals=tuple(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    ),
    article="the ",
    fresh="the new {unit}",
    lost="the provision {wid} (no longer in the text)",
    recital="{nth} preambular paragraph",
    unnumbered="{nth} unnumbered {unit}",
    line="{nth} line",
    footnote="footnote {marker}",
    text="text of {unit}",
    labels={"num": "number of {unit}", "heading": "heading of {unit}", "subheading": "subheading of {unit}"},
    parts={
        "longTitle": "title",
        "preface": "front matter",
        "conclusions": "closing text",
        "preamble": "preamble",
        "body": "body",
        "main": "the text",
    },
    units={"attachment": "annex", "hcontainer": "option"},
)

_PHRASES: Final[Mapping[str, Phrases]] = {
    "eng": _ENGLISH,
    "fra": Phrases(
        replace="{place} : remplacer {old} par {new}.",
        strike="{place} : supprimer {old}.",
        insert="{place} : après {context}, insérer {new}.",
        insert_first="{place}, au début : insérer {new}.",
        insert_last="{place}, à la fin : insérer {new}.",
        insert_words="{place} : insérer {new}.",
        replace_whole="{place} : remplacer {old} par {new}.",
        formatting="{place} : modifier la mise en forme de {old}.",
        note="{place} : supprimer la note après {context}.",
        note_first="{place} : supprimer la note au début.",
        delete="{place} : à supprimer.",
        add_after="{place} : insérer à la suite :",
        add_first="{place} : insérer au début :",
        move_after="{place} : à déplacer à la suite de ceci : {other}.",
        move_first="{place} : à déplacer au début de ceci : {other}.",
        move_into="{place} : à déplacer dans ceci : {other}.",
        nth="{quoted} (occurrence n° {nth})",
        quotes=("«\u00a0", "\u00a0»"),
        title=" : amendement",
        to="Texte à amender : ",
        others=" et suiv.",
        conflict="Les mots sur lesquels portait cet amendement ne figurent plus dans le texte ; il attend la décision "
        "de ses auteurs et ne figure dans aucune compilation.",
        fuzzy="Le texte voisin a changé depuis le dépôt de cet amendement ; il attend la décision de ses "
        "auteurs et ne figure dans aucune compilation.",
        asked="Texte déposé : ",
        fresh="{unit} (nouveau)",
        lost="disposition {wid} (ne figure plus dans le texte)",
        recital="préambule, alinéa {nth}",
        unnumbered="{unit} sans numéro {nth}",
        line="ligne {nth}",
        footnote="note {marker}",
        text="{unit}, texte",
        labels={"num": "{unit}, numéro", "heading": "{unit}, titre", "subheading": "{unit}, sous-titre"},
        parts={
            "longTitle": "titre",
            "preface": "pages liminaires",
            "conclusions": "formule finale",
            "preamble": "préambule",
            "body": "dispositif",
            "main": "texte",
        },
        units={
            "paragraph": "paragraphe",
            "point": "alinéa",
            "subparagraph": "alinéa",
            "attachment": "annexe",
            "hcontainer": "variante",
            "indent": "tiret",
        },
    ),
    "spa": Phrases(
        replace="{place}: sustituir {old} por {new}.",
        strike="{place}: suprimir {old}.",
        insert="{place}: después de {context}, insertar {new}.",
        insert_first="{place}, al comienzo: insertar {new}.",
        insert_last="{place}, al final: insertar {new}.",
        insert_words="{place}: insertar {new}.",
        replace_whole="{place}: sustituir {old} por {new}.",
        formatting="{place}: modificar el formato de {old}.",
        note="{place}: suprimir la nota después de {context}.",
        note_first="{place}: suprimir la nota al comienzo.",
        delete="{place}: suprímase.",
        add_after="{place}: insertar a continuación:",
        add_first="{place}: insertar al comienzo:",
        move_after="{place}: trasladar a continuación de: {other}.",
        move_first="{place}: trasladar al comienzo de: {other}.",
        move_into="{place}: trasladar a: {other}.",
        nth="{quoted} (vez núm. {nth})",
        quotes=("«", "»"),
        title=": enmienda",
        to="Texto que se enmienda: ",
        others=" y otros",
        conflict="Las palabras a las que se refería esta enmienda ya no figuran en el texto; queda a la espera de sus "
        "patrocinadores y no figura en ninguna compilación.",
        fuzzy="El texto circundante ha cambiado desde que se presentó esta enmienda; queda a la espera de sus "
        "patrocinadores y no figura en ninguna compilación.",
        asked="Texto presentado: ",
        fresh="{unit} (nuevo)",
        lost="disposición {wid} (ya no figura en el texto)",
        recital="preámbulo, párrafo {nth}",
        unnumbered="{unit} sin número {nth}",
        line="línea {nth}",
        footnote="nota {marker}",
        text="{unit}, texto",
        labels={"num": "{unit}, número", "heading": "{unit}, título", "subheading": "{unit}, subtítulo"},
        parts={
            "longTitle": "título",
            "preface": "páginas preliminares",
            "conclusions": "cláusula final",
            "preamble": "preámbulo",
            "body": "parte dispositiva",
            "main": "texto",
        },
        units={
            "paragraph": "párrafo",
            "point": "apartado",
            "subparagraph": "apartado",
            "attachment": "anexo",
            "hcontainer": "opción",
            "indent": "guion",
        },
    ),
    "rus": Phrases(
        replace="{place}: заменить {old} на {new}.",
        strike="{place}: исключить {old}.",
        insert="{place}: после {context} включить {new}.",
        insert_first="{place}, в начале: включить {new}.",
        insert_last="{place}, в конце: включить {new}.",
        insert_words="{place}: включить {new}.",
        replace_whole="{place}: заменить {old} на {new}.",
        formatting="{place}: изменить оформление {old}.",
        note="{place}: исключить сноску после {context}.",
        note_first="{place}: исключить сноску в начале.",
        delete="{place}: исключить.",
        add_after="{place}: включить после этого:",
        add_first="{place}: включить в начале:",
        move_after="{place}: переместить; новое место — после: {other}.",
        move_first="{place}: переместить; новое место — в начале: {other}.",
        move_into="{place}: переместить; новое место — внутри: {other}.",
        nth="{quoted} (вхождение {nth})",
        quotes=("«", "»"),
        title=": поправка",
        to="К тексту: ",
        others=" и др.",
        conflict="Слов, к которым относилась эта поправка, в тексте больше нет; решение за её авторами, и ни в одну "
        "компиляцию она не входит.",
        fuzzy="Текст вокруг этой поправки с тех пор изменился; решение за её авторами, и ни в одну компиляцию она не "
        "входит.",
        asked="Внесено было следующее: ",
        fresh="{unit} (новое)",
        lost="положение {wid} (в тексте его больше нет)",
        recital="преамбула, абзац {nth}",
        unnumbered="{unit} без номера {nth}",
        line="строка {nth}",
        footnote="сноска {marker}",
        text="{unit}, текст",
        labels={"num": "{unit}, номер", "heading": "{unit}, заголовок", "subheading": "{unit}, подзаголовок"},
        parts={
            "longTitle": "название",
            "preface": "вводная часть",
            "conclusions": "заключительная часть",
            "preamble": "преамбула",
            "body": "основная часть",
            "main": "текст",
        },
        units={
            "paragraph": "пункт",
            "point": "подпункт",
            "subparagraph": "подпункт",
            "attachment": "приложение",
            "hcontainer": "вариант",
            "indent": "абзац",
        },
    ),
    "ara": Phrases(
        replace="{place}: يستعاض عن {old} بعبارة {new}.",
        strike="{place}: تحذف {old}.",
        insert="{place}: بعد {context}، تضاف {new}.",
        insert_first="{place}، في البداية: تضاف {new}.",
        insert_last="{place}، في النهاية: تضاف {new}.",
        insert_words="{place}: تضاف {new}.",
        replace_whole="{place}: يستعاض عن {old} بعبارة {new}.",
        formatting="{place}: يعدل شكل {old}.",
        note="{place}: تحذف الحاشية بعد {context}.",
        note_first="{place}: تحذف الحاشية في البداية.",
        delete="{place}: حذف.",
        add_after="{place}: يضاف بعد ذلك ما يلي:",
        add_first="{place}: يضاف في البداية ما يلي:",
        move_after="{place}: نقل إلى ما بعد: {other}.",
        move_first="{place}: نقل إلى بداية: {other}.",
        move_into="{place}: نقل إلى: {other}.",
        nth="{quoted} (الموضع {nth})",
        quotes=("«", "»"),
        title=": تعديل",
        to="النص المراد تعديله: ",
        others=" وغيرها",
        conflict="لم تعد العبارات التي يتعلق بها هذا التعديل واردة في النص؛ وهو في انتظار مقدميه، "
        "ولا يدرج في أي تجميع.",
        fuzzy="تغير النص المحيط بهذا التعديل منذ تقديمه؛ وهو في انتظار مقدميه، ولا يدرج في أي تجميع.",
        asked="النص المقدم: ",
        comma="، ",
        fresh="{unit} (جديد)",
        lost="الحكم {wid} (لم يعد واردا في النص)",
        recital="الديباجة، الفقرة {nth}",
        unnumbered="{unit} بلا رقم {nth}",
        line="السطر {nth}",
        footnote="الحاشية {marker}",
        text="نص {unit}",
        labels={"num": "رقم {unit}", "heading": "عنوان {unit}", "subheading": "العنوان الفرعي، {unit}"},
        parts={
            "longTitle": "العنوان",
            "preface": "الصفحات الأولى",
            "conclusions": "الختام",
            "preamble": "الديباجة",
            "body": "المنطوق",
            "main": "النص",
        },
        units={
            "paragraph": "الفقرة",
            "point": "الفقرة الفرعية",
            "subparagraph": "الفقرة الفرعية",
            "attachment": "المرفق",
            "hcontainer": "الخيار",
            "indent": "البند",
        },
    ),
    "zho": Phrases(
        replace="{place}：将{old}改为{new}。",
        strike="{place}：删除{old}。",
        insert="{place}：在{context}之后插入{new}。",
        insert_first="{place}：在开头插入{new}。",
        insert_last="{place}：在末尾插入{new}。",
        insert_words="{place}：插入{new}。",
        replace_whole="{place}：将{old}改为{new}。",
        formatting="{place}：更改{old}的格式。",
        note="{place}：删除{context}之后的脚注。",
        note_first="{place}：删除开头的脚注。",
        delete="{place}：删除。",
        add_after="{place}：在其后插入：",
        add_first="{place}：在开头插入：",
        move_after="{place}：移至{other}之后。",
        move_first="{place}：移至{other}开头。",
        move_into="{place}：移入{other}。",
        nth="第{nth}处{quoted}",
        quotes=("“", "”"),
        title="：修正案",
        to="所修正的案文：",
        others="等",
        conflict="本修正案所针对的词语已不在案文中；待提案方决定，未列入任何汇编案文。",
        fuzzy="自本修正案提出以来，其前后案文已有变动；待提案方决定，未列入任何汇编案文。",
        asked="原提案：",
        comma="",
        fresh="新的{unit}",
        lost="规定{wid}（已不在案文中）",
        recital="序言部分第{nth}段",
        unnumbered="无编号{unit}{nth}",
        line="第{nth}行",
        footnote="脚注{marker}",
        text="{unit}的案文",
        labels={"num": "{unit}的编号", "heading": "{unit}的标题", "subheading": "{unit}的副标题"},
        parts={
            "longTitle": "标题",
            "preface": "卷首",
            "conclusions": "结尾",
            "preamble": "序言",
            "body": "正文",
            "main": "案文",
        },
        units={
            "paragraph": "第{num}款",
            "point": "第{num}项",
            "subparagraph": "第{num}项",
            "attachment": "附件",
            "hcontainer": "备选案文",
            "indent": "第{num}目",
        },
    ),
}


def phrases_in(language: str) -> Phrases:
    """The phrases in that ISO 639-2 language; in English where it is none of the six."""
    return _PHRASES.get(language, _ENGLISH)
