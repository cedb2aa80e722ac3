"""Citations in notes, sentences that turn to practice, several studies in one post, and more."""

import pytest

from gleanings.page_import import Page, UnreadablePage, read_page
from gleanings.page_import.advice import turn_to_practice

ONE = "Roe, A., &amp; Vane, B. (2019). Asking clients. Journal of Imagined Therapy, 3(2), 11-22."
TWO = "Lund, C., &amp; Moor, D. (2020). Keeping silent. Journal of Imagined Therapy, 4(1), 31-40."
TEXT = (
    "Of 214 clients in nine clinics, those who were asked each week how they fared stayed longer "
    "than the others, and the difference was larger where the therapist looked at the answers too."
)


def read(body: str, head: str = "") -> Page:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_page(page.encode(), "page.html")


def test_a_citation_in_a_note_belongs_where_the_text_refers_to_it():
    page = read(f"""<h3>Asking Keeps Clients</h3><p>{TEXT}<sup><a href="#n1">[1]</a></sup></p>
<h4>Implications for practice</h4><ul><li>Ask each week.</li></ul>
<h3>Silence Is Golden</h3><p>{TEXT}<sup><a href="#n2">[2]</a></sup></p>
<h4>Implications for practice</h4><ul><li>Wait a little.</li></ul>
<h2>References</h2><ol><li id="n1">{ONE}</li><li id="n2">{TWO}</li></ol><p>Retrieved today.</p>""")
    cited = {entry.title: entry.citation[:4] for entry in page.entries}
    assert cited == {"Asking Keeps Clients": "Roe,", "Silence Is Golden": "Lund"}


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("It worked. For clinicians, this means that asking is worth the time.", 11),
        ("Pour les praticiens, cela plaide pour des groupes fermés.", 0),
        ("Clinicians might therefore ask what clients would like.", 0),
        ("For therapists, the effect was larger (d = 0.51).", None),
        ("For the therapists in the second group, the days were long.", None),
    ],
)
def test_a_sentence_that_turns_to_practice_says_what_follows_for_it(text, turns):
    assert turn_to_practice(text) == turns


def test_the_end_of_a_text_that_turns_to_practice_is_its_implication():
    turn = "For clinicians, this means that asking is worth the time."
    page = read(f"<h2>Asking Keeps Clients</h2><p>{ONE}</p><p>{TEXT} {turn}</p>")
    assert page.entries[0].text == TEXT
    assert page.entries[0].implications == (turn,)
    named = read(
        f"<h2>Asking Keeps Clients</h2><p>{ONE}</p><p>{TEXT} {turn}</p>"
        "<h3>Practice implications</h3><p>Ask each week how clients fare.</p>"
    )
    assert named.entries[0].text == f"{TEXT} {turn}"


def test_a_doi_behind_the_citation_is_the_articles():
    page = read(
        f'<h2>Asking Keeps Clients</h2><p><a href="https://doi.org/10.5555/ask.1">{ONE}</a></p>'
        f"<p>{TEXT}</p>"
    )
    assert page.entries[0].article.doi == "10.5555/ask.1"
    other = read(
        f'<h2>Asking Keeps Clients</h2><p>{ONE}</p><p><a href="https://doi.org/10.5555/b">Some</a> '
        f"doubt it. {TEXT}</p>"
    )
    assert other.entries[0].article.doi is None


def test_a_post_with_a_heading_over_each_of_two_cited_texts_holds_two_entries():
    page = read(
        '<article class="post"><h1 class="entry-title">Two Papers This Month</h1>'
        f"<h2>Asking Keeps Clients</h2><p>{ONE}</p><p>{TEXT}</p>"
        f"<h2>Silence Is Golden</h2><p>{TWO}</p><p>{TEXT}</p></article>",
        '<link rel="canonical" href="https://a.example/2019/06/28/two-papers/">',
    )
    told = [(e.title, e.citation[:4], e.date, e.old_address) for e in page.entries]
    assert told == [
        ("Asking Keeps Clients", "Roe,", "2019-06-28", "/2019/06/28/two-papers/"),
        ("Silence Is Golden", "Lund", "2019-06-28", "/2019/06/28/two-papers/"),
    ]


def test_a_short_line_under_a_text_may_be_anything_and_is_nobodys_name():
    page = read(f"<h2>Asking Keeps Clients</h2><p>{ONE}</p><p>{TEXT}</p><p>Group Work</p>")
    assert page.entries[0].authors == ()
    assert [line.text for line in page.unplaced] == ["Group Work"]


def test_the_name_of_a_field_is_no_citation():
    page = read(
        '<article class="post"><h2 class="entry-title">Asking Keeps Clients</h2>'
        f'<p>{TEXT}</p><div class="field--name-field-reference"><div>Full details</div>'
        f"<div>{ONE}</div></div></article>"
    )
    assert page.entries[0].citation.startswith("Roe, A.")


def test_a_page_made_of_a_pdf_is_refused_in_a_sentence():
    lines = "".join(
        f"<p>Of the {n} clients in the clinics of the north who had been</p>"
        "<p>asked each week most stayed until the end of the therapy.</p>"
        for n in (20, 40, 60)
    )
    with pytest.raises(UnreadablePage, match="as programs make of a PDF"):
        read(f"<p>Asking Keeps Clients</p><p>{ONE}</p>{lines}")
