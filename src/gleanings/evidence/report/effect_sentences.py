"""The sentences that a number is told in. {predictor} and {outcome} are noun phrases as an editor
typed them, so no sentence may need their article, number or gender.
"""

from ..language.catalogue import N_
from .context_sentences import SENTENCES as CONTEXT

# a label ends in the direction, in the size, or in whether it is a link or an effect
_SAID = {
    # stand-ins where an editor typed nothing
    "no_predictor": N_("the factor studied"),
    "no_outcome": N_("the outcome studied"),
    "in_brackets": N_(" ({outcome})"),
    "both_in_brackets": N_(" ({predictor}, {outcome})"),
    "with_predictor": N_("With {predictor}"),
    "with_first": N_("In the first group"),
    "among_predictor": N_("with {predictor}"),
    "among_first": N_("in the first group"),
    "one_predictor": N_("the one with {predictor}"),
    "one_first": N_("the one from the first group"),
    "others": N_("in the comparison"),
    "others_named": N_("with {named}"),
    "by_first": N_("the first group"),
    # numbers
    "about_percent": N_("about {number}%"),
    "below_one_percent": N_("less than 1%"),
    "about": N_("about {number}"),
    "below_one": N_("fewer than 1"),
    "above_99": N_("more than 99"),
    # how large
    "size_link_tiny": N_("the link is very small"),
    "size_link_small": N_("the link is small"),
    "size_link_moderate": N_("the link is moderate"),
    "size_link_large": N_("the link is large"),
    "size_difference_none": N_("that is hardly any difference"),
    "size_difference_tiny": N_("that is a very small difference"),
    "size_difference_small": N_("that is a small difference"),
    "size_difference_moderate": N_("that is a moderate difference"),
    "size_difference_large": N_("that is a large difference"),
    "size_of_a_ratio": N_("whether that is much depends on how frequent {outcome} is"),
    "size_change_tiny": N_("that is a very small change"),
    "size_change_small": N_("that is a small change"),
    "size_change_moderate": N_("that is a moderate change"),
    "size_change_large": N_("that is a large change"),
    "size_share_none": N_("that is hardly anything"),
    "size_share_small": N_("that is a small share"),
    "size_share_moderate": N_("that is a moderate share"),
    "size_share_large": N_("that is a large share"),
    # correlations
    "correlation_better": N_(
        "People higher in {predictor} tended to do better{in_brackets}; {size}: {share} of the "
        "differences in {outcome} go with it. {pair}"
    ),
    "correlation_worse": N_(
        "People higher in {predictor} tended to do worse{in_brackets}; {size}: {share} of the "
        "differences in {outcome} go with it. {pair}"
    ),
    "correlation_more": N_(
        "People higher in {predictor} tended to be higher in {outcome} too; {size}: {share} of the "
        "differences in {outcome} go with it. {pair}"
    ),
    "correlation_less": N_(
        "People higher in {predictor} tended to be lower in {outcome}; {size}: {share} of the "
        "differences in {outcome} go with it. {pair}"
    ),
    "correlation_none": N_(
        "There was hardly any link between {predictor} and {outcome}: {share} of the differences "
        "in {outcome} go with {predictor}."
    ),
    "pair_better": N_(
        "Of two people, the one higher in {predictor} does better in {chance} of 100 such pairs; "
        "without a link it would be 50."
    ),
    "pair_worse": N_(
        "Of two people, the one higher in {predictor} does worse in {chance} of 100 such pairs; "
        "without a link it would be 50."
    ),
    "pair_more": N_(
        "Of two people, the one higher in {predictor} is also the one higher in {outcome} in "
        "{chance} of 100 such pairs; without a link it would be 50."
    ),
    "pair_less": N_(
        "Of two people, the one higher in {predictor} is the one lower in {outcome} in {chance} of "
        "100 such pairs; without a link it would be 50."
    ),
    "partial_better": N_(
        "Other things in the analysis being equal, people higher in {predictor} tended to do "
        "better{in_brackets}; {size}."
    ),
    "partial_worse": N_(
        "Other things in the analysis being equal, people higher in {predictor} tended to do "
        "worse{in_brackets}; {size}."
    ),
    "partial_more": N_(
        "Other things in the analysis being equal, people higher in {predictor} tended to be "
        "higher in {outcome} too; {size}."
    ),
    "partial_less": N_(
        "Other things in the analysis being equal, people higher in {predictor} tended to be lower "
        "in {outcome}; {size}."
    ),
    "partial_none": N_(
        "Other things in the analysis being equal, there was hardly any link between {predictor} "
        "and {outcome}."
    ),
    # differences between two groups
    "difference_better": N_(
        "{with}, people did better on average than {the_others}{in_brackets}; {size}. {pair}"
    ),
    "difference_worse": N_(
        "{with}, people did worse on average than {the_others}{in_brackets}; {size}. {pair}"
    ),
    "difference_more": N_(
        "{with}, people were higher on average in {outcome} than {the_others}; {size}. {pair}"
    ),
    "difference_less": N_(
        "{with}, people were lower on average in {outcome} than {the_others}; {size}. {pair}"
    ),
    "difference_open": N_(
        "The groups differed on average{in_brackets}; {size}. Which of them did better is not said."
    ),
    "difference_none": N_(
        "{with}, people did on average about the same as {the_others}{in_brackets}; {size}."
    ),
    "difference_pair_better": N_(
        "Take one person from each: in {chance} of 100 such pairs {the_one} does better; without a "
        "difference it would be 50."
    ),
    "difference_pair_worse": N_(
        "Take one person from each: in {chance} of 100 such pairs {the_one} does worse; without a "
        "difference it would be 50."
    ),
    "difference_pair_more": N_(
        "Take one person from each: in {chance} of 100 such pairs {the_one} is higher in "
        "{outcome}; without a difference it would be 50."
    ),
    "difference_pair_less": N_(
        "Take one person from each: in {chance} of 100 such pairs {the_one} is lower in {outcome}; "
        "without a difference it would be 50."
    ),
    "change_better": N_("On average people changed for the better{in_brackets}; {size}."),
    "change_worse": N_("On average people changed for the worse{in_brackets}; {size}."),
    "change_more": N_("On average people rose in {outcome}; {size}."),
    "change_less": N_("On average people fell in {outcome}; {size}."),
    "change_open": N_(
        "On average people changed{in_brackets}; {size}. Whether for the better is not said."
    ),
    "change_none": N_("On average people hardly changed{in_brackets}."),
    # of two groups, or of one before and after: nobody said
    "difference_of_some_kind_better": N_(
        "{with}, people did better on average{in_brackets}; {size}. Whether better than others or "
        "better than before is not said."
    ),
    "difference_of_some_kind_worse": N_(
        "{with}, people did worse on average{in_brackets}; {size}. Whether worse than others or "
        "worse than before is not said."
    ),
    "difference_of_some_kind_more": N_(
        "{with}, people were higher on average in {outcome}; {size}. Whether higher than others or "
        "higher than before is not said."
    ),
    "difference_of_some_kind_less": N_(
        "{with}, people were lower on average in {outcome}; {size}. Whether lower than others or "
        "lower than before is not said."
    ),
    "difference_of_some_kind_open": N_(
        "There was a difference{in_brackets}; {size}. Between what, and for the better or the "
        "worse, is not said."
    ),
    "difference_of_some_kind_none": N_("{with}, there was hardly any difference{in_brackets}."),
    "mean_difference_of_some_kind_better": N_(
        "{with}, people did better on average{in_brackets}, by {value} in the units of the "
        "measure. Whether better than others or better than before is not said."
    ),
    "mean_difference_of_some_kind_worse": N_(
        "{with}, people did worse on average{in_brackets}, by {value} in the units of the measure. "
        "Whether worse than others or worse than before is not said."
    ),
    "mean_difference_of_some_kind_more": N_(
        "{with}, people were on average {value} higher in {outcome}, in the units of the measure. "
        "Whether higher than others or higher than before is not said."
    ),
    "mean_difference_of_some_kind_less": N_(
        "{with}, people were on average {value} lower in {outcome}, in the units of the measure. "
        "Whether lower than others or lower than before is not said."
    ),
    "mean_difference_of_some_kind_open": N_(
        "There was a difference{in_brackets} of {value} in the units of the measure. Between what, "
        "and for the better or the worse, is not said."
    ),
    "mean_difference_of_some_kind_none": N_("{with}, there was no difference{in_brackets}."),
    # events
    "odds": N_(
        "{with}, the odds of {outcome} were {value} times those {the_others}; {size}. Odds are "
        "not risks: unless {outcome} is rare, the risks differ by less than that."
    ),
    "odds_equal": N_("{with}, the odds of {outcome} were the same as {the_others}."),
    "risk": N_(
        "For every 100 cases of {outcome} {the_others} there were {per_hundred} among as many "
        "people {among}; {size}."
    ),
    "both_risks": N_(
        "Among {people} people {among} there were about {cases} cases of {outcome}, instead of "
        "{others} {the_others}."
    ),
    "both_risks_alike": N_(
        "Among {people} people {among} there were about {cases} cases of {outcome}, as many as "
        "{the_others}."
    ),
    "baseline": N_(
        "That goes for settings with {others} cases among {people} people {the_others}, the "
        "middle one of these studies."
    ),
    "hazard": N_(
        "{with}, the risk of {outcome} at any one moment, for people not yet affected, was "
        "{value} times that {the_others}; {size}."
    ),
    "rate_ratio": N_(
        "{with}, cases of {outcome} were {value} times as frequent as {the_others} over the "
        "same time; {size}."
    ),
    "risk_difference_more": N_(
        "Among 100 people {among} there were about {count} more cases of {outcome} than among "
        "100 {the_others}."
    ),
    "risk_difference_less": N_(
        "Among 100 people {among} there were about {count} fewer cases of {outcome} than among "
        "100 {the_others}."
    ),
    "risk_difference_none": N_(
        "Among 100 people {among} there were about as many cases of {outcome} as among 100 "
        "{the_others}."
    ),
    "speaks_better": N_("The comparison favours {by}."),
    "speaks_worse": N_("The comparison speaks against {by}."),
    # in the units of a measure
    "mean_difference_better": N_(
        "{with}, people did better on average than {the_others}{in_brackets}, by {value} in the"
        " units of the measure."
    ),
    "mean_difference_worse": N_(
        "{with}, people did worse on average than {the_others}{in_brackets}, by {value} in the "
        "units of the measure."
    ),
    "mean_difference_more": N_(
        "{with}, people were on average {value} higher in {outcome} than {the_others}, in the "
        "units of the measure."
    ),
    "mean_difference_less": N_(
        "{with}, people were on average {value} lower in {outcome} than {the_others}, in the "
        "units of the measure."
    ),
    "mean_difference_open": N_(
        "The groups differed on average{in_brackets}, by {value} in the units of the measure. "
        "Which of them did better is not said."
    ),
    "mean_difference_none": N_(
        "{with}, people did on average the same as {the_others}{in_brackets}."
    ),
    "mean_change_better": N_(
        "On average people changed for the better{in_brackets}, by {value} in the units of the "
        "measure."
    ),
    "mean_change_worse": N_(
        "On average people changed for the worse{in_brackets}, by {value} in the units of the "
        "measure."
    ),
    "mean_change_more": N_(
        "On average people rose by {value} in {outcome}, in the units of the measure."
    ),
    "mean_change_less": N_(
        "On average people fell by {value} in {outcome}, in the units of the measure."
    ),
    "mean_change_open": N_(
        "On average people changed{in_brackets}, by {value} in the units of the measure. Whether "
        "for the better is not said."
    ),
    "mean_change_none": N_("On average people did not change{in_brackets}."),
    "slope_better": N_(
        "People one unit higher in {predictor} tended to do better{in_brackets}, by {value} in the "
        "units of the measure."
    ),
    "slope_worse": N_(
        "People one unit higher in {predictor} tended to do worse{in_brackets}, by {value} in the "
        "units of the measure."
    ),
    "slope_more": N_(
        "People one unit higher in {predictor} tended to be {value} higher in {outcome}, in the "
        "units of the measures."
    ),
    "slope_less": N_(
        "People one unit higher in {predictor} tended to be {value} lower in {outcome}, in the "
        "units of the measures."
    ),
    "slope_none": N_("In these data there was no link between {predictor} and {outcome}."),
    "units": N_("Whether that is much depends on the measure."),
    # shares and single numbers
    "share": N_("Of the differences in {outcome}, {share} go with {predictor}; {size}."),
    "f2": N_(
        "Of the differences in {outcome} that nothing else accounts for, {share} go with "
        "{predictor}; {size}."
    ),
    "percentage": N_("The share is {percent}{in_brackets}."),
    "mean": N_("The average is {value}{in_brackets}."),
    "median": N_("The middle value is {value}{in_brackets}: half are lower, half are higher."),
    "people": N_("The number of people is {count}."),
    "studies": N_("The number of studies is {count}."),
    "i2": N_("Of the variation between the studies' results, {share} is real rather than chance."),
    "tau2": N_(
        "The studies' true effects scatter around their average with a standard deviation of about "
        "{value}."
    ),
    "reliability": N_("The reliability is {value}{in_brackets}; 1 would be perfect."),
    "intraclass": N_(
        "The intraclass correlation is {value}{in_brackets}: 0 says that what belongs together is "
        "no more alike than the rest, 1 that it is the same."
    ),
    "agreement": N_(
        "The agreement is {value}{in_brackets}; 1 would be perfect, 0 no better than chance."
    ),
    "fraction": N_("The count is {count} of {total}, that is {percent}{in_brackets}."),
    "range": N_("The values go from {low} to {high}{in_brackets}."),
    "only_a_bound": N_("Only a bound is reported: {name} of {value}{in_brackets}."),
    "other": N_("The estimate is {value}{in_brackets}."),
}

SENTENCES = _SAID | CONTEXT
