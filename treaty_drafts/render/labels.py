"""The few words that a rendition adds of its own, in the six languages of the United Nations."""

from __future__ import annotations

import msgspec

from treaty_drafts.model.tree import ATOM, Node, Provision, words_of


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """The apparatus in one language; `tag` is its BCP 47 tag; `{place}`, `{unit}`, `{num}`, `{who}` are filled in."""

    tag: str
    name: str
    """What the language calls itself."""
    new: str
    delete: str
    move: str
    arrival: str
    moved_from: str
    moved_to: str
    first: str
    after: str
    fresh: str
    """A provision that the older of two versions does not have."""
    point: str
    paragraph: str
    heading: str
    comma: str = ", "
    """What stands between the names of a place, from the outside in."""
    listed: str = ", "
    apart: str = "; "
    """What parts the items of a list, and those that hold a list themselves."""
    arrow: str = "→"
    """Between what was and what is, in the direction of reading."""
    inserted: str
    deleted: str
    inserted_by: str
    deleted_by: str
    end: str
    was: str
    base: str
    contents: str
    notes: str
    skip: str
    delegations: str
    views: tuple[str, str, str, str]
    """The names of the views: bracketed, clean, redline, table."""
    keys: tuple[str, str, str, str]
    """What the signs mean: insertion, deletion, bracket, move."""
    months: str
    date: str
    """How a date is written: `{day}`, `{month}` (out of `months`, blanks between) and `{year}` are filled in."""


_LEFTWARDS = "←"

_ENGLISH = Labels(
    tag="en",
    name="English",
    new="NEW",
    delete="delete",
    move="move to {place}",
    arrival="{unit} moves here",
    moved_from="moved from {place}",
    moved_to="{unit} moved to {place}",
    first="the beginning of {unit}",
    after="after {unit}",
    fresh="new {unit}",
    point="point {num}",
    paragraph="paragraph {num}",
    heading="heading",
    inserted="inserted:",
    deleted="deleted:",
    inserted_by="inserted by {who}:",
    deleted_by="deleted by {who}:",
    end="end.",
    was="formerly {num}",
    base="Base",
    contents="Contents",
    notes="Notes",
    skip="Skip to the text",
    delegations="Delegations",
    views=("Negotiating text", "Clean text", "Redline", "Comparative table"),
    keys=("inserted", "deleted", "not agreed; whose wording it is stands in round brackets", "moved"),
    months="January February March April May June July August September October November December",
    date="{day} {month} {year}",
)

