"""The sentences of six published summaries that carry numbers, as short quotations."""

SENTENCES = [
    "The authors found that in the two studies on the topic, greater therapist cultural humility "
    "was associated with better client outcomes.",
    "Davis, D. E. (2018). The multicultural orientation framework. Psychotherapy, 55(1), 89-100.",
    "Cameron and colleagues conducted a meta analysis of 13 randomized controlled trials that "
    "assessed the alliance. The overall mean correlation between therapeutic alliance and outcome "
    "was r = 0.26 (95% CI [.19–.32]), which indicates a moderate and significant relationship. "
    "This is very close to the value found in a larger meta analysis of over 200 alliance – "
    "outcome studies.",
    "One can define two types of ruptures: (1) withdrawal ruptures and (2) confrontation ruptures. "
    "Eubanks and colleagues surveyed clinicians in three broad and different surveys. The authors "
    "asked 330 professional social workers and psychologists to describe situations. In a second "
    "independent survey, 177 clinicians indicated how they would advise a colleague. Clinicians "
    "generated between 35 and 45 strategies to repair each type of alliance rupture. In the final "
    "part, 134 peer-nominated expert clinicians provided ratings, such that between 55% and 74% "
    "agreed on effective strategies.",
    "Psychotherapy Research, DOI: 10.1080/10503307.2017.1417652. Love and Farber conducted an "
    "online survey of 572 participants who were currently in therapy. Over 84% of clients in this "
    "survey reported being dishonest about at least one topic with their therapist. Most frequent "
    "topics for being dishonest included: details of sex life (33.9%), suicidal thoughts (21.9%), "
    "self-harm (14.5%), real reactions to therapist comments (18.9%), whether therapy was helping "
    "(15.7%), and family secrets (16.3%). The most predominant motive for dishonesty was "
    "embarrassment or shame (63.6%), followed by doubts that the therapist would understand "
    "(27.0%), fear of overwhelming emotions (18.1%), and disappointing or hurting the therapist "
    "(16.4%).",
    "Psychiatric Services, 69, 41-47. Eight studies of 59 samples representing over 1,000 patients "
    "were included. Four studies were of pharmacological treatment for affective disorders, two "
    "for schizophrenia, and two for mixed diagnoses. The results indicated a statistically "
    "significant and moderate effect: z = .30 (CI=.20, .39, SE=.048, z=6.192, p=.05), such that "
    "greater therapeutic alliance predicted better mental health outcomes.",
    "Steel and colleagues examined a total 22 studies. Eighteen of 22 studies showed an "
    "association. Three of four studies that looked specifically at therapist attachment found "
    "one. Four of five studies that examined the effects of internal working models did too.",
]
PAGE = "\n".join(SENTENCES)

# kind, text, value, and what else is to be read of it
EXPECTED = [
    ("count", "two studies", 2, {}),
    ("count", "13 randomized controlled trials", 13, {}),
    ("r", "r = 0.26 (95% CI [.19–.32])", 0.26, {"ci_low": 0.19, "ci_high": 0.32, "level": 95}),
    ("count", "over 200 alliance – outcome studies", 200, {"comparison": ">"}),
    ("count", "330 professional social workers", 330, {}),
    ("count", "177 clinicians", 177, {}),
    ("range", "between 35 and 45 strategies", None, {"low": 35, "high": 45}),
    ("count", "134 peer-nominated expert clinicians", 134, {}),
    ("range", "between 55% and 74%", None, {"low": 55, "high": 74}),
    ("count", "572 participants", 572, {}),
    ("percentage", "Over 84%", 84, {"comparison": ">"}),
    ("percentage", "33.9%", 33.9, {"subject": "details of sex life", "n": 572}),
    ("percentage", "21.9%", 21.9, {"subject": "suicidal thoughts", "n_stated": False}),
    ("percentage", "14.5%", 14.5, {}),
    ("percentage", "18.9%", 18.9, {}),
    ("percentage", "15.7%", 15.7, {}),
    ("percentage", "16.3%", 16.3, {}),
    ("percentage", "63.6%", 63.6, {}),
    ("percentage", "27.0%", 27.0, {"decimals": 1}),
    ("percentage", "18.1%", 18.1, {}),
    ("percentage", "16.4%", 16.4, {}),
    ("count", "Eight studies", 8, {}),
    ("count", "59 samples", 59, {}),
    ("count", "over 1,000 patients", 1000, {"comparison": ">"}),
    ("count", "Four studies", 4, {}),
    ("count", "two", 2, {}),
    ("count", "two", 2, {}),
    ("z", "z = .30 (CI=.20, .39, SE=.048", 0.30, {"ci_low": 0.2, "ci_high": 0.39, "se": 0.048}),
    ("z", "z=6.192, p=.05", 6.192, {"p": 0.05, "p_comparison": "="}),
    ("count", "22 studies", 22, {}),
    ("fraction", "Eighteen of 22 studies", 18, {"total": 22}),
    ("fraction", "Three of four studies", 3, {"total": 4}),
    ("fraction", "Four of five studies", 4, {"total": 5}),
]
