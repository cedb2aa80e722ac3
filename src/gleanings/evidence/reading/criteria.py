"""Percentages that nobody found: strengths, ranks, levels, and what a response was to reach."""

from __future__ import annotations

import re

from gleanings.evidence.reading.draft import Draft, Page
from gleanings.evidence.reading.nouns import PEOPLE
from gleanings.evidence.reading.numerals import NUMBER

# "HbA1c ≥ 7 %" sets a threshold, "at the 5% level" a level of significance.
_THRESHOLD_BEFORE = re.compile(
    r"(?:[<>≥≤][\s=\x02]{0,5}|\((?:greater|less)[-\s]than(?:\sor\sequal\sto)?\)\s?|[<>]\sor\s?=\s?|[<>≥≤]\s?=?\s?\d{1,4}(?:\.\d{1,3})?\s?%?\s?(?:to|-)\s?"
    r"|(?:administration|solution|concentration|cream|gel|ointment|inhalation)s?\sof\s"
    r"|(?<![a-z])(?:ci|c\.i\.|ic|confidence\sintervals?)\s?[:=(]?\s?"  # 1.79-10.50 CI 95%
    r"|concentrations?\s(?:was|were)\s(?:maintained|kept|held|set)\sat\s"
    r"|(?:predefined|threshold|criterion|filter|cut-?\s?off|significance\slevel|level\sof\ssignificance|defined\s(?:a\spriori\s)?as|power|alpha)(?:\s(?:value|level|score))?\s"
    r"(?:of\s|was\s|a\s|an\s|at\sleast\s){0,2})$"
)
# "The 10% slowest", "the top 5%": where they stand, not how many they are.
_RANK_BEFORE = re.compile(r"\b(?:top|bottom|upper|lower|fastest|slowest|highest|lowest)\s$")
_RANK_BEHIND = re.compile(r"\s(?:slowest|fastest|highest|lowest|best|worst)\b")
# "Bupivacaine, 0.25%", "70% ethanol", "a 35% CO2 challenge": how strong a solution or a gas is.
_SOLUTION = (
    r"(?:(?!cocaine)[a-z]{2,12}(?:caine|flurane|thane|onidine|olol)|saline|dextrose|ethanol|iodine|formalin|"
    r"pilocarpine|dorzolamide|apral?onidine?|apraclonidin|polidocanol|nac[li]|sodium\schloride|[a-z]{0,16}cellulose|gum|polyacrylamide|"
    r"ethanolic|albumin\sdialysate|[a-z]{3,9}\ssulphate|copper\sacetate|straw|hay|ddgs|manure|food\swaste|spc|creatine|sheep\sred|triton|glutaraldehyde|formamide|ala\swas|inspired\so|gradient\sgels?|alcohol\swater|eye\sdrops|"
    r"(?:horse|calf|bovine|goat|rabbit|human|f[oe]etal)\s(?:calf\s|bovine\s)?serum(?!\s(?:samples?|positive))|(?:10-day\s)?chick\sembryo|crude\sprotein|"
    r"chlorhexidine|sucrose|agarose|formaldehyde|paraformaldehyde|peroxide|fbs|thc|"
    r"co2|n2o|o2|nitrous\soxide|carbon\sdioxide|oxygen|solution)"
)
_SOLUTION_BEFORE = re.compile(rf"(?<!%\s)\b{_SOLUTION},?\s\(?(?:up\sto\s|at\s)?$")
_SOLUTION_BEHIND = re.compile(
    rf"(?:\s(?:and|or|to|et|ou)\s{NUMBER}\s?%)?\s(?:(?!had|took|got|were|(?!added)\w*ed\s)\w{{1,14}}\s)?{_SOLUTION}\b"
)
_LEVEL_BEHIND = re.compile(
    r"\s?\(?(?:wt|w|v|vol)\s?/|\sof\s(?:the\s)?(?:federal\s)?poverty|\sof\sthe\s(?:[a-z]{3,12}\s)?dose\b|\sreimbursement|\s(?:alpha\s|significance\s)?(?:level|power)(?![a-z])"
    r"|\s(?:\w{1,12}\s)?(?:goal|target|threshold|criterion)(?![a-z])"
    r"|\s(?:[\w-]{1,14}\s){0,2}(?:lethal|effective|inducing|hemadsorption|inhibit(?:ory|ion)|infecti(?:ve|ous))\s(?:dose|concentration)s?"
    r"|\s(?:ci,|n2\sand|hpd|pri|false\sdiscovery|confluen(?:ce|t)|final\sconcentration|predict(?:ion|ive)\sinterval|credib(?:le|ility)|confidential)\b|\s(?:flow|luminance|contrast)\s(?:reduction|stimul)|\s(?:chance\sof\sreceiving|repolari[sz]ation|re-?lengthening|emptying|htmax)\b"
    r"|\s(?:full-thickness|scald|burn)\b|\s(?:fall\sin\s(?:the\s)?f(?:ev|orced))"
    r"|\s?(?:per)?(?:cen)?tile|\ssignificance"
    # how hard people worked, how much was burnt, taken out or fed
    r"|\s(?:of\s)?(?:the\s|their\s)?(?:individual\s)?(?:maxim(?:al|um)\s(?:voluntary|oxygen|heart|work|effort|power|aerobic)|v\W?o2|mvc|1-?rm|hrmax|tbsa|total\sbody\s(?:surface|area)|mac\b|nrc\b|hepatectom|gastrectom|pancreatectom)"
    # "the 90% cure recommended for a first-line treatment"
    r"|\s(?:of\s)?(?:the\s)?(?:energy|kcal|calories|dietary|serum[-\s]contain|body\sweight\s(?:by|via)\s(?:i\.?[vp]\.?|inject))"
    r"|\s(?:\w{1,14}\s){0,3}(?:recommended|required|desired|stipulated)\s(?:for|by|in)\b"
)
# The last of "0%, 2% or 4% w/w" says it of them all.
_LIST_BEHIND = re.compile(rf"(?:(?:,\s(?:and\s|or\s)?|\s(?:and|or|to|et|ou)\s){NUMBER}\s?%){{1,6}}")
# "The dose eliciting 50% of the maximum effect".
_EFFECTIVE_DOSE = re.compile(r"\b(?:eliciting|inhibiting)\s$")
# "Assuming a 20% drop-out", "power to detect a 5% increase": what was planned with.
_PLANNED_BEFORE = re.compile(
    r"(?:\b(?:assum(?:e[ds]?|ing|ption\sof)|allow(?:s|ed|ing)?\sfor|anticipat(?:e[ds]?|ing)|to\sdetect|discounted\sat)\s"
    r"(?:(?:an?|of|at\sleast|about|approximately|the)\s){0,2}"
    r"|\b(?:assumed|anticipated|expected)\s(?:[\w-]{2,14}\s){1,4}of\s)$"
)
# "I2 of 69% and 80%": the second is an I2, too.
_SECOND_I2 = re.compile(
    r"\bi\^?2\s?(?:of|was|were|=|:)?\s?\d{1,2}(?:\.\d{1,2})?\s?%\s?(?:,|and|or)\s$"
)
# "Response (50% score decrease)", "as defined by a 20% decrease": a criterion, and no result.
_DEFINED_BEFORE = re.compile(
    r"(?:\bdefined\s(?:as|by)\s[^.;()]{0,40}|\b(?:respon(?:se|ders?|ded)|remission|relapse|success)s?\s?[(\[][^.;()]{0,24}|\bcriteri(?:on|a)\s(?:of|was|were|for\s\w{2,20})\s[^.;()]{0,24})$"
)