_LABELS = {
    "eng": _ENGLISH,
    "fra": Labels(
        tag="fr",
        name="français",
        new="NOUVEAU",
        delete="supprimer",
        move="déplacer {place}",
        arrival="{unit} vient ici",
        moved_from="déplacé ; auparavant {place}",
        moved_to="{unit} déplacé {place}",
        first="au début ({unit})",
        after="après {unit}",
        fresh="{unit} (nouveau)",
        point="alinéa {num}",
        paragraph="paragraphe {num}",
        heading="titre",
        inserted="inséré :",
        deleted="supprimé :",
        inserted_by="inséré par {who} :",
        deleted_by="supprimé par {who} :",
        end="fin.",
        was="auparavant {num}",
        base="Base",
        contents="Sommaire",
        notes="Notes",
        skip="Aller au texte",
        delegations="Délégations",
        views=("Texte de négociation", "Texte net", "Texte comparé", "Tableau comparatif"),
        keys=("inséré", "supprimé", "non convenu ; les auteurs figurent entre parenthèses", "déplacé"),
        months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        date="{day} {month} {year}",
    ),
    "spa": Labels(
        tag="es",
        name="español",
        new="NUEVO",
        delete="suprimir",
        move="trasladar {place}",
        arrival="{unit} pasa aquí",
        moved_from="trasladado; antes {place}",
        moved_to="{unit} trasladado {place}",
        first="al comienzo ({unit})",
        after="después de {unit}",
        fresh="{unit} (nuevo)",
        point="apartado {num}",
        paragraph="párrafo {num}",
        heading="título",
        inserted="añadido:",
        deleted="suprimido:",
        inserted_by="añadido por {who}:",
        deleted_by="suprimido por {who}:",
        end="fin.",
        was="antes {num}",
        base="Base",
        contents="Índice",
        notes="Notas",
        skip="Ir al texto",
        delegations="Delegaciones",
        views=("Texto de negociación", "Texto limpio", "Texto comparado", "Cuadro comparativo"),
        keys=("añadido", "suprimido", "no convenido; los autores figuran entre paréntesis", "trasladado"),
        months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        date="{day} de {month} de {year}",
    ),
    "rus": Labels(
        tag="ru",
        name="русский",
        new="НОВОЕ",
        delete="исключить",
        move="переместить {place}",
        arrival="{unit} — сюда",
        moved_from="перемещено, ранее {place}",
        moved_to="{unit}: перемещено {place}",
        first="в начало ({unit})",
        after="после: {unit}",
        fresh="{unit} (новое)",
        point="подпункт {num}",
        paragraph="пункт {num}",
        heading="заголовок",
        inserted="добавлено:",
        deleted="исключено:",
        inserted_by="добавлено ({who}):",
        deleted_by="исключено ({who}):",
        end="конец.",
        was="ранее {num}",
        base="Исходный текст",
        contents="Содержание",
        notes="Примечания",
        skip="Перейти к тексту",
        delegations="Делегации",
        views=("Текст для переговоров", "Чистый текст", "Сравнение редакций", "Сравнительная таблица"),
        keys=("добавлено", "исключено", "не согласовано; авторы указаны в круглых скобках", "перемещено"),
        months="января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        date="{day} {month} {year} года",
    ),
    "ara": Labels(
        tag="ar",
        name="العربية",
        new="جديد",
        delete="حذف",
        move="تنقل {place}",
        arrival="تنقل {unit} إلى هنا",
        moved_from="منقولة، وكانت {place}",
        moved_to="نقلت {unit} {place}",
        first="إلى البداية ({unit})",
        after="بعد {unit}",
        fresh="{unit} (جديد)",
        point="الفقرة الفرعية {num}",
        paragraph="الفقرة {num}",
        heading="العنوان",
        comma="، ",
        listed="، ",
        apart="؛ ",
        arrow=_LEFTWARDS,
        inserted="مضاف:",
        deleted="محذوف:",
        inserted_by="أضافه {who}:",
        deleted_by="حذفه {who}:",
        end="انتهى.",
        was="سابقا {num}",
        base="النص الأساسي",
        contents="المحتويات",
        notes="الحواشي",
        skip="انتقل إلى النص",
        delegations="الوفود",
        views=("النص التفاوضي", "النص النهائي", "مقارنة النصين", "جدول مقارن"),
        keys=("مضاف", "محذوف", "غير متفق عليه؛ وأسماء أصحاب الصياغة بين قوسين", "منقول"),
        months="كانون الثاني/يناير شباط/فبراير آذار/مارس نيسان/أبريل "
        "أيار/مايو حزيران/يونيه تموز/يوليه آب/أغسطس "
        "أيلول/سبتمبر تشرين الأول/أكتوبر تشرين الثاني/نوفمبر كانون الأول/ديسمبر",
        date="{day} {month} {year}",
    ),
    "zho": Labels(
        tag="zh",
        name="中文",
        new="新增",
        delete="删除",
        move="移至{place}",
        arrival="{unit}移至此处",
        moved_from="移自{place}",
        moved_to="{unit}移至{place}",
        first="{unit}开头",
        after="{unit}之后",
        fresh="新的{unit}",
        point="{num}项",
        paragraph="第{num}款",
        heading="标题",
        comma="",
        listed="，",
        apart="；",
        inserted="新增：",
        deleted="删除：",
        inserted_by="{who}新增：",
        deleted_by="{who}删除：",
        end="完。",
        was="原{num}",
        base="案文",
        contents="目录",
        notes="注",
        skip="跳至正文",
        delegations="代表团",
        views=("谈判案文", "无标记案文", "对照修改文本", "比较表"),
        keys=("新增", "删除", "尚未商定；提案方列于圆括号内", "移动"),
        months="1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
        date="{year}年{month}{day}日",
    ),
}
_CITED = 40
"""Characters by which a provision without a number is named."""
_RIGHT_TO_LEFT = frozenset(("ara", "fas", "heb", "per", "pus", "urd"))


def labels_in(language: str) -> Labels:
    """The labels in that ISO 639-2 language; in English where it is none of the six."""
    found = _LABELS.get(language)
    if found is None:
        return _ENGLISH if direction_of(language) == "ltr" else msgspec.structs.replace(_ENGLISH, arrow=_LEFTWARDS)
    return found


def long_date(date: str, labels: Labels) -> str:
    """A date as a document of that language prints it, out of ISO 8601; one that is no whole date as it is."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdecimal() and month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
        return date
    return labels.date.format(day=int(day), month=labels.months.split(" ")[int(month) - 1], year=int(year))


def direction_of(language: str) -> str:
    """`rtl` for the languages of Arabic and Hebrew script, else `ltr`."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def cite(node: Node, labels: Labels) -> str:
    """How a sentence names a provision: by its number (`article 7`, `paragraph 2`), else by its first words."""
    num = node.num.strip() if isinstance(node, Provision) else ""
    if not num:
        return f"“{_beginning(words_of(node).replace(ATOM, '').strip()) or '…'}”"
    if node.name == "point" or num.startswith("("):
        return labels.point.format(num=num.rstrip("."))
    if node.name == "paragraph":
        return labels.paragraph.format(num=num.rstrip(".．、"))
    num = num.rstrip(".:：")
    return num[0].lower() + num[1:] if num[1:2].islower() else num


def _beginning(words: str) -> str:
    """The first forty characters of the first line; where blanks part words, up to the end of the last that fits."""
    first = words.partition("\n")[0]
    if len(first) <= _CITED:
        return first
    end = first.rfind(" ", _CITED // 2, _CITED + 1)
    return f"{first[:_CITED] if end < 0 else first[:end]}…"
