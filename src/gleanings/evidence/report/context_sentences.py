"""What goes with the sentence of a number: how sure it is, what its interval means, whom and which
way it is about, and what such words can and cannot say.
"""

from ..language.catalogue import N_

SENTENCES = {
    # how sure
    "doubt_link": N_(
        "These data cannot tell whether there is a link: none at all is possible, and so is one "
        "that matters."
    ),
    "doubt_effect": N_(
        "These data cannot tell whether there is an effect: none at all is possible, and so is one "
        "that matters."
    ),
    "doubt_unrated_link": N_(
        "These data cannot tell whether there is a link: none at all is possible."
    ),
    "doubt_unrated_effect": N_(
        "These data cannot tell whether there is an effect: none at all is possible."
    ),
    "doubt_few": N_("This rests on very few studies, and how precise it is is not known."),
    "near_link": N_(
        "The data are precise enough to say: if there is a link at all, it is on average too small "
        "to matter."
    ),
    "near_effect": N_(
        "The data are precise enough to say: if there is an effect at all, it is on average too "
        "small to matter."
    ),
    # the interval
    "interval": N_(
        "Values between {low} and {high} fit these data well, values outside fit them poorly "
        "({level}% confidence interval)."
    ),
    "interval_low": N_(
        "Only the lower end of the {level}% confidence interval is known, {low}: lower values fit "
        "these data poorly."
    ),
    "interval_high": N_(
        "Only the upper end of the {level}% confidence interval is known, {high}: higher values "
        "fit these data poorly."
    ),
    "interval_excludes_effect": N_("No effect would be {null}, outside the interval."),
    "interval_excludes_link": N_("No link would be {null}, outside the interval."),
    "interval_includes_effect": N_("No effect would be {null}, inside the interval."),
    "interval_includes_link": N_("No link would be {null}, inside the interval."),
    "interval_group": N_("This is about people as a group, not about any one of them."),
    "interval_from_n": N_("The interval was worked out here from the number of people."),
    "interval_of_no_level": N_(
        "The level of the interval is not given; it is taken for {level}%, as most are."
    ),
    "interval_missing": N_(
        "No interval is given, so that it cannot be said how precise this number is."
    ),
    # whom, when, which way
    "refers_who": N_("Who: {text}."),
    "refers_when": N_("When: {text}."),
    "direction_link": N_(
        "Direction: a number above 0 means that higher values of {predictor} go with higher values "
        "of {outcome}, one below 0 with lower."
    ),
    "direction_difference": N_(
        "Direction: a number above 0 means higher values in {outcome} {among} than "
        "{the_others}, one below 0 lower values."
    ),
    "direction_cases": N_(
        "Direction: a number above 0 means more cases of {outcome} {among} than {the_others}, "
        "one below 0 fewer."
    ),
    "direction_change": N_(
        "Direction: the number is after minus before, so that one above 0 means that values in "
        "{outcome} rose, one below 0 that they fell."
    ),
    "direction_ratio": N_(
        "Direction: a number above 1 means more cases of {outcome} {among} than {the_others}, "
        "one below 1 fewer."
    ),
    "direction_share": N_("Direction: such a share does not say which way the link goes."),
    "direction_link_higher": N_(
        "Direction: a number above {null} means that people higher in {predictor} do better."
    ),
    "direction_link_lower": N_(
        "Direction: a number below {null} means that people higher in {predictor} do better."
    ),
    "direction_comparison_higher": N_(
        "Direction: a number above {null} means that people do better {among}."
    ),
    "direction_comparison_lower": N_(
        "Direction: a number below {null} means that people do better {among}."
    ),
    "direction_change_higher": N_("Direction: a number above {null} is a change for the better."),
    "direction_change_lower": N_("Direction: a number below {null} is a change for the better."),
    # what such words can and cannot say
    "caution_link": N_(
        "A link is not a cause: other things may lie behind both. It describes many people "
        "together and does not foretell how one client will do."
    ),
    "caution_partial": N_(
        "A link is not a cause, even where other things are held equal. It describes many people "
        "together and does not foretell how one client will do."
    ),
    "caution_difference": N_(
        "An average is no promise for one client. Whether {by} made the difference depends on how "
        "the groups came about; chance allocation is the surest way."
    ),
    "caution_ratio": N_(
        "A figure for groups is no promise for one client. Without the share of cases "
        "{the_others}, nobody can tell how many people it concerns. Whether {by} made the "
        "difference depends on how the groups came about."
    ),
    "caution_hazard": N_(
        "A figure for groups is no promise for one client. It compares how fast cases come, not "
        "how many people are concerned in the end. Whether {by} made the difference depends on how "
        "the groups came about."
    ),
    "caution_rate": N_(
        "A figure for groups is no promise for one client. Without the number of cases "
        "{the_others}, nobody can tell how many people it concerns. Whether {by} made the "
        "difference depends on how the groups came about."
    ),
    "caution_cases": N_(
        "A figure for groups is no promise for one client. How large such a difference can be "
        "depends on how frequent the outcome is. Whether {by} made it depends on how the groups "
        "came about."
    ),
    "caution_change": N_(
        "Without a comparison group nobody can tell what made the change: time and chance change "
        "people too. An average is no promise for one client."
    ),
    "caution_convention": N_("“Small”, “moderate” and “large” are conventions ({source})."),
}