# "A posttest probability less than 5%", "more than 70% of the time": what was to be reached.
_PROBABILITY = re.compile(r"probabilit(?:y|ies|é|és)\s(?:of\s|de\s)?$")
_OF_THE_TIME = re.compile(r"\sof\sthe\stime\b")
# "An average (standard deviation) of 45.3% (33.1%)": the SD of the one before it.
_SD_OF_A_PERCENTAGE = re.compile(
    r"\((?:sds?|standard\sdeviations?)\)[^.;()%]{0,40}[\d.]{1,6}\s?%\s?\($"
)
# "HR for 1%, 0.58 [0.50, 0.67]; 5%, 0.52 [": a label of the estimate behind it.
_LABEL_OF_ESTIMATE = re.compile(rf",\s{NUMBER},?\s?[(\[]\s?-?{NUMBER}\s?(?:,|-|to|;)")
# "Endorsed by 80% or more of panel members": a rule of consensus.
_BY_MANY = re.compile(r"\bby\s(?:at\sleast\s|more\sthan\s|over\s)?$")
_OF_JUDGES = re.compile(
    r"\sof\s(?:the\s|all\s)?(?:\w{1,12}\s)?(?:panel|experts?|raters?|judges|delphi|respondents)"
)
# "Per 10% change", "for each 5% lost": a unit, not a result.
_UNIT_BEFORE = re.compile(
    r"\b(?:per|each|every|chaque|par)\s(?:additional\s|extra\s|further\s)?$", re.IGNORECASE
)
# "A reduction of at least 50%", "50% or more improvement": a criterion, not a result.
_CHANGE = (
    r"(?:reductions?|improvements?|benefits?|decreases?|increases?|declines?|drops?|loss(?:es)?|changes?|"
    r"réductions?|diminutions?|améliorations?|baisses?)"
)
_CHANGE_OF = re.compile(
    rf"(?:{_CHANGE}|risks?|risques?)\s(?:of|de|d'au)\s(?:(?:at\sleast|moins)\s)?$", re.IGNORECASE
)
_CHANGE_NEXT = re.compile(rf"\s(?:[\w()-]{{1,20}}\s){{0,6}}?{_CHANGE}\b")
_CHANGE_BEHIND = re.compile(
    rf"\s(?:or\s(?:more|greater)\s)?(?:\w{{1,12}}\s)?{_CHANGE}\b", re.IGNORECASE
)


