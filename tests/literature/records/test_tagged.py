"""RIS in its dialects, MEDLINE, Web of Science: nothing merged, nothing lost in silence."""

from __future__ import annotations

import gzip
import random

import pytest

from gleanings.literature.records import NoticeKind, opening
from gleanings.literature.records.record import UnreadableFileError
from literature.records.files import RIS, read_bytes


def test_the_fields_of_ris(tmp_path):
    (record,), refused = read_bytes(tmp_path, RIS)
    assert not refused
    assert record.title == "Empathy and outcome"
    assert record.authors == [
        {"family": "Moreau", "given": "Louise"},
        {"family": "Quist", "given": "P.T."},
    ]
    assert (record.year, record.date, record.container) == (
        2019,
        "2019-05-02",
        "Journal of Imagined Therapy",
    )
    assert (record.volume, record.issue, record.pages) == ("12", "3", "45-67")
    assert (record.doi, record.language, record.keywords) == (
        "10.5555/empathy.1",
        "en",
        ["empathy"],
    )
    assert record.abstract == "Something long that goes on."
    assert record.type == "article-journal"


@pytest.mark.parametrize(
    "encoded",
    [
        RIS.replace("Moreau", "Möreau").encode("utf-8-sig"),
        RIS.replace("Moreau", "Möreau").encode("utf-16"),
        RIS.replace("Moreau", "Möreau").encode("utf-16-le"),
        RIS.replace("Moreau", "Möreau").encode("cp1252"),
        gzip.compress(RIS.replace("Moreau", "Möreau").encode()),
        RIS.replace("Moreau", "Möreau").replace("\n", "\r\n").encode(),
        RIS.replace("Moreau", "Möreau").replace("\n", "\r").encode(),
    ],
)
def test_every_encoding_and_line_end_gives_the_same(tmp_path, encoded):
    (record,), refused = read_bytes(tmp_path, encoded)
    assert not refused
    assert record.authors[0] == {"family": "Möreau", "given": "Louise"}
    assert record.abstract == "Something long that goes on."


def test_a_missing_end_merges_no_two_records(tmp_path):
    second = RIS.replace("Empathy", "Hope")
    text = RIS.replace("ER  -\n", "") + second + "\n1.\n" + RIS.replace("Empathy", "Trust")
    records, refused = read_bytes(tmp_path, text)
    assert [record.title.split()[0] for record in records] == ["Empathy", "Hope", "Trust"]
    assert [record.line for record in records] == [1, 17, 36]
    assert not refused


@pytest.mark.parametrize(
    ("more", "is_told"),
    [("TI  - On trust\nPY  - 2020\n", True), ("TI  - On trust\n", False), ("PY  - 2020\n", False)],
)
def test_two_records_that_run_into_one_are_told(tmp_path, more, is_told):
    text = f"TY  - JOUR\nTI  - On listening\nAU  - Moreau, L.\nPY  - 2019\n{more}ER  - \n"
    records, refused = read_bytes(tmp_path, text)
    assert len(records) == 1
    assert ["two titles and two years" in one.why for one in refused] == [True] * is_told


def test_a_missing_beginning_and_a_cut_end_are_told(tmp_path):
    text = RIS + RIS.replace("TY  - JOUR\n", "") + RIS.replace("ER  -\n", "")
    records, refused = read_bytes(tmp_path, text)
    assert len(records) == 2
    assert [one.line for one in refused] == [18, 34]
    assert "TY" in refused[0].why
    assert "ER" in refused[1].why


TOO_LONG = {
    "ris": "TY  - JOUR\nTI  - On listening {}\nN2  - {}\nER  - \n",
    "medline": "PMID- {}\nTI  - On listening {}\nAB  - {}\nSO  - Here\n\n",
    "wos": "PT J\nTI On listening {}\nAB {}\nER\n\n",
    "bib": "@article{{a{},\n  title = {{On listening {}}},\n  abstract = {{{}}}\n}}\n",
    "list": "10.5555/{}\n{}\n",
}


