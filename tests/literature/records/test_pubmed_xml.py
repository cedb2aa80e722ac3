"""PubMed's XML, every field of it, and files that are broken or hostile."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from gleanings.literature.records import NoticeKind
from gleanings.literature.records.record import UnreadableFileError
from literature.records.files import article, pubmed, read_bytes


def test_every_field_is_kept(tmp_path):
    within = (
        '<ELocationID EIdType="doi" ValidYN="N">10.5555/wrong</ELocationID>'
        '<ELocationID EIdType="doi" ValidYN="Y">10.5555/Right.1</ELocationID>'
        '<Abstract><AbstractText Label="AIMS">To listen.</AbstractText>'
        '<AbstractText Label="RESULTS">It helped (<i>p</i> &lt; 10<sup>-3</sup>).</AbstractText>'
        "<CopyrightInformation>Theirs.</CopyrightInformation></Abstract>"
        "<AuthorList><Author><LastName>Moreau</LastName><ForeName>Louise A</ForeName>"
        "<Suffix>Jr</Suffix></Author><Author><CollectiveName>Listening Group</CollectiveName>"
        '</Author><Author ValidYN="N"><LastName>Moreu</LastName></Author></AuthorList>'
        "<PublicationTypeList><PublicationType>Meta-Analysis</PublicationType>"
        "</PublicationTypeList><VernacularTitle>De l'écoute.</VernacularTitle>"
    )
    more = (
        "<MeshHeadingList><MeshHeading><DescriptorName>Empathy</DescriptorName>"
        "<QualifierName>methods</QualifierName></MeshHeading></MeshHeadingList>"
        "<KeywordList><Keyword>silence</Keyword></KeywordList>"
    )
    title = "[On <i>listening</i> to CO<sub>2</sub>: 95% &amp; more.]"
    text = pubmed(article(7, title, more, within)).replace(
        '<ArticleId IdType="pubmed">7', '<ArticleId IdType="pmc">PMC1234</ArticleId><ArticleId>7'
    )
    (record,), refused = read_bytes(tmp_path, text)
    assert not refused
    assert record.title == "On listening to CO2: 95% & more"
    assert record.original_title == "De l'écoute"
    assert record.authors == [
        {"family": "Moreau", "given": "Louise A", "suffix": "Jr"},
        {"literal": "Listening Group"},
    ]
    assert (record.year, record.date, record.container) == (
        2019,
        "2019-05-02",
        "Journal of Imagined Therapy",
    )
    assert (record.volume, record.issue, record.pages) == ("12", "3", "45-67")
    assert (record.doi, record.pmid, record.pmcid) == ("10.5555/right.1", "7", "PMC1234")
    assert record.abstract == "AIMS: To listen.\nRESULTS: It helped (p < 10⁻³)."
    assert record.keywords == ["silence", "Empathy"]
    assert (record.language, record.publication_types) == ("en", ["Meta-Analysis"])


@pytest.mark.parametrize(
    ("date", "year", "iso"),
    [
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998, "1998-12"),
        ("<Year>2001</Year><Season>Winter</Season>", 2001, ""),
        ("<MedlineDate>Spring 2000</MedlineDate>", 2000, ""),
        ("<Year>2019</Year><Month>5</Month>", 2019, "2019-05"),
    ],
)
def test_dates_as_far_as_they_are_said(tmp_path, date, year, iso):
    text = pubmed(article()).replace("<Year>2019</Year><Month>May</Month><Day>2</Day>", date)
    (record,), _ = read_bytes(tmp_path, text)
    assert (record.year, record.date) == (year, iso)


@pytest.mark.parametrize(
    ("kind", "on_article", "meaning"),
    [
        ("RetractionIn", True, NoticeKind.RETRACTION),
        ("RetractionOf", False, NoticeKind.RETRACTION),
        ("ExpressionOfConcernIn", True, NoticeKind.CONCERN),
        ("ExpressionOfConcernFor", False, NoticeKind.CONCERN),
        ("ErratumIn", True, NoticeKind.CORRECTION),
        ("ErratumFor", False, NoticeKind.CORRECTION),
        ("RetractedandRepublishedIn", True, NoticeKind.RETRACTION),
        ("CommentIn", None, None),
    ],
)
def test_which_way_a_notice_points(tmp_path, kind, on_article, meaning):
    more = (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{kind}"><RefSource>J Imag Ther. '
        "2021 Feb 6;3(1):4. doi: 10.5555/other.</RefSource><PMID>99</PMID></CommentsCorrections>"
        "</CommentsCorrectionsList>"
    )
    (record,), _ = read_bytes(tmp_path, pubmed(article(more=more)))
    told = [] if on_article is None else [record.notice_of, record.notices][on_article]
    other = [record.notices, record.notice_of][bool(on_article)]
    assert not other
    assert [(one.kind, one.doi, one.pmid) for one in told] == (
        [(meaning, "10.5555/other", "99")] if meaning else []
    )
    assert record.is_retracted == (bool(on_article) and meaning == NoticeKind.RETRACTION)


def test_a_book_and_its_chapter(tmp_path):
    chapter = (
        "<PubmedBookArticle><BookDocument><PMID>5</PMID><ArticleIdList>"
        '<ArticleId IdType="bookaccession">NBK9</ArticleId></ArticleIdList><Book><Publisher>'
        "<PublisherName>Imagined Press</PublisherName></Publisher><BookTitle>Of Silence"
        "</BookTitle><PubDate><Year>2020</Year></PubDate><AuthorList Type='editors'><Author>"
        "<LastName>Roe</LastName><ForeName>R</ForeName></Author></AuthorList></Book>"
        "<ArticleTitle>Pauses</ArticleTitle><AuthorList Type='authors'><Author><LastName>Doe"
        "</LastName><ForeName>J</ForeName></Author></AuthorList></BookDocument>"
        "</PubmedBookArticle>"
    )
    book = chapter.replace("<ArticleTitle>Pauses</ArticleTitle>", "").replace(">5<", ">6<")
    (first, second), _ = read_bytes(tmp_path, pubmed(chapter, book))
    assert (first.type, first.title, first.container) == ("chapter", "Pauses", "Of Silence")
    assert (first.authors, first.editors) == (
        [{"family": "Doe", "given": "J"}],
        [{"family": "Roe", "given": "R"}],
    )
    assert (second.type, second.title, second.container) == ("book", "Of Silence", "")


def test_a_broken_record_does_not_stop_the_rest(tmp_path):
    broken = article(2).replace("</ArticleTitle>", "")
    open_ended = article(3).removesuffix("</PubmedArticle>")
    records, refused = read_bytes(
        tmp_path, pubmed(article(1), broken, open_ended, article(4), article(5))
    )
    assert [record.pmid for record in records] == ["1", "4", "5"]
    assert [one.line for one in refused] == [5, 6]
    assert [record.line for record in records] == [4, 7, 8]


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_was_cut_off_says_so_after_its_whole_records(tmp_path, packed):
    titles = (hashlib.sha512(bytes([number])).hexdigest() for number in range(1, 200))
    whole = pubmed(*(article(number, title) for number, title in enumerate(titles, 1))).encode()
    content = gzip.compress(whole)[:-3000] if packed else whole[:-1500]
    records, refused = read_bytes(tmp_path, content)
    assert 0 < len(records) < 199
    assert len(refused) == 1
    assert "breaks off" in refused[0].why


def test_a_file_cut_between_two_records_says_so_too(tmp_path):
    text = pubmed(article(1), article(2))
    records, refused = read_bytes(tmp_path, text[: text.index("</PubmedArticleSet>")])
    assert len(records) == 2
    assert "before its end" in refused[0].why


def test_entities_of_ones_own_are_refused(tmp_path):
    bomb = pubmed(article(1, "&b;")).replace(
        "<PubmedArticleSet>",
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><PubmedArticleSet>',
    )
    with pytest.raises(UnreadableFileError, match="entities"):
        read_bytes(tmp_path, bomb)


def test_an_entity_that_nothing_declares_costs_its_record_alone(tmp_path):
    records, refused = read_bytes(tmp_path, pubmed(article(1, "A &foo; b"), article(2)))
    assert [record.pmid for record in records] == ["2"]
    assert len(refused) == 1


def test_a_gzip_bomb_is_left(tmp_path, monkeypatch):
    from gleanings.literature.records import unpacking

    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 1_000_000)
    content = gzip.compress(pubmed(" " * 60_000_000, article(1)).encode())
    with pytest.raises(UnreadableFileError, match="unpacks"):
        read_bytes(tmp_path, content)


def test_other_encodings_than_utf_8(tmp_path):
    text = pubmed(article(1, "Écoute")).replace("?>", 'encoding="ISO-8859-1"?>', 1)
    (record,), refused = read_bytes(tmp_path, text.encode("latin-1"))
    assert (record.title, refused) == ("Écoute", [])


def test_xml_of_another_kind_says_its_root(tmp_path):
    with pytest.raises(UnreadableFileError, match="records"):
        read_bytes(tmp_path, "<xml><records><record/></records></xml>".replace("xml>", "records>"))
