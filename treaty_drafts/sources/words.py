"""The words by which the six UN languages (and Portuguese) name the parts of a treaty: one table, no grammar.

Patterns are regular-expression sources, matched at the start of a line after opening brackets.
"""

from __future__ import annotations

from typing import Final

from treaty_drafts.model.numbers import SUFFIXES

CJK: Final = "一二三四五六七八九十百零〇两"
ROMAN: Final = r"[IVXLC]+(?![^\W\d_])"

_WORDS = sorted(SUFFIXES, key=len, reverse=True)
ORDINALS: Final = "|".join(f"{word[:-1]}\u064b?ا\u064b?" if word[-1] == "ا" else word for word in _WORDS)
ORDINAL_CJK: Final = rf"之(?:[{CJK}]+|\d{{1,2}})"
PUT_IN: Final = rf"(?:(?i:{ORDINALS})|{ORDINAL_CJK})"
"""The word that says that a provision was put in without renumbering: `bis`, `тер`, `مكررا`, `之二`."""
HYPHEN: Final = r"[ .\u00a0\u2011-]"
"""What may stand before it."""
SUFFIX: Final = rf"(?:(?:{HYPHEN}?[(（]?(?:{PUT_IN}|quat|alt|ALT|Alt)[)）]?){{1,3}}(?:[ .]\d{{1,2}})?(?![^\W\d_]))"
"""What follows the number of such a provision, or of a rival."""
SUFFIX_CJK: Final = rf"(?:[ \u00a0]?[(（]?{ORDINAL_CJK}[)）]?|{SUFFIX})"
"""The same after a Chinese number, where no blank parts it from the words."""

ARTICLE_WORD: Final = r"(?:Article|ARTICLE|Artículo|ARTÍCULO|Articulo|Artigo|ARTIGO|Art\.|Статья|СТАТЬЯ|(?:ال)?مادة)"
ARTICLE_NUMBER: Final = (
    r"[ \u00a0]+\[?(?:\d{1,3}(?:\.(?:\d{1,3}|[XxYy]))?(?!\d)|"
    + ROMAN
    + rf"|premier|PREMIER|première|1er|unique|[XY]{{1,2}}(?!\w))(?:\]?{SUFFIX}|[ \u00a0]?\[{PUT_IN}\])?"
    r"(?:[ \u00a0]\((?:(?i:new|nouveau|nouvel|nuevo|novo|новая)|جديدة)\))?"
)
ARTICLE: Final = ARTICLE_WORD + ARTICLE_NUMBER
ARTICLE_CJK: Final = rf"第(?:[{CJK}]+|\d{{1,3}})条(?:\]?{SUFFIX_CJK})?"
NEW_ARTICLE: Final = (
    r"(?:New|NEW|Nouvel|NOUVEL|Nuevo|NUEVO|Novo|NOVO|Новая|НОВАЯ)[ \u00a0](?i:article|artículo|artigo|статья)"
)
"""How an article is announced that was put in, before its number or without one."""
NEW_ALONE: Final = rf"(?:{NEW_ARTICLE}|(?:ال)?مادة (?:ال)?جديدة|新(?:增?条[款文]?|增一条|的一条))(?![^\W_])"

DIVISIONS: Final = {
    "part": r"(?:PART|Part|PARTIE|Partie|PARTE|Parte|ЧАСТЬ|Часть|الجزء|الباب)",
    "chapter": r"(?:CHAPTER|Chapter|CHAPITRE|Chapitre|CAP[IÍ]TULO|Cap[ií]tulo|ГЛАВА|Глава|الفصل)",
    "section": r"(?:SECTION|Section|SECCIÓN|Sección|SEÇÃO|Seção|РАЗДЕЛ|Раздел|الفرع|القسم)",
}
DIVISIONS_CJK: Final = {"part": "部分", "chapter": "章", "section": "节"}

ORDINALS_AR: Final = (
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
    "الحادي عشر",
    "الثاني عشر",
    "الثالث عشر",
    "الرابع عشر",
    "الخامس عشر",
    "السادس عشر",
    "السابع عشر",
    "الثامن عشر",
    "التاسع عشر",
    "العشرون",
)
CARDINALS: Final = [
    "ONE",
    "TWO",
    "THREE",
    "FOUR",
    "FIVE",
    "SIX",
    "SEVEN",
    "EIGHT",
    "NINE",
    "TEN",
    "ELEVEN",
    "TWELVE",
    "THIRTEEN",
    "FOURTEEN",
    "FIFTEEN",
]

