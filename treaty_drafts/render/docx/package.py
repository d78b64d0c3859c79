"""The package of a Word file (ISO/IEC 29500-2): parts, what they are, how they hang together, and nothing of its maker.

The archive has no clock: the same parts give the same bytes.
"""

from __future__ import annotations

import io
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec

from treaty_drafts.akn import escape

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES: Final = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}/relationships"'

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_LEVEL: Final = 3
"""Of compression: zlib's usual 6 takes more than twice as long, for a file that is a fifth smaller."""

_WORD_PARTS: Final = ("comments", "document", "footer", "footnotes", "header", "settings", "styles")
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Of user-defined properties."""
_BASE_ID: Final = "{6B1C2A54-3F0E-4E55-9C0B-7D2A5B8E4F11}"
"""Of the part that holds the base; any, but always the same."""


class Core(msgspec.Struct, frozen=True):
    """What the properties of a file say of its text; empty where unknown. `language` is a tag, `date` ISO 8601."""

    title: str
    symbol: str
    language: str
    date: str


def package(word: dict[str, bytes], core: Core, properties: dict[str, str], base: bytes) -> bytes:
    """The file: `word` has the bodies of the parts of `word/` by name; `base`, if any, goes into `customXml`."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(word, base),
        "_rels/.rels": _relationships(_ROOT),
        "docProps/core.xml": _core(core),
        "docProps/custom.xml": _custom(properties),
        "word/_rels/document.xml.rels": _relationships(
            [(f"{OFFICE}/relationships/{name}", f"{name}.xml") for name in word if name != "document"]
            + ([(f"{OFFICE}/relationships/customXml", "../customXml/item1.xml")] if base else [])
        ),
    }
    parts |= {f"word/{name}.xml": HEAD.encode() + body for name, body in word.items()}
    if base:
        parts |= {
            "customXml/item1.xml": base,
            "customXml/itemProps1.xml": f'{HEAD}<ds:datastoreItem xmlns:ds="{OFFICE}/customXml" '
            f'ds:itemID="{_BASE_ID}"/>',
            "customXml/_rels/item1.xml.rels": _relationships(
                [(f"{OFFICE}/relationships/customXmlProps", "itemProps1.xml")]
            ),
        }
    return _zipped(parts)


_ROOT: Final = (
    (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
)


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            archive.writestr(entry, data, ZIP_DEFLATED, _LEVEL)  # an entry does not take the level of its archive
    return out.getvalue()


def _types(word: dict[str, bytes], base: bytes) -> str:
    overrides = [
        (f"/word/{name}.xml", f"{_WORD}.{'document.main' if name == 'document' else name}+xml") for name in word
    ]
    overrides += [
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ]
    if base:
        properties = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        overrides.append(("/customXml/itemProps1.xml", properties))
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
        + "</Types>"
    )


def _relationships(targets: list[tuple[str, str]] | tuple[tuple[str, str], ...]) -> str:
    """The relationships of a part; a part of `word/` is `rId_` and its name."""
    entries = "".join(
        f'<Relationship Id="rId_{target.rpartition("/")[2].partition(".")[0]}" Type="{kind}" Target="{target}"/>'
        for kind, target in targets
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _core(core: Core) -> str:
    dated = f"{core.date}T00:00:00Z"
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{dated}</dcterms:{name}>' for name in ("created", "modified")
    )
    said = [("dc:title", core.title), ("dc:identifier", core.symbol), ("dc:language", core.language)]
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + "".join(f"<{name}>{escape.text(value)}</{name}>" for name, value in said if value)
        + (stamps if core.date else "")
        + "</cp:coreProperties>"
    )


def _custom(properties: dict[str, str]) -> str:
    entries = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{name}"><vt:lpwstr>{escape.text(value)}</vt:lpwstr>'
        "</property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return (
        f'{HEAD}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        f"{entries}</Properties>"
    )
