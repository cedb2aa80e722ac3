"""What research counts, and what a number merely measures."""

from __future__ import annotations

STUDIES = (
    r"studies|study\ssamples|trials|RCTs?|samples|meta-?\s?analys[ei]s|experiments|effect\ssizes|"
    r"effects|comparisons|cohorts|correlations|analyses|articles|papers|publications|reports|reviews|contrasts|"
    r"études|essais|échantillons|méta-?analyses|tailles\sd'effet|comparaisons"
)
STUDIES_IN_WORDS = (
    r"studies|trials|RCTs?|samples|meta-?\s?analys[ei]s|experiments|effect\ssizes|cohorts|papers|"
    r"articles|publications|"
    r"études|essais|échantillons|méta-?analyses|tailles\sd'effet"
)
PEOPLE = (
    r"participants|patients|clients|respondents|subjects|volunteers|clinicians|therapists|"
    r"psychotherapists|psychologists|psychiatrists|counsel+ors|practitioners|professionals|"
    r"(?:[\w-]{2,20}\s)?workers|nurses|physicians|experts|students|undergraduates|individuals|"
    r"people|persons|personnel|staff|soldiers|survivors|refugees|males?|females?|"
    r"adults|adolescents|children|youths?|women|men|girls|boys|couples|families|dyads|veterans|"
    r"caregivers|mothers|fathers|parents|completers|responders|cases|controls|outpatients|"
    r"inpatients|mice|rats|dogs|rabbits|monkeys|animals|thérapeutes|répondants|sujets|cliniciens|psychologues|personnes|adultes|"
    r"adolescents|enfants|femmes|hommes|étudiants|couples|familles|cas"
)
INSTITUTIONS = (
    r"(?:practices|hospitals|clinics|cent(?:er|re)s|schools|wards|cliniques|hôpitaux|écoles)"
)
# What people who write of research count in words; "two people" may be any story.
IN_WORDS = (
    r"participants|patients|clients|respondents|subjects|répondants|sujets|therapists|veterans|"
    r"refugees|survivors|physicians|clinicians|volunteers|completers|responders|outpatients|"
    r"inpatients|caregivers|mice|rats|dogs"
)
THINGS = (
    r"sessions|items|measures|outcomes|sites|centres|centers|clinics|countries|groups|tests|mesures"
)
# Two thousand micrograms, 30 kilometres: units of whatever size.
UNIT_ENDINGS = (
    "grams",
    "litres",
    "liters",
    "metres",
    "meters",
    "moles",
    "seconds",
    "watts",
    "volts",
)
# "A 23 year old man", "1 year post-disaster, studies"
TIMES = frozenset({"minute", "hour", "day", "week", "month", "year", "yr", "wk", "mo"})
# After a number these say how much, how long or how an instrument is made; nobody was counted.
UNITS = frozenset({
    "voxels", "pixels", "parts", "pack-years",
    "seconds", "minutes", "mins", "hours", "hrs", "days", "nights", "weeks", "months", "quarters",
    "years", "yrs", "decades", "centuries", "times", "sessions", "visits", "occasions", "waves",
    "dollars", "euros", "pounds", "cents", "francs", "degrees", "points", "units", "metres",
    "meters", "miles", "kilometers", "kilometres", "grams", "litres", "liters", "inches", "feet",
    "beds", "pages", "items", "questions", "scales", "subscales", "tests", "measures", "indices",
    "instruments", "factors", "clusters", "domains", "dimensions", "components", "categories",
    "classes", "criteria", "variables", "variants", "alleles", "genes", "loci", "steps", "stages",
    "phases", "levels", "symptoms", "doses", "tablets", "drinks", "repeats", "bases", "words",
    "characters", "modules", "lessons", "codes", "versions", "decimals", "percents", "standards",
    "beats", "fractions", "slices", "nucleotides", "acids", "residues", "codons", "exons", "joules",
    "pesetas", "options", "iterations", "electrodes", "channels", "epochs", "chapters", "passages",
    "values", "shocks", "copies", "diodes", "principles",
    "events", "databases", "methods", "conditions", "arms", "has", "is", "was", "does", "its",
    "this", "as",
    "thus", "plus", "versus", "vs", "always", "perhaps", "towards", "shows", "indicates",
    "secondes", "heures", "jours", "nuits", "semaines", "mois", "ans", "années", "fois", "séances",
    "degrés", "mètres",
})  # fmt: skip


# These read the studies; nobody studied them.
JUDGES = frozenset({
    "reviewers", "raters", "coders", "assessors", "observers", "authors", "investigators", "judges",
    "évaluateurs", "évaluatrices", "codeurs", "auteurs", "juges", "relecteurs",
})  # fmt: skip


def is_unit(word: str) -> bool:
    """Whether a number before this word measures rather than counts."""
    small = word.lower()
    return small in UNITS or small.endswith(UNIT_ENDINGS)