def is_strength_or_level(page: Page, match: re.Match[str]) -> bool:
    before = page.small[max(0, match.start() - 40) : match.start()]
    if before.rstrip().endswith(("±", "+/-", "+/0", "+-", "(plus or minus)")):
        return True  # 7.7 ± 1.3 %: an SD, read with its mean
    if before.endswith("(") and _SD_OF_A_PERCENTAGE.search(
        page.small, max(0, match.start() - 80), match.start()
    ):
        return True
    if _THRESHOLD_BEFORE.search(before) or _LEVEL_BEHIND.match(page.small, match.end()):
        return True
    if _LABEL_OF_ESTIMATE.match(page.plain, match.end()) or _PLANNED_BEFORE.search(before):
        return True
    if _SECOND_I2.search(before) or _EFFECTIVE_DOSE.search(before):
        return True
    if before.endswith(("(", "to ", "-")) and is_a_category(page, match.start()):
        return True
    listed = _LIST_BEHIND.match(page.plain, match.end())
    if listed and (
        _LEVEL_BEHIND.match(page.small, listed.end())
        or _SOLUTION_BEHIND.match(page.small, listed.end())
    ):
        return True
    if _CHANGE_NEXT.match(page.small, match.end()) and _DEFINED_BEFORE.search(
        page.small, max(0, match.start() - 72), match.start()
    ):
        return True
    if _RANK_BEFORE.search(before) or _RANK_BEHIND.match(page.small, match.end()):
        return True
    return bool(_SOLUTION_BEFORE.search(before) or _SOLUTION_BEHIND.match(page.small, match.end()))


# "Values greater than 40% were considered high": where a line was drawn.
_CONSIDERED = re.compile(r"\s(?:is|are|was|were)\s(?:considered|defined|regarded|taken|deemed)\b")
# "Samples of at least 50% adults aged 55": which were sought.
_OF_SAMPLES = re.compile(
    r"(?:samples?|studies|trials|cohorts|populations|groups?)\s"
    r"(?:of|with|in\swhich|where|comprising|including)\s$"
)


# "Moderate improvement (30% to 70%)" beside "mild (<30%)": a name for those who fall there.
_CATEGORY = re.compile(rf"\(\s?{NUMBER}\s?%?\s?(?:to\s|-)\s?{NUMBER}\s?%\s?\)")
_OPEN_CATEGORY = re.compile(rf"\(\s?[<>≥≤]\s?=?\s?{NUMBER}\s?%\s?\)")
_CATEGORY_REACH = 120


def is_a_category(page: Page, start: int) -> bool:
    """Whether the number is a bound in brackets, beside others that are open to one side."""
    begin = page.plain.rfind("(", max(0, start - 12), start)
    category = _CATEGORY.match(page.plain, begin) if begin >= 0 else None
    if category is None:
        return False
    low, high = max(0, begin - _CATEGORY_REACH), category.end() + _CATEGORY_REACH
    return _OPEN_CATEGORY.search(page.plain, low, high) is not None


# "Whose activity is below 20%", "rates should be above 85%": who was meant, what was wanted.
_MEANT = re.compile(
    r"\b(?:whose|should|must|unless|provided|criteri(?:a|on)|eligible|eligibility|excluded|exclusion|inclusion|"
    r"acceptable|defined)\b(?:(?!\bthat\b)[^.;()]){0,60}$"
)


_OR_MORE = re.compile(r"\s(?:or|and|et|ou)\s\w+$")
# "Took less than 50% of the drugs", "an HbA1c less than 6.5%", "1 = less than 10%": where a line
# was drawn.
_TO_REACH = re.compile(
    r"(?:\b(?:gain(?:ed|ing)?|los(?:e|t|ing)|tak(?:e|ing)|took|attend(?:ed|ing)?|include|achieving|reaching|exceeding)\s"
    r"|\b(?:hba1c|a1c|h[ae]{1,2}moglobin|ejection\sfraction|saturation|desaturation|stenosis|frs|tbsa)\)?\s(?:(?:levels?|scores?|was|were|is|of)\s){0,3}"
    r"|\bto\sachieve\s(?:[\w-]{1,14}\s){0,5}"
    r"|\d\s?=\s?)$"
)
_OF_PEOPLE = re.compile(
    rf"\s(?:of|des?|du)\s(?:the\s|all\s|these\s|those\s)?(?:[\w-]{{2,16}}\s){{0,2}}?(?:{PEOPLE})\b"
)


def is_criterion(page: Page, draft: Draft) -> bool:
    """Whether the percentage is what a response was to reach, or a unit of something."""
    before = page.plain[max(0, draft.start - 40) : draft.start]
    if _UNIT_BEFORE.search(before):
        return True
    if draft.comparison == "=":
        return False
    if _MEANT.search(page.small, max(0, draft.start - 76), draft.start):
        return True
    if _TO_REACH.search(page.small, max(0, draft.start - 64), draft.start):
        return True
    if _OR_MORE.search(page.plain, draft.start, draft.end) and not before.endswith(", "):
        # a score of 20% or greater, but 25% or more of patients
        return _OF_PEOPLE.match(page.small, draft.end) is None
    if _OF_JUDGES.match(page.small, draft.end) and _BY_MANY.search(before):
        return True
    if _CONSIDERED.match(page.small, draft.end):
        return True
    if draft.comparison == ">=" and _OF_SAMPLES.search(before):
        return True
    if _OF_THE_TIME.match(page.small, draft.end) or _PROBABILITY.search(before.lower()):
        return True
    return bool(_CHANGE_OF.search(before) or _CHANGE_BEHIND.match(page.plain, draft.end))
