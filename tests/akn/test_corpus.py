"""Every real Akoma Ntoso file round-trips, or is repaired with a report, or is refused with line and reason."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.conftest import corpus
from treaty_drafts.akn import check, digest, read, valid, write
from treaty_drafts.akn.profile import AKN, EMPTIES, STRUCTURES
from treaty_drafts.errors import MarkupError

VALID = """akn4eu/council-position_bill_123 akn4eu/council-position_main leos/bill_softdelete leos/bill_softmove
    leos/package_1_bill oasis/eu_COM-2013-0619_EN-8 oasis/it_senato_ddl_2013 oasis/us_Act_2011-11-29
    oasis/za_bill_2006-12-23 own-samples/amendment-list_eng own-samples/amendment_nld-3_eng
    own-samples/draft-treaty-bracketed_eng own-samples/treaty-authentic_fra uk/ssi-2017-126-enacted-data.akn
    un-ga/A_RES_79_243-2424621A un-ga/A_RES_79_243-2424621E un-ga/A_RES_79_243-2424621F un-ga/A_RES_80_226-2520943E
    un-gd/GA_decision_78_413_A_and_B_E un-sc/S_2023_773-2320284E un-sc/S_2023_792-2320737E un-sc/S_2023_795-2320738E
    un-sc/S_2024_826-2421045A un-sc/S_2024_826-2421045C un-sc/S_2024_826-2421045E un-sc/S_2024_826-2421045F
    un-sc/S_2024_826-2421045R un-sc/S_2024_826-2421045S un-sc/S_RES_2699-2318982E wipo/1974_brussels_clean""".split()
"""Files that the official schema accepts."""

REPAIRED = {
    "itu/dec_5": ("moved from `statement` to its body", "a second eId", "read as `intro`"),
    "itu/res_2": ("moved from `statement` to its body", "a second eId"),
    "laws-africa/indigo_tables_bad_spans_in": ("no identification", "rows without cells", "an empty `colspan`"),
    "oasis/us_Title9-Chap3-eng.WD17": ("WD17",),
    "un-ga/A_RES_77_100-2228244E": ("`subheading` within a line",),
    "un-ga/A_RES_77_100-2228244F": ("`heading` within a line",),
    "un-ga/A_RES_80_131-2520746E": ("a second preamble",),
    "un-sc/S_PRST_2006_51-0665457E": ("a step without `date`", "a step without `by`"),
}
"""Near-valid files, and what is said of each."""

REFUSED = {
    "laws-africa/eids_edge": (":17", "`TODAY` is no date"),
    "laws-africa/nested_attachments": (":17", "`TODAY` is no date"),
    "un-sc/S_PRST_2006_27-0640083E": (":89", "stands directly in `paragraph`"),
}
"""Files that cannot be repaired with certainty: the line and the reason."""


def normal(data: bytes) -> str:
    """Canonical XML without comments, instructions and the white space of element-only content; prefixes rewritten."""
    root = etree.fromstring(data, etree.XMLParser(collect_ids=False, remove_comments=True, remove_pis=True))

    def strip(element: etree._Element) -> None:
        name = etree.QName(element)
        if name.namespace != AKN:
            return
        if name.localname in STRUCTURES | EMPTIES:
            element.text = (element.text or "").strip(" \t\r\n")
            for child in element:
                child.tail = (child.tail or "").strip(" \t\r\n")
        for child in element:
            strip(child)

    strip(root)
    root.tail = None
    return etree.canonicalize(etree.tostring(root, encoding="unicode"), rewrite_prefixes=True)


@pytest.mark.parametrize("name", VALID)
def test_valid_files_round_trip_to_identical_canonical_xml(name: str) -> None:
    data = corpus(f"akn/{name}.xml").read_bytes()
    reading = read(data, name=name)
    assert all("processing instruction" in repair.what for repair in reading.repairs)
    written = write(reading.version)
    assert normal(written) == normal(data)
    assert valid(written) == []
    assert read(written).version == reading.version
    assert write(read(written).version) == written


@pytest.mark.parametrize("name", REPAIRED)
def test_near_valid_files_are_repaired_with_a_report_and_then_valid(name: str) -> None:
    reading = read(corpus(f"akn/{name}.xml").read_bytes(), name=name)
    said = "\n".join(repair.what for repair in reading.repairs)
    for part in REPAIRED[name]:
        assert part in said
    assert all(repair.line > 0 and repair.place for repair in reading.repairs)
    written = write(reading.version)
    assert valid(written) == []
    again = read(written)
    assert again.repairs == ()
    assert again.version == reading.version


@pytest.mark.parametrize("name", REPAIRED)
def test_a_repair_loses_no_words(name: str) -> None:
    """All words outside the metadata are in the repaired version, in order."""
    data = corpus(f"akn/{name}.xml").read_bytes()

    def words(xml: bytes) -> str:
        root = etree.fromstring(xml, etree.XMLParser(collect_ids=False, remove_comments=True, remove_pis=True))
        for meta in list(root.iter("{*}meta")):
            meta.clear()
        return "".join("".join(root.itertext()).split())

    assert words(write(read(data).version)) == words(data)


@pytest.mark.parametrize("name", REFUSED)
def test_files_beyond_repair_are_refused_with_line_and_reason(name: str) -> None:
    line, reason = REFUSED[name]
    with pytest.raises(MarkupError) as refusal:
        read(corpus(f"akn/{name}.xml").read_bytes(), name=name)
    assert line in refusal.value.place
    assert reason in refusal.value.fact
    assert refusal.value.step


def test_the_lists_name_every_file() -> None:
    found = {str(path.relative_to(corpus("akn")))[:-4] for path in corpus("akn").rglob("*.xml")}
    assert found == {*VALID, *REPAIRED, *REFUSED}


def test_bracketed_sample_has_no_problem_but_addresses() -> None:
    """The sample keeps the profile; its point (b) is addressed as if the bracket around it were not there."""
    problems = check(corpus("akn/own-samples/draft-treaty-bracketed_eng.xml").read_bytes())
    assert {problem.code for problem in problems} <= {"address"}


def test_digest_is_of_the_canonical_bytes_and_kept() -> None:
    version = read(corpus("akn/wipo/1974_brussels_clean.xml").read_bytes()).version
    assert digest(version) is digest(version)
    assert digest(version) == digest(read(write(version)).version)
