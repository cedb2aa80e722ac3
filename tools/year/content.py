"""What is written, read and asked in the year: made up, every number of it consistent."""

import calendar
import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from tools.year.desk import Words

TOPICS = (
    ("the alliance", "Alliance and Therapeutic Relationship"),
    ("empathy", "Empathy"),
    ("feedback to the therapist", "Feedback and Progress Monitoring"),
    ("homework", "Adherence"),
    ("the wish to stay in therapy", "Attendance, Attrition, and Drop-Out"),
)
IN_FRENCH = (
    "l’alliance",
    "l’empathie",
    "le retour fait au thérapeute",
    "les tâches",
    "l’envie de rester",
)
HIDDEN = "Quetzalfeather"
"""Stands in every word that nobody approved, and nowhere else."""
OF_CANDIDATES = "a study of its kind"
"""In the title of each article that is only looked at, or taken up and not written about yet."""


@dataclass(frozen=True)
class Result:
    """A correlation over studies, with the interval that its size makes."""

    studies: int
    people: int
    r: float

    @property
    def interval(self) -> tuple[float, float]:
        z, half = math.atanh(self.r), 1.96 / math.sqrt(self.people / 12)
        return math.tanh(z - half), math.tanh(z + half)

    def words(
        self,
        *,
        point: str = ".",
        before: str = "95% CI",
        between: str = ", ",
        mistyped: float | None = None,
    ) -> str:
        """``mistyped`` stands in place of the estimate, and the interval stays."""

        def spelled(number: float) -> str:
            return f"{number:.2f}".replace("0.", point)

        low, high = map(spelled, self.interval)
        return f"r = {spelled(mistyped or self.r)}, {before} [{low}{between}{high}]"


def result(number: int) -> Result:
    return Result(8 + number, 900 + 37 * number, 0.18 + (number % 9) / 50)


def summary(number: int) -> Words:
    """The ``number``-th of the year, from 0 on."""
    what, topic = TOPICS[number % len(TOPICS)]
    found = result(number)
    return Words(
        title=f"Clients who value {what} do better, part {number + 1}",
        text=(
            f"In {found.studies} studies with {found.people:,} clients, {what} went with better "
            f"outcomes, {found.words()}.\nThe link was much the same in groups."
        ),
        implication=f"Ask in the first sessions how your client sees {what}.",
        citation=(
            f"Moreau, L., & Quist, P. T. ({2024 + number % 3}). On {what}, part {number + 1}: A "
            f"meta-analysis. Journal of Imagined Therapy, {number + 1}(2), 11-29. "
            f"https://doi.org/10.5555/year.{number + 1}"
        ),
        topics=(topic,),
        research_type="Meta-analysis",
    )


def in_french(number: int, *, r: float | None = None) -> dict[str, str]:
    """The translation of each piece of the summary; with another r it is wrong."""
    words, found, what = summary(number), result(number), IN_FRENCH[number % len(TOPICS)]
    first, second = words.text.splitlines()
    people = f"{found.people:,}".replace(",", "\N{NO-BREAK SPACE}")
    numbers = found.words(point=",", before="IC à 95 %", between=" ; ", mistyped=r)
    return {
        words.title: french_title(number),
        first: (
            f"Dans {found.studies} études portant sur {people} clients, {what} allait avec de "
            f"meilleurs résultats, {numbers}."
        ),
        second: "Le lien était à peu près le même dans les groupes.",
        words.implication: f"Demandez dès les premières séances comment votre client voit {what}.",
    }


def french_title(number: int) -> str:
    what = IN_FRENCH[number % len(TOPICS)]
    return f"Les clients qui tiennent à {what} vont mieux, partie {number + 1}"


def old_blog(months: int) -> Iterator[str]:
    """The lines of a blog as it is saved from a browser, the newest month first."""
    yield from (
        "Blog",
        "A monthly summary of published psychotherapy research.",
        "This month...",
        "",
    )
    for number in range(months, 0, -1):
        year, month = 2019 + (number - 1) // 12, (number - 1) % 12 + 1
        yield f"{calendar.month_name[month]} {year}"
        yield f"What Clients Said of Empathy, Part {number}"
        yield (
            f"Moreau, L., & Quist, P. T. ({year}). Empathy and staying in therapy, part {number}: "
            f"A meta-analysis. Journal of Imagined Therapy, {number}(3), 45-67. "
            f"doi: 10.5555/jit.{number}"
        )
        yield (
            f"In this meta-analysis of {number + 3} studies, clients of more empathic therapists "
            "stayed longer in therapy, r = .25."
        )
        yield "Practice Implications"
        yield "The authors suggest two things. (1) Ask how you are understood. (2) Say it back."


def records(first: int, number: int) -> str:
    """RIS, a tenth of it said twice."""
    found = []
    for at in range(first, first + number):
        record = (
            f"TY  - JOUR\nAU  - Lind, C.\nAU  - Okafor, A. B.\nTI  - {_title(at)}\n"
            f"JO  - Journal of Imagined Therapy\nPY  - {2025 + at % 2}\nVL  - {at}\n"
            f"SP  - 1\nEP  - 9\nDO  - 10.5555/found.{at}\nAB  - {_abstract(at)}\nER  - \n"
        )
        found.append(record)
        if at % 10 == 0:
            found.append(record)
    return "\n".join(found)


def _title(at: int) -> str:
    what = (TOPICS[at % len(TOPICS)][0], "the price of cement", "milk yield in goats")[at % 3]
    return f"On {what} in year {at}: {OF_CANDIDATES}, number {at}"


def _abstract(at: int) -> str:
    what = TOPICS[at % len(TOPICS)][0] if at % 3 == 0 else "something else altogether"
    return (
        f"We asked {120 + at} clients about {what}. Those who valued it stayed longer, "
        f"r = .2{at % 9}."
    )


def subscribers(number: int) -> str:
    lines = ["email,consent date,language"]
    lines += [
        f"reader{at}@example.org,2026-01-{at % 28 + 1:02d},{'fr' if at % 3 == 0 else 'en'}"
        for at in range(number)
    ]
    return "\n".join(lines)


def late(number: int) -> Words:
    words = summary(number)
    return Words(
        f"{HIDDEN} helps, part {number}",
        f"{HIDDEN} is what nobody approved.",
        f"Try {HIDDEN}.",
        words.citation.replace("10.5555/year.", "10.5555/late.").replace("On ", "On late "),
        words.topics,
        words.research_type,
    )


def retractions(number: int) -> str:
    """Retraction Watch's table, with the article of the summary."""
    columns = (
        "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
        "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
        "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes"
    )
    row = (
        "1,On something,,,Journal of Imagined Therapy,,,L Moreau,,,"
        f"{today()} 0:00,10.5555/notice,0,"
        f"1/1/2024 0:00,10.5555/year.{number + 1},0,Retraction,+Error in Data;,,"
    )
    return f"{columns}\n{row}\n"


def today() -> str:
    now = dt.date.today()
    return f"{now.month}/{now.day}/{now.year}"
