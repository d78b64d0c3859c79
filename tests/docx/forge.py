"""Word files made by hand: a package of parts around a body, as small as the format allows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONSHIPS}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")
PARAGRAPH = re.compile(r"<w:p>.*?</w:p>", re.DOTALL)
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(body: str, *, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A Word file with that body, the inside of the parts named after `KINDS`, and links by relationship id."""
    files = {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"}
    roots = {"header": "hdr", "footer": "ftr"}
    related = ""
    for number, (kind, inside) in enumerate(parts.items()):
        assert kind in KINDS
        root = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {NAMESPACES}>{inside}</w:{root}>"
        related += f'<Relationship Id="p{number}" Type="{RELATIONSHIPS}/{kind}" Target="{kind}.xml"/>'
    for name, target in (links or {}).items():
        kind = f'Type="{RELATIONSHIPS}/hyperlink" TargetMode="External"'
        related += f'<Relationship Id="{name}" {kind} Target="{target}"/>'
    files["word/_rels/document.xml.rels"] = relationships(related)
    return archive({**around(), **files})


def relationships(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def around() -> dict[str, str]:
    """The parts that every package has."""
    main = f'<Relationship Id="r1" Type="{RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>'
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
    )
    overrides = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{TYPE}.{kind}+xml"/>' for kind in KINDS)
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>',
        "_rels/.rels": relationships(main),
    }


def archive(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, inside in files.items():
            made.writestr(zipfile.ZipInfo(name), HEAD + inside if isinstance(inside, str) else inside, compression)
    return out.getvalue()


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs of a file that we wrote, as they stand in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return PARAGRAPH.findall(file.read("word/document.xml").decode())


def rearranged(data: bytes, order: Iterable[int]) -> bytes:
    """The file with those of its paragraphs, by their places, in that order."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    xml = parts["word/document.xml"].decode()
    found = PARAGRAPH.findall(xml)
    start, stop = xml.index(found[0]), xml.rindex(found[-1]) + len(found[-1])
    parts["word/document.xml"] = (xml[:start] + "".join(found[at] for at in order) + xml[stop:]).encode()
    return archive(parts)


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(words: str, properties: str = "") -> str:
    """A run; tabs and line feeds as Word has them."""
    text = escaped(words).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    text = text.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def p(*inside: str, style: str = "", numbered: tuple[int, int] | None = None, mark: str = "", more: str = "") -> str:
    """A paragraph of runs, or of words; `numbered` is a list and a level, `mark` a change to its end."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered is not None:
        properties += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    properties += more + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    runs = "".join(one if one.startswith("<") else run(one) for one in inside)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def ins(author: str, *inside: str) -> str:
    """An insertion; without anything inside, that of a paragraph's end."""
    return _change("ins", author, "".join(one if one.startswith("<") else run(one) for one in inside))


def dele(author: str, *inside: str) -> str:
    """A deletion; without anything inside, that of a paragraph's end."""
    runs = "".join(one if one.startswith("<") else run(one) for one in inside)
    return _change("del", author, runs.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>"))


def _change(kind: str, author: str, inside: str) -> str:
    return f'<w:{kind} w:id="1" w:author="{escaped(author)}">{inside}</w:{kind}>'


def heading(level: int) -> str:
    """The style of a heading."""
    return (
        f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    )


def level(at: int, form: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )
