"""The newest synthesis of many questions at once, without what is large in them."""

from collections.abc import Iterable

from gleanings.synthesis.models import Question, Synthesis


def newest(questions: Iterable[Question]) -> dict[int, Synthesis]:
    """The newest synthesis of each question, by the question's primary key."""
    questions = list(questions)
    keys = [question.pk for question in questions]
    rows = Synthesis.objects.filter(question__in=keys).newest_first().reverse()
    last = {question: pk for pk, question in rows.values_list("pk", "question_id")}
    found = Synthesis.objects.defer("data", "result").in_bulk(list(last.values()))
    with_rows_to_tell_of(found.values())
    by_key = {question.pk: question for question in questions}
    for synthesis in found.values():
        synthesis.question = by_key[synthesis.question_id]
    return {question: found[pk] for question, pk in last.items()}


def with_rows_to_tell_of(syntheses: Iterable[Synthesis]) -> None:
    """Fetch at once what an answer needs that is not pooled: its rows, which are few."""
    apart = {one.pk: one for one in syntheses if one.headline.why_not_pooled}
    if apart:
        for pk, data in Synthesis.objects.filter(pk__in=apart).values_list("pk", "data"):
            apart[pk].data = data
