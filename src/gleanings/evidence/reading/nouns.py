"""What research counts: studies, people, and what is measured of them."""

from __future__ import annotations

STUDIES = (
    r"studies|study\ssamples|trials|RCTs?|samples|meta-?\s?analys[ei]s|experiments|effect\ssizes|"
    r"effects|comparisons|cohorts|correlations|articles|reports|reviews|contrasts|"
    r"études|essais|échantillons|méta-?analyses|tailles\sd'effet|comparaisons"
)
STUDIES_IN_WORDS = (
    r"studies|trials|RCTs?|samples|meta-?\s?analys[ei]s|experiments|effect\ssizes|cohorts|"
    r"études|essais|échantillons|méta-?analyses|tailles\sd'effet"
)
PEOPLE = (
    r"participants|patients|clients|respondents|subjects|volunteers|clinicians|therapists|"
    r"psychotherapists|psychologists|psychiatrists|counsel+ors|practitioners|professionals|"
    r"social\sworkers|nurses|physicians|experts|students|undergraduates|individuals|people|persons|"
    r"adults|adolescents|children|youths?|women|men|girls|boys|couples|families|dyads|veterans|"
    r"caregivers|mothers|fathers|parents|completers|responders|cases|controls|outpatients|"
    r"inpatients|thérapeutes|répondants|sujets|cliniciens|psychologues|personnes|adultes|"
    r"adolescents|enfants|femmes|hommes|étudiants|couples|familles|cas"
)
# What people who write of research count in words; "two people" may be any story.
IN_WORDS = r"participants|patients|clients|respondents|subjects|répondants|sujets|therapists"
THINGS = (
    r"sessions|items|measures|outcomes|sites|centres|centers|clinics|countries|groups|tests|mesures"
)