@pytest.mark.parametrize("form", TOO_LONG)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_would_fill_the_memory_is_refused_with_its_record(
    tmp_path, monkeypatch, form, end
):
    monkeypatch.setattr(opening, "LONGEST_LINE", 2_000)

    def record(number, length):
        given = (number, number) if form in ("medline", "bib") else (number,)
        return TOO_LONG[form].format(*given, f"{'a' * length}").replace("\n", end)

    lengths = (10, 1_900, 9_000, 10) if form != "list" else (10, 10, 9_000, 10)
    text = "".join(record(number, length) for number, length in enumerate(lengths, start=1))
    head = "FN Clarivate\nVR 1.0\n" if form == "wos" else ""
    records, refused = read_bytes(tmp_path, gzip.compress((head + text).encode()))
    told = [one.why for one in refused if "is longer than any record" in one.why]
    assert len(told) == 1
    if form != "list":
        assert [record.title for record in records] == [f"On listening {n}" for n in (1, 2, 4)]


@pytest.mark.parametrize("before", ["", RIS])
def test_a_first_line_that_is_too_long_refuses_its_record_alone(tmp_path, monkeypatch, before):
    monkeypatch.setattr(opening, "LONGEST_LINE", 2_000)
    lines = f"{before}TY  - {'a' * 9_000}\nTI  - Too long\nER  - \nTY  - JOUR\nTI  - Next\nER  - \n"
    records, (refused,) = read_bytes(tmp_path, lines)
    assert [one.title for one in records] == [*(["Empathy and outcome"] if before else []), "Next"]
    assert "is longer than any record" in refused.why


FRENCH = "Les étés de Hélène : où la thérapie a été reçue, à Besançon, par un maître"


@pytest.mark.parametrize(("encoding", "text"), [
    ("utf-8", FRENCH), ("cp1252", FRENCH), ("mac_roman", FRENCH),
    ("mac_roman", "Café"), ("cp1252", "Café"), ("cp1252", "Žižek’s “cœur” – Miloš…"),
    ("mac_roman", "Müller’s “Gespräche” – für alle…"), ("cp1252", "Müller’s “Gespräche” – für"),
    ("cp1252", "the client’s word–association test™"), ("cp1252", "§ 12 and 90° – 5 µm"),
])  # fmt: skip
def test_letters_with_accents_are_read_in_old_encodings_far_down_the_file(tmp_path, encoding, text):
    first = RIS.replace("Moreau", "Moreau") * 300  # longer than what is looked at to tell the form
    lines = f"TY  - JOUR\nTI  - {text}\nER  - \n"
    for packed in (bytes, gzip.compress):
        records, refused = read_bytes(tmp_path, packed((first + lines).encode(encoding)))
        assert records[-1].title == text
        assert not refused


@pytest.mark.parametrize("content", [
    FRENCH.encode("cp850"),
    FRENCH.encode("mac_roman") + b" and " + FRENCH.encode("cp1252"),
    FRENCH.encode() + b" and a caf\x8e",
])  # fmt: skip
def test_an_encoding_that_cannot_be_told_is_said(tmp_path, content):
    lines = b"TY  - JOUR\nTI  - " + content + b"\nER  - \n"
    (record,), (refused,) = read_bytes(tmp_path, lines)
    assert "cannot be told" in refused.why
    if content.startswith(FRENCH.encode()):  # one letter spoils no others
        assert record.title == f"{FRENCH} and a cafŽ"


def a_long_list(number: int) -> str:
    rng = random.Random(1)
    letters = ["".join(rng.choices("abcdefghij klmnop", k=200)) for _ in range(number)]
    return "".join(
        f"TY  - JOUR\nTI  - Title {n}\nAB  - {a}\nER  - \n" for n, a in enumerate(letters)
    )


@pytest.mark.parametrize("level", [0, 6])
@pytest.mark.parametrize("number", [12, 4_000])
def test_of_a_damaged_packed_file_nothing_is_read(tmp_path, number, level):
    """What the damage makes of the records shows in the checksum behind the last of them alone."""
    packed = bytearray(gzip.compress(a_long_list(number).encode(), level))
    middle = len(packed) // 2
    for damage in (b"\xff" * 40, b"x", bytes([packed[middle] ^ 1])):
        damaged = bytes(packed[:middle] + damage + packed[middle + len(damage) :])
        with pytest.raises(UnreadableFileError, match="damaged"):
            read_bytes(tmp_path, damaged)
    records, refused = read_bytes(tmp_path, bytes(packed))
    assert (len(records), refused) == (number, [])


