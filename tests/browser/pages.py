"""Every kind of page that the demo has, as an address below that of its language."""

SUMMARY = "2018-03/alliance-goes-with-outcome-in-cbt-for-depression/"
PAGES = {
    "home": "",
    "issue": "2018-02/",
    "summary": SUMMARY,
    "summary in one language": "2018-02/most-clients-hold-something-back/",
    "topics": "topics/",
    "topic": "topics/alliance-and-therapeutic-relationship/",
    "types": "types/",
    "type": "types/survey/",
    "archive": "archive/",
    "glossary": "words-for-numbers/",
    "year": "archive/2018/",
    "summaries": "summaries/",
    "found": "summaries/?q=alliance&topic=depression",
    "misspelt": "summaries/?q=allaince&year=abc&topic=unknown",
    "reading list": "summaries/reading-list/?topic=alliance-and-therapeutic-relationship",
    "nothing found": "summaries/?q=xylophone",
    "report an error": "mistake/synthesis/alliance-and-outcome/",
    "questions": "evidence/",
    "synthesis": "evidence/conscientiousness-and-taking-medication/",
    "synthesis side by side": "evidence/alliance-and-outcome/",
    "open data": "open-data/",
    "plain page": "how-we-choose/",
    "editors": "editors/",
    "not found": "nowhere/",
}
