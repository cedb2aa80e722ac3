"""Posts that tell of no article are no entries, and are left with the reason."""

from gleanings.page_import import Page, read_page
from gleanings.page_import.announcements import tells_of_no_article

CITED = """<article class="post"><h2 class="entry-title">{title}</h2><div class="entry-content">
<p>Roe, A., &amp; Vane, B. (2019). {title} and staying. Journal of Imagined Therapy,
3(2), 11-22.</p>
<p>Of 214 clients in nine clinics, those who were asked each week stayed longer in this study.</p>
</div></article>"""
BARE = """<article class="post"><h2 class="entry-title">{title}</h2>
<time class="entry-date" datetime="2019-06-28">28 June</time><div class="entry-content">
<p>{text}</p></div></article>"""


def read(*posts: str) -> Page:
    page = f"<html><body><main>{''.join(posts)}</main></body></html>"
    return read_page(page.encode(), "blog.html")


def test_where_the_others_cite_an_article_a_post_that_says_nothing_of_research_is_left():
    page = read(
        CITED.format(title="Asking Keeps Clients"),
        CITED.format(title="Silence Is Golden"),
        BARE.format(
            title="We Are Closed", text="The kettle is off until Monday the fifth. See you."
        ),
    )
    assert [entry.title for entry in page.entries] == ["Asking Keeps Clients", "Silence Is Golden"]
    left = [line for line in page.unplaced if "kettle" in line.text]
    assert left[0].why == "not an entry: it announces something, and tells of no article"


def test_a_note_that_speaks_of_research_is_an_entry_without_its_citation():
    text = "In a trial with 90 patients, therapists saw the results, and symptoms fell more often."
    page = read(
        CITED.format(title="Asking Keeps Clients"),
        CITED.format(title="Silence Is Golden"),
        BARE.format(title="Feedback at Last", text=text),
    )
    assert page.entries[2].title == "Feedback at Last"
    assert page.entries[2].text == text


def test_more_must_announce_than_speak_of_research_where_no_post_cites():
    event = "Register for our workshop on the outcome of therapy: the fee is $20, tickets are few."
    study = "At a workshop, therapists and clients said what effects the treatment had."
    assert tells_of_no_article(event, others_cite=False)
    assert not tells_of_no_article(study, others_cite=False)


def test_a_reply_to_a_post_is_a_comment():
    page = read(
        CITED.format(title="Asking Keeps Clients"),
        BARE.format(
            title="Re: Asking Keeps Clients",
            text="In my study of patients, therapists and symptoms the effects were smaller.",
        ),
    )
    assert len(page.entries) == 1


def test_teasers_are_entries_by_their_title_and_date_and_an_announcement_is_none():
    card = (
        '<article class="post-card"><h2 class="post-card-title"><a href="/{n}/">{title}</a>'
        "</h2>"
        '<div class="post-card-excerpt">{text}</div><time datetime="2022-02-0{n}">x</time>'
        "</article>"
    )
    page = read(
        card.format(n=1, title="Worries Seldom Come True", text="Of 29 anxious patients, few…"),
        card.format(n=2, title="Gains That Stay", text="In 50 samples, symptoms fell…"),
        card.format(n=3, title="Six Seats Left", text="Register now, the fee is small…"),
    )
    assert [(e.title, e.date, e.old_address, e.text) for e in page.entries] == [
        ("Worries Seldom Come True", "2022-02-01", "/1/", ""),
        ("Gains That Stay", "2022-02-02", "/2/", ""),
    ]
