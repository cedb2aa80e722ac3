"""Five questions to talk about, and what was asked, as the data have them.

What a result says, what its interval means and what such words cannot say are sentences of the
evidence library; nothing here claims more. Words of a summary stand within a question only where
they are in its language.
"""

from django.utils.translation import gettext as _

from gleanings.community.kits.results import Told
from gleanings.community.kits.studied import Studied, studied_in
from gleanings.evidence.direction import Design
from gleanings.evidence.report import Label

NOT_SURE = (Label.FEW_OR_IMPRECISE, Label.NEAR_ZERO, Label.NO_STUDY)


def what_was_asked(one: Told) -> str:
    """Of the main result; empty where there is none to go by."""
    main = one.main
    if main is None or not (main.predictor and main.outcome):
        return ""
    phrases = {"predictor": main.predictor, "outcome": main.outcome}
    if main.design == Design.COMPARISON:
        return _("What difference does it make: “%(predictor)s”, for “%(outcome)s”?") % phrases
    if main.design == Design.BEFORE_AFTER:
        return _("What changed in “%(outcome)s”, with “%(predictor)s”?") % phrases
    return _("How are “%(predictor)s” and “%(outcome)s” related?") % phrases


def questions_on(one: Told) -> list[str]:
    """On one summary: whom it is of, what it found, how sure that is, what is open, and Monday."""
    return [_whom(one), _finding(one), _how_sure(one), _left_open(one), _monday(one)]


def _whom(one: Told) -> str:
    ask = _ask_of(one)
    if one.studied and one.is_in_readers_language:
        return _("Who was studied: %(studied)s. %(ask)s") % {
            "studied": one.studied.rstrip("."),
            "ask": ask,
        }
    return _("Who was studied? %(ask)s") % {"ask": ask}


def _ask_of(one: Told) -> str:
    kind = studied_in(one.studied)
    if kind == Studied.CLIENTS:
        return _("Which of your clients are they like, and which are they not like?")
    if kind == Studied.THERAPISTS:
        return _("In what are you and your colleagues like them, and in what not?")
    if kind == Studied.ANIMALS:
        return _("They were animals: what can hold for people too, and how would one know?")
    return _("In what are the people you work with like them, and in what not?")


def _finding(one: Told) -> str:
    if one.caution:
        return _(
            "%(mark)s. Had you heard of this result, or acted on it? What do you make of it now?"
        ) % {"mark": one.mark}
    ask = _("Does that fit what you see in your practice? What speaks for it, and what against?")
    sentence = one.box.words.sentence if one.box and one.box.words else ""
    if sentence and one.says_all_in_one_language:
        return f"{sentence} {ask}"
    return _("What was found? %(ask)s") % {"ask": ask}


def _how_sure(one: Told) -> str:
    box = one.box
    words, label = (box.words, box.label) if box else (None, None)
    if words and label and words.label in NOT_SURE:
        ask = _("What would you need to know before you acted on it?")
        return f"{label.sentence} {ask}"
    if words and words.interval:
        ask = _("Would you decide the same if the truth lay at the one end, and at the other?")
        if not one.is_told_as_reported:
            return _("The number and its interval: %(number)s. %(ask)s") % {
                "number": one.number,
                "ask": ask,
            }
        if one.says_all_in_one_language:
            return f"{words.interval} {ask}"
    return _("How sure is this, and what tells you so?")


def _left_open(one: Told) -> str:
    ask = _("What else could explain it, and what does the summary leave open?")
    words = one.box.words if one.box else None
    if words and words.caution and one.says_all_in_one_language:
        return f"{words.caution} {ask}"
    return ask


def _monday(one: Told) -> str:
    if one.caution:
        return _(
            "If you acted on it: what will you look at again on Monday, with whom, and who else "
            "should know?"
        )
    ask = _(
        "What will you do differently on Monday, with whom, and how will you notice whether it "
        "helps?"
    )
    if one.practice and one.is_in_readers_language:
        return _("In practice: “%(practice)s” %(ask)s") % {
            "practice": one.practice[0],
            "ask": ask,
        }
    return ask


def questions_across(several: list[Told]) -> list[str]:
    """On a collection."""
    are_clients = all(studied_in(one.studied) == Studied.CLIENTS for one in several)
    unsure = [one.title for one in several if _is_unsure(one)]
    how_sure = (
        _("Of these, the numbers cannot tell yet: %(titles)s. What would you need to know?")
        % {"titles": "; ".join(unsure)}
        if unsure and all(one.is_in_readers_language for one in several)
        else _(
            "Of which of these results are you most sure, of which least, and what tells you so?"
        )
    )
    return [
        _("Who was studied? Which of your clients are they like, and who was in none of these?")
        if are_clients
        else _("Who was studied? Who of those you work with is like them, and who was in none?"),
        _("Where do these results agree, and where do they seem not to? What could explain that?"),
        how_sure,
        _("What do they leave open together? Which study would you want to read next?"),
        _(
            "Choose one thing from all of these to do differently on Monday: with whom, and how "
            "will you notice whether it helps?"
        ),
    ]


def _is_unsure(one: Told) -> bool:
    words = one.box.words if one.box else None
    return words is not None and words.label == Label.FEW_OR_IMPRECISE


def plan_of(several: list[Told]) -> list[str]:
    """Thirty minutes, a line each."""
    if len(several) == 1:
        return [
            _("5 min: each reads the handout."),
            _("5 min: what was asked, and who was studied (question 1)."),
            _("5 min: the number, in words and as a picture (questions 2 and 3).")
            if several[0].main
            else _("5 min: what was found, and how sure that is (questions 2 and 3)."),
            _("10 min: what it leaves open; in pairs, then together (question 4)."),
            _("5 min: what each will try by Monday (question 5)."),
        ]
    return [
        _("5 min: each reads the handout, and one of the summaries more closely."),
        _("10 min: each tells what was asked, who was studied and what was found (question 1)."),
        _("5 min: where they agree, and how sure that is (questions 2 and 3)."),
        _("5 min: what they leave open together (question 4)."),
        _("5 min: what each will try by Monday (question 5)."),
    ]