ANNEX: Final = (
    r"(?:ANNEX|Annex|ANNEXE|Annexe|ANEXO|Anexo|ПРИЛОЖЕНИЕ|Приложение|(?:ال)?مرفق|APPENDIX|Appendix)(?![^\W\d_])"
)
ANNEX_CJK: Final = rf"附件(?:[{CJK}]+|[ \u00a0]?(?:\d{{1,2}}(?!\d)|[IVX]+(?![A-Za-z])|[A-Z](?![A-Za-z]))|(?!\w))"
LETTERS_AR: Final = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء")
"""Letters by their names, as annexes are lettered in Arabic."""

OPTION: Final = r"(?:Option|OPTION|Opción|OPCIÓN|Вариант|ВАРИАНТ|الخيار|备选案文|案文|Variante|VARIANTE)"

PREAMBLE: Final = (
    r"(?:PREAMBLE|Preamble|PRÉAMBULE|Préambule|PREÁMBULO|Preámbulo|PREÂMBULO|ПРЕАМБУЛА|Преамбула|الديباجة|序言)"
)

PARTIES: Final = (
    r"(?:The (?:States )?Parties to|The Parties$|The (?:Contracting|High Contracting) Parties|The Governments of|"
    r"Les (?:États )?Parties (?:au|à)|Les (?:Hautes )?Parties contractantes|Las Partes en|Los Estados partes en|"
    r"Стороны настоящ|Государства-участники|本协定各?缔约|本公约各?缔约|إنّ? الأطراف في)"
)

_AGREED = (
    r"(?:ha(?:ve|s) (?:agreed|decided|resolved)|(?:hereby|do) agree|are agreed) as follows",
    r"ha(?:ve|s) agreed (?:up)?on the following(?: provisions)?",
    r"sont convenu(?:e?s)? (?:de ce qui suit|des dispositions suivantes)|conviennent de ce qui suit",
    r"ont (?:convenu(?: de)?|décidé|résolu|arrêté) ce qui suit",
    r"(?:han (?:convenido|acordado|decidido|resuelto)|acuerdan|convienen)(?: en)? lo siguiente",
    r"han (?:convenido(?: en)?|acordado) las (?:siguientes disposiciones|disposiciones siguientes)",
    r"(?:согласились|договорились|условились) о (?:нижеследующем|следующем|нижеследующих положениях)",
    r"(?:решили|постановили) (?:нижеследующее|следующее)",
    r"[兹爰]?(?:协议|商定|议定|决定|达成协议|达成一致)(?:条款)?如下",
    r"(?:ف?قد )?[اإ]تفق(?:تا?|وا|ا)? على (?:ما (?:يل[يى]|يأتي)|الأحكام التالية)|(?:قد )?قرر(?:تا?|وا) ما يلي",
    r"(?:acorda(?:ra)?m|convieram) (?:n?o seguinte|(?:n?as )?seguintes disposições)",
)
AGREED: Final = "|".join(_AGREED)
"""The words that end a preamble."""

_DONE = (
    r"(?:DONE|Done) (?:at|in|this)|IN (?:WITNESS|FAITH) WHEREOF|In (?:[Ww]itness|[Ff]aith) [Ww]hereof",
    r"FAIT (?:à|en|le)|Fait (?:à|en|le)|EN FOI DE QUOI|En foi de quoi",
    r"HECHO (?:en|EN)|Hecho en|EN TESTIMONIO DE|EN FE DE (?:LO CUAL|ELLO)|En (?:testimonio|fe) de (?:lo cual|ello)",
    r"СОВЕРШЕНО|Совершено|В УДОСТОВЕРЕНИЕ|В удостоверение (?:чего|вышеизложенного)|В (?:подтверждение|ПОДТВЕРЖДЕНИЕ)",
    r"و?إ(?:ثبات|شهاد)ً?ا|حُ?ر[\u0650\u0651]*رت? (?:في|ب)",
    r"为此，?(?:下列|联合国)|兹由|[^。]{0,60}签[^。]{0,40}以(?:昭信守|资证明)|.{0,12}订于|[^。，]{0,20}日签订于",
    r"(?:FEITO|Feito) em|EM FÉ DO QUE|Em fé do que",
)
DONE: Final = "|".join(_DONE)
"""How closing words begin."""

