"""Posts of a blog that tell of no article: events, vacancies, the blog's own news.

A post without a citation and without implications may still be a summary. It is none if more of its
words announce something than speak of research; then it is left, and said.
"""

import re

_ANNOUNCES = re.compile(
    r"\b(?:"
    # events and courses
    r"regist(?:er|ration)|workshops?|webinars?|conferences?|symposi\w+|congress|keynote|meeting|"
    r"tickets?|venue|fees?|early[ -]bird|places? left|places are|seats?|scholarships?|"
    r"accommodation|save the date|call for (?:papers|abstracts|proposals|participants|volunteers)|"
    r"continuing education|coffee|lunch|join us|deadlines?|(?:at )?noon|[ap]\.m\.|"
    r"events?|training days?|free (?:talk|seminar|lecture)|speakers?|"
    # vacancies
    r"vacanc(?:y|ies)|apply|applicants?|salary|jobs?|fte|we are (?:looking for|hiring)|referees|"
    r"cover letter|closing date|join (?:us|our team)|fixed[ -]term|assistants?|desirable|"
    r"part-time|full-time|"
    # the blog and its people
    r"(?:this|the|our) (?:blog|newsletter|website|site) (?:is|will|has|takes|turns|was|moves)|"
    r"(?:blog|newsletter|list|site|summer|winter|short|little) (?:break|pause|holidays?)|holidays|"
    r"welcome|happy new year|congratulations|obituary|new (?:editor|website|look|address|home)|"
    r"maintenance|subscrib\w+|sponsors?|donat\w+|volunteers?|giveaway|"
    # French
    r"inscri\w+|ateliers?|webinaires?|colloques?|congrès|journées? d[’']étude|tarifs?|"
    r"date limite|rejoignez|offre d[’']emploi|poste (?:à pourvoir|vacant)|candidatures?|recrut\w+|"
    r"vacances|congés?|pause|bonne année|bienvenue|(?:le|ce|notre) blogu?e? (?:prend|sera|est|a|"
    r"fait|revient|déménage)|je vous souhaite|nous vous souhaitons|"
    # German
    r"anmeld\w+|tagung\w*|workshops|seminare?|kongress\w*|teilnahmegebühr\w*|stellen(?:angebot|"
    r"anzeige|ausschreibung)\w*|bewerb\w+|ferien|urlaub|sommerpause|winterpause|willkommen|"
    r"frohes neues"
    r")(?!\w)",
    re.IGNORECASE,
)
_RESEARCH = re.compile(
    r"\b(?:stud(?:y|ies|ied)|researchers?|trials?|meta-?anal\w+|reviewed|authors?|participants?|"
    r"samples?|surveyed|findings?|outcomes?|results?|randomi[sz]\w+|interview(?:s|ed)|data|"
    r"evidence|effects?|predict\w*|correlat\w+|associat\w+|clients?|patients?|therap\w+|"
    r"couples?|groups?|trainees?|waiting list|"
    r"psychotherap\w+|symptoms?|treatments?|depress\w+|anxi\w+|percent|"
    r"étud\w+|chercheu\w+|essais?|auteure?s|résultats?|échantillon|données|effets?|thérap\w+|"
    r"stud(?:ie|ien)|forsch\w+|autor\w*|ergebnis\w*|stichprobe|daten|effekt\w*|patient\w*)\b"
    r"|\b[NnRrDdGgPp] ?[=<>]|\d ?%",
    re.IGNORECASE,
)


# so many different words of research have a post, where the others of the blog cite or are cut
_LEAST_IN_A_BLOG_THAT_CITES = 4


def tells_of_no_article(text: str, *, others_cite: bool, cut: bool = False) -> bool:
    """Whether a post with neither citation nor implications announces something.

    Where the `others_cite`, it must speak much of research to be a summary; where posts are `cut`
    to their first lines, more than of anything announced.
    """
    research, cues = _different(_RESEARCH, text), _different(_ANNOUNCES, text)
    if cut:
        return research <= cues
    return research < max(cues, _LEAST_IN_A_BLOG_THAT_CITES if others_cite else 0)


def _different(pattern: re.Pattern[str], text: str) -> int:
    return len({found[0].casefold() for found in pattern.finditer(text)})