def test_a_packed_file_may_have_members_and_break_off(tmp_path):
    text = a_long_list(4_000)
    half = text.index("TY", len(text) // 2)
    members = gzip.compress(text[:half].encode()) + gzip.compress(text[half:].encode()) + b"\0" * 99
    records, refused = read_bytes(tmp_path, members)
    assert (len(records), refused) == (4_000, [])
    records, refused = read_bytes(tmp_path, members[: len(members) // 3])
    assert 500 < len(records) < 2_000
    assert "breaks off" in refused[-1].why
    with pytest.raises(UnreadableFileError, match="damaged"):
        read_bytes(tmp_path, b"\x1f\x8b" + b"\xff" * 50)


def test_words_that_look_like_an_end_end_nothing_and_an_end_with_words_does(tmp_path):
    first = "TY  - JOUR\nTI  - Receptors\nVL  - 5\nAB  - The role of\nER - mediated growth\n"
    for end in ("ER  - 1", "ER  -x", "ER  - "):
        lines = f"{first}{end}\nTY  - JOUR\nstray\nTI  - The next\nER  - \n"
        records, refused = read_bytes(tmp_path, lines)
        assert [(one.title, one.volume) for one in records] == [
            ("Receptors", "5"),
            ("The next", ""),
        ]
        assert records[0].abstract == "The role of ER - mediated growth"
        assert not refused


def test_tags_with_one_space_or_a_tab(tmp_path):
    loose = RIS.replace("  - ", " - ").replace("VL - ", "VL\t- ")
    (record,), _ = read_bytes(tmp_path, loose)
    assert (record.title, record.volume) == ("Empathy and outcome", "12")


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        # Ovid
        ("SP  - No\nEP  - Specified", "pages", ""),
        ("SP  - 737\nEP  - 8", "pages", "737-738"),
        # Scopus' and EndNote's number of an article
        ("C7  - 104501", "pages", "104501"),
        # EndNote: keywords on lines of their own
        ("KW  - Humans\n*Empathy\nSelf, Own", "keywords", ["Humans", "Empathy", "Self, Own"]),
        # EndNote of PubMed; another database's number is none
        ("AN  - 21553931\nDP  - NLM", "pmid", "21553931"),
        ("AN  - 21553931\nDB  - PsycInfo", "pmid", None),
        ("M3  - doi:10.5555/plos.1", "doi", "10.5555/plos.1"),
        ("Y1  - 2016/09//", "date", "2016-09"),
        ("PY  - 2011\nDA  - Mar 1", "date", "2011-03-01"),
        ("PY  - 10 15", "year", None),
        ("A1  - Liu R.\nA1  - Adler D.G.", "authors",
         [{"family": "Liu", "given": "R."}, {"family": "Adler", "given": "D.G."}]),
        ("AU  - Listening Group", "authors", [{"literal": "Listening Group"}]),
        ("AN  - WOS:000444108200009", "identifiers", {"wos": "WOS:000444108200009"}),
        ("VO  - 8", "volume", "8"),
    ],
)  # fmt: skip
def test_what_dialects_do(tmp_path, lines, field, value):
    (record,), _ = read_bytes(tmp_path, f"TY  - JOUR\nTI  - On it\n{lines}\nER  - \n")
    assert getattr(record, field) == value


@pytest.mark.parametrize(
    ("lines", "retracted"),
    [
        ("TI  - RETRACTED: On it", True),
        ("TI  - RETRACTED ARTICLE: On it", True),
        ("TI  - On it (Retracted article. See vol. 3, pg. 4, 2010)", True),
        ("TI  - On it\nN1  - Journal Article\nRetracted Publication", True),
        ("TI  - On it\nM3  - Retracted", True),
        ("TI  - On it\nN1  - Retraction in: J Imag Ther. 2010;3(1):4. PMID: 9", True),
        # notices, and articles that speak of it
        ("TI  - Retraction: On it", False),
        ("TI  - Retraction notice to “On it”", False),
        ("TI  - On it (Retraction of vol 3, pg 4, 2010)", False),
        ("TI  - Retracted: On it\nAU  - Journal of Imagined Therapy", False),
        ("TI  - On it\nN1  - Retraction of Publication", False),
        ("TI  - On it\nN1  - Retraction of: J Imag Ther. 2010;3(1):4", False),
        ("TI  - Retracted articles in psychology", False),
        ("TI  - WITHDRAWN: On it\nT2  - Cochrane Database of Systematic Reviews", False),
    ],
)
def test_a_retracted_article_is_told_from_its_notice(tmp_path, lines, retracted):
    (record,), _ = read_bytes(tmp_path, f"TY  - JOUR\n{lines}\nER  - \n")
    assert record.is_retracted is retracted


MEDLINE = """
PMID- 123456
OWN - NLM
DP  - 2019 May 2
TI  - Empathy and
      outcome.
PG  - 45-67
LID - 10.5555/empathy.1 [doi]
AB  - AIMS: To listen. METHODS: We
      listened. RESULTS: It helped.
FAU - Moreau, Louise
AU  - Moreau L
FAU - Quist, Paul T
AU  - Quist PT
CN  - Listening Group
LA  - fre
PT  - Journal Article
TT  - De l'empathie.
RIN - J Imag Ther. 2021 Feb 6;3(1):4. doi: 10.5555/r. PMID: 99
JT  - Journal of Imagined Therapy
VI  - 12
IP  - 3
MH  - *Empathy
OT  - silence
PMC - PMC1234
SO  - J Imag Ther. 2019 May 2;12(3):45-67.
"""


def test_the_fields_of_medline(tmp_path):
    (record,), refused = read_bytes(tmp_path, MEDLINE)
    assert not refused
    assert record.authors == [
        {"family": "Moreau", "given": "Louise"},
        {"family": "Quist", "given": "Paul T"},
        {"literal": "Listening Group"},
    ]
    assert record.abstract == "AIMS: To listen.\nMETHODS: We listened.\nRESULTS: It helped."
    assert (record.pmid, record.pmcid, record.doi) == ("123456", "PMC1234", "10.5555/empathy.1")
    assert (record.language, record.original_title) == ("fr", "De l'empathie")
    assert record.keywords == ["silence", "Empathy"]
    (notice,) = record.notices
    assert (notice.kind, notice.pmid, notice.doi, notice.date) == (
        NoticeKind.RETRACTION,
        "99",
        "10.5555/r",
        "2021-02-06",
    )
    assert record.is_retracted


@pytest.mark.parametrize("tag", ["ROF", "ECF", "EFR", "RRF"])
def test_medlines_notices_are_no_retracted_articles(tmp_path, tag):
    (record,), _ = read_bytes(tmp_path, MEDLINE.replace("RIN -", f"{tag} -"))
    assert not record.is_retracted
    assert record.notice_of[0].pmid == "99"


def test_medline_that_was_cut_off(tmp_path):
    records, refused = read_bytes(tmp_path, MEDLINE + MEDLINE[: MEDLINE.index("JT  -")])
    assert len(records) == 2
    assert "cut off" in refused[0].why


def test_web_of_science(tmp_path):
    text = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Moreau, L
   Quist, PT
AF Moreau, Louise
   Quist, Paul T.
TI Empathy and
   outcome
SO JOURNAL OF IMAGINED THERAPY
DT Article; Retracted Publication
DE silence; listening
AB We listened.
PD MAY 2
PY 2019
VL 12
BP 45
EP 67
DI 10.5555/empathy.1
UT WOS:1
PM 123456
ER

PT J
AU Doe, J
TI Hope
PY 2020
ER

EF
"""
    (first, second), refused = read_bytes(tmp_path, text)
    assert not refused
    assert first.authors[1] == {"family": "Quist", "given": "Paul T."}
    assert (first.title, first.pages, first.date) == ("Empathy and outcome", "45-67", "2019-05-02")
    assert (first.pmid, first.doi) == ("123456", "10.5555/empathy.1")
    assert first.is_retracted
    assert (second.title, second.line) == ("Hope", 24)