_RECITALS = {
    "eng": (
        r"(?:Also |Further |Deeply |Having |Noting )?[A-Z][a-z]+ing\b",
        r"Conscious|Mindful|Aware|Convinced|Determined|Concerned|Desirous|Committed|Alarmed|Resolved",
    ),
    "fra": (
        r"[A-ZÉ][a-zéèê]+ant\b|Consciente?s|Soucieu(?:x|ses)|Désireu(?:x|ses)|Respectueu(?:x|ses)",
        r"Convaincue?s|Résolue?s|Attachée?s|Préoccupée?s",
    ),
    "spa": (
        r"[A-Z][a-záéí]+[ai]ndo\b|[A-Z][a-záéí]+iendo\b|Conscientes|Deseos[ao]s|Respetuos[ao]s",
        r"Convencid[ao]s|Resuelt[ao]s|Preocupad[ao]s|Decidid[ao]s",
    ),
}
RECITALS: Final = {language: "|".join(patterns) for language, patterns in _RECITALS.items()}
"""How a recital begins, where recitals stand in one line: languages in which that is sure."""

_SMALL = {
    "eng": (
        r"[a-z]+ing\b",
        r"(?:conscious|mindful|aware|convinced|determined|concerned|desirous|committed|alarmed|resolved|guided)\b",
    ),
    "fra": (
        r"[a-zéèêï’]+ant\b",
        r"(?:conscient|soucieu|désireu|respectueu|convaincu|résolu|attaché|préoccupé|guidé|animé)[a-z]{0,3}\b",
    ),
    "spa": (
        r"[a-záéí]+(?:[aá]ndo|[eé]ndo)(?:se|l[aoe]s?)?\b",
        r"(?:conscientes?|(?:deseos|respetuos|convencid|resuelt|preocupad|decidid|guiad|animad)[ao]s?)\b",
    ),
    "rus": (r"(?!именуем)[а-яё]+(?:я|сь)\b", r"будучи\b|(?:убежд|преисполн|исполн|озабоч|воодушевл)[её]нные\b"),
}
"""Participles, and what a Party is, in small letters."""
_CAPITAL = {
    **_RECITALS,
    "rus": (r"[А-ЯЁ][а-яё]+(?:ая|уя|ясь|ась|ея|дя)\b", r"Будучи|Убежд[её]нные|Преисполненные|Озабоченные"),
    "ara": (r"و?إذ(?![^\W_])",),
    "zho": (
        r"(?:再次|进一步|深切|深为|严重|充分|特别|[又还并])?(?:回顾|忆及|认识到|意识到|承认|确认|重申|申明|强调|着重|铭记|牢记|注意到|考虑到)",
        r"(?:深切|深为|严重|[又还并])?(?:顾及|念及|鉴于|深信|确信|坚信|关切|关注|希望|愿|渴望|决心|欢迎|尊重|遵循|本着|赞扬|感到)",
    ),
}
RECITAL: Final = {
    language: "|".join(
        (*patterns, *(rf"(?:[^\W\d_A-ZÀ-ÞА-Я]+ ){{0,2}}(?:{small})" for small in _SMALL.get(language, ())))
    )
    for language, patterns in _CAPITAL.items()
}
"""How a recital begins that stands in a line of its own, in small letters too, with up to two adverbs before."""

OPENERS: Final = {
    "eng": "The This These For In Each Any No Nothing All If Where When Upon There At On Parties A An To With It Under "
    "Notwithstanding Proposals States Without Pursuant Subject Except As Disputes Pending Following",
    "fra": "Le La Les Aux Au Pour En Chaque Tout Toute Aucune Aucun Si Lorsque Il À Dans Sous Sur Après Sans Une Un "
    "Rien Chacun Chacune Ce Cette Ces Dès Conformément",
    "spa": "El La Los Las A Para En Cada Toda Todo Ninguna Ninguno Nada Si Cuando Se Al Sin Una Un Con De Hasta No",
    "rus": "Настоящее Настоящая Настоящие Для Цель Цели Ничто Каждая Каждое Любая Любое Стороны При В На Если По "
    "Никакие Не Конференция Секретариат",
}
"""Words that begin a sentence and do not stand with a capital inside a heading."""

OPENERS_CJK: Final = (
    *("本协定的", "本协定适用", "本协定不", "本协定，", "本协定缔约方应", "本协定应", "本部分的", "本部分应", "为实现"),
    *("为本协定", "各缔约方应", "缔约方应", "每一缔约方", "任何缔约方", "缔约方大会应", "如争端", "在按照"),
    *("联合国秘书长", "根据本协定", "不得对本", "对本协定不得", "除本协定", "收到"),
)
"""The same in Chinese, where nothing else parts a heading from its sentence."""

_NEVER = (
    "the of by to and for in with on or any all an a",
    "les des aux la le de du et ou par",
    "los las del el y o por en",
    "к в на и с",
)
NEVER_BEFORE: Final = frozenset(word for words in _NEVER for word in words.split())
"""Words after which no sentence begins, whatever capital follows."""
