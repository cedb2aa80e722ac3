"""Several sources asked at once, by somebody who waits at a form for a few seconds."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from django.utils.translation import get_language, override
from django.utils.translation import gettext_noop as _

from gleanings.literature.sources.polite import Patience, SourceError

Answer = TypeVar("Answer")

AT_A_FORM = Patience(
    tries=1, longest_wait=0.0, timeout=(3.0, 5.0), longest_answer=5.0, goes_on=False
)


def in_time(
    questions: Mapping[str, Callable[[], Answer]], seconds: float
) -> dict[str, Answer | SourceError]:
    """The answer of each source, or why there is none; in the order they were asked in.

    A name that is not resolved keeps a request waiting longer than any timeout says, so each has a
    thread of its own, which is left to itself afterwards. It must touch no database.
    """
    language = get_language()

    def answered(question: Callable[[], Answer]) -> Answer | SourceError:
        with override(language):
            try:
                return question()
            except SourceError as error:
                return error

    pool = ThreadPoolExecutor(max_workers=max(1, len(questions)))
    asked = {source: pool.submit(answered, one) for source, one in questions.items()}
    wait(asked.values(), timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    return {source: _of(source, future, seconds) for source, future in asked.items()}


def _of(
    source: str, future: "Future[Answer | SourceError]", seconds: float
) -> Answer | SourceError:
    if future.done():
        return future.result()
    words = _("%(source)s: it did not answer within %(seconds)s seconds.")
    return SourceError(words, source=source, seconds=round(seconds))
