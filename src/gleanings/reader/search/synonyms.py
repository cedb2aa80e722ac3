"""Words that practitioners use for one another, and the letters they write for long names."""

_MEAN_THE_SAME = [
    ["cbt", "cognitive behavioural therapy", "cognitive behaviour therapy", "tcc",
     "thérapie cognitivo-comportementale", "thérapie cognitive et comportementale"],
    ["dbt", "dialectical behaviour therapy", "thérapie comportementale dialectique", "tcd"],
    ["ptsd", "posttraumatic stress disorder", "post-traumatic stress", "posttraumatic stress",
     "tspt", "stress post-traumatique"],
    ["ocd", "obsessive compulsive disorder", "trouble obsessionnel compulsif", "toc"],
    ["bpd", "borderline personality disorder", "trouble de la personnalité limite", "tpl"],
    ["gad", "generalized anxiety disorder", "trouble d’anxiété généralisée"],
    ["adhd", "attention deficit hyperactivity disorder", "tdah"],
    ["rct", "randomized controlled trial", "essai contrôlé randomisé",
     "essai clinique randomisé", "ecr"],
    ["emdr", "eye movement desensitization", "intégration neuro-émotionnelle"],
    ["mbct", "mindfulness-based cognitive therapy"],
    ["ipt", "interpersonal psychotherapy", "psychothérapie interpersonnelle"],
    ["eft", "emotion-focused therapy", "thérapie centrée sur les émotions"],
    ["rom", "routine outcome monitoring"],
    ["dropout", "drop out", "premature termination", "abandon"],
    ["client", "patient"],
    ["telehealth", "teletherapy", "telepsychotherapy", "téléthérapie", "télépsychothérapie"],
]  # fmt: skip


def synonyms() -> list[list[str]]:
    return _MEAN_THE_SAME
