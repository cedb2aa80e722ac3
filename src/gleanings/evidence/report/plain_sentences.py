"""The sentences that a clinician would say, of phrases that an editor gave for them.

{subject} and {comparison} are in the plural, {outcome} is what the subject tended to do, in the
infinitive, as the result has it ("have better outcomes", "avoir moins de symptômes"); of a share it
is what they did ("dropped out"), of an average what it is the average of. {one} is one of the
subject in the singular ("the one with the stronger alliance").
"""

from ..language.catalogue import N_

SENTENCES = {
    "than": N_(" than {comparison}"),
    "than_others": N_(" than others"),
    "as": N_(" as {comparison}"),
    "as_others": N_(" as others"),
    # links
    "correlation": N_("{Subject} tended to {outcome}.{pair}"),
    "correlation_none": N_("There was hardly any tendency for {subject} to {outcome}."),
    "partial": N_("Other things being equal, {subject} tended to {outcome}."),
    "partial_none": N_(
        "Other things being equal, there was hardly any tendency for {subject} to {outcome}."
    ),
    "slope": N_("{Subject} tended to {outcome}."),
    "slope_none": N_("There was hardly any tendency for {subject} to {outcome}."),
    # two groups, or one before and after
    "difference": N_("{Subject} tended to {outcome}{than}.{pair}"),
    "difference_none": N_("There was hardly any tendency for {subject} to {outcome}{than}."),
    "mean_difference": N_(
        "{Subject} tended to {outcome}{than}, by {value} on average in the units of the measure."
    ),
    "mean_difference_none": N_("There was no tendency for {subject} to {outcome}{than}."),
    "change": N_("Afterwards, {subject} tended to {outcome} than before."),
    "change_none": N_(
        "Afterwards, there was hardly any tendency for {subject} to {outcome} than before."
    ),
    "mean_change": N_(
        "Afterwards, {subject} tended to {outcome} than before, by {value} on average in the units "
        "of the measure."
    ),
    "mean_change_none": N_(
        "Afterwards, there was no tendency for {subject} to {outcome} than before."
    ),
    # events
    "likelier_more": N_("{Subject} were more likely to {outcome}{than}."),
    "likelier_less": N_("{Subject} were less likely to {outcome}{than}."),
    "likelier_none": N_("{Subject} were about as likely to {outcome}{as}."),
    "oftener_more": N_("{Subject} tended to {outcome} more often{than}."),
    "oftener_less": N_("{Subject} tended to {outcome} less often{than}."),
    "oftener_none": N_("{Subject} tended to {outcome} about as often{as}."),
    "per_hundred": N_(
        " For every 100 cases in the comparison there were {count} among as many people."
    ),
    "of_a_hundred_more": N_(" That is about {count} more among 100."),
    "of_a_hundred_less": N_(" That is about {count} fewer among 100."),
    # pairs
    "pair_link": N_(
        " Take two people: {one} did {way} in {chance} of 100 such pairs; chance alone gives 50."
    ),
    "pair_groups": N_(
        " Take one person from each group: {one} did {way} in {chance} of 100 such pairs; chance "
        "alone gives 50."
    ),
    "better": N_("better"),
    "worse": N_("worse"),
    # shares and averages
    "percentage": N_("Among {subject}, {percent} {outcome}."),
    "fraction": N_("Among {subject}, {count} of {total} {outcome}."),
    "range": N_("Among {subject}, between {low} and {high} {outcome}."),
    "mean": N_("For {subject}, the average was {value} ({outcome})."),
    "median": N_(
        "For {subject}, the middle value was {value} ({outcome}): half had less, half had more."
    ),
    # how sure
    "doubt": N_("These data cannot tell either way: there may be no difference at all. "),
    "doubt_unrated": N_("These data cannot tell either way: there may be no difference at all. "),
    "doubt_few": N_("This rests on very few studies, and how precise it is is not known. "),
    "near": N_(" Any difference is on average too small to matter."),
    # a tap away
    "by_convention": N_("By convention, {size}."),
    "share": N_("{Share} of the differences between people go with it."),
}
