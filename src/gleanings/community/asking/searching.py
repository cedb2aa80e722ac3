"""A question that nothing here answers, passed on to the literature as a saved search."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from gleanings.community.models import AskedQuestion
from gleanings.literature.models import SavedSearch
from gleanings.reader.search.stop_words import IN_QUESTIONS, STOP_WORDS
from gleanings.reader.search.words import words

LONGEST_NAME = 100


def name_of(question: AskedQuestion) -> str:
    """That of its search, by which it is known again."""
    return _words_of(question)[:LONGEST_NAME]


def _words_of(question: AskedQuestion) -> str:
    """The editor's, in the language that the sources are in; of a reader's own nothing goes out."""
    with override(settings.LANGUAGE_CODE):
        return question.text


def search_of(question: AskedQuestion) -> SavedSearch | None:
    name = name_of(question)
    return SavedSearch.objects.filter(name=name).first() if name else None


def form_for(question: AskedQuestion) -> str:
    """The address of a new search with the words that tell; empty before an editor wrote any."""
    asked = _words_of(question)
    telling = (word for word in words(asked) if word.folded not in STOP_WORDS | IN_QUESTIONS)
    query = " AND ".join(dict.fromkeys(word.folded for word in telling))
    begun = urlencode({"name": name_of(question), "query": query})
    return f"{reverse('saved_searches:add')}?{begun}" if asked else ""
