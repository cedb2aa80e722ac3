"""What shows that a line tells a practitioner what to do, whatever stands over it.

The headings of implications are too many to be listed ("So what?", "Retombées cliniques", "Für die
Praxis heißt das:"). A list under one of them is known by its own lines: each says what to do.
"""

import re

from gleanings.page_import.blocks import Block
from gleanings.page_import.implications import without_number

# what English sentences of advice begin with; French and German ones are known by their endings
_VERBS = frozenset(
    """
    accept acknowledge adapt add address adjust admit adopt agree aim allow alert allot anticipate
    apply arrange ask assess assign attend avoid be become begin bear beware bring build call
    check choose clarify collaborate collect combine come compare conduct consider consult
    contact continue convey coordinate count cover create cultivate cut decide define delay
    deliver describe develop devote discuss distinguish document draw educate elicit emphasise
    emphasize employ empower encourage end engage enhance ensure establish evaluate examine
    expect explain explore express facilitate familiarise familiarize feel find fit focus follow
    foster gather get give go guide have hear help highlight hold honour honor identify implement
    improve include incorporate increase inform inquire integrate interrupt intervene introduce
    invest investigate invite involve join judge keep know lead learn leave let limit link list
    listen look lower maintain make match measure meet mention mind model modify monitor
    motivate move name negotiate normalise normalize note notice observe offer open pace pause
    pay persist plan practice practise praise prefer prepare prescribe present prevent prioritise
    prioritize probe promote prompt propose protect provide pull question raise rate reach read
    reassure recall recognise recognize recommend record reduce refer reflect reframe refrain
    regard reinforce relate remain remember remind repair repeat replace request resist respect
    respond return reveal review revisit reward routinely save say schedule screen see seek select
    send set settle share show signal sit skip slow speak spend start state stay stop stress
    strengthen strive structure suggest summarise summarize supervise supplement support switch
    tailor take talk target teach tell test thank think tolerate track train treat trust try turn
    understand undertake update use validate value vary view wait watch weigh welcome wonder work
    write announce answer apologise apologize broach clear confirm congratulate demonstrate display
    drop ease enlist enquire forget forgive frame hand hang imagine initiate insist instruct
    interpret lay laugh lend mirror organise organize pick post print put rehearse relax rely remove
    rephrase reserve ring shift smile sort spell spot step swap sympathise throw translate verify
    visit warn wear
    """.split()  # noqa: SIM905  # a list of words reads better as words
)
_SOFT = re.compile(
    r"^(?:(?:do not|don[’']t|never|always|please|perhaps|instead|then|first(?:ly)?|second(?:ly)?|"
    r"third(?:ly)?|finally|also|only|gently|simply|regularly|routinely|explicitly|early on|"
    r"whenever possible|if possible)[,\s]+)+",
    re.IGNORECASE,
)
# with what is not to be done no description begins
_FORBIDS = re.compile(r"^(?:so |and |but )?(?:please )?(?:do not|don[’']t|never) \w", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:should(?:n[’']t)?|must|ought to|needs? (?:to|not)"
    r"|(?:may|might) (?:want|need|wish|benefit)"
    r"|can be (?:encouraged|helped|taught|told|asked|offered)|(?:are|is) (?:well )?advised"
    r"|(?:it is|may be|is) (?:important|helpful|useful|wise|worth|best|crucial|essential)"
    r" (?:to|that)?"
    r"|worth (?:\w+ing)|therapists (?:can|could|may|might)|clinicians (?:can|could|may|might)"
    r"|devr(?:ait|aient|iez|ions)|doi(?:t|vent)|il (?:faut|convient|vaut mieux|importe)"
    r"|il est (?:utile|important|préférable|essentiel|recommandé)"
    r"|(?:thérapeutes?|cliniciens?|cliniciennes?) (?:peut|peuvent|gagne(?:nt)?)"
    r"|soll(?:te|ten|en)?|müssen|muss|dürfen|darf|empfiehlt|empfehlenswert"
    r"|(?:es|lohnt) (?:ist|sich) (?:wichtig|hilfreich|sinnvoll)?)\b",
    re.IGNORECASE,
)
# "Demander …", "Ne pas prolonger …", "S'assurer …", "Demandez …", "Proposons …"
_FRENCH = re.compile(
    r"^(?:(?:toujours|d[’']abord|ensuite|puis|enfin|éventuellement)[,\s]+)?"
    r"(?:ne (?:pas|jamais|plus) )?(?:se |s[’'])?(?:y |en )?"
    r"(?:[a-zà-ÿ]{2,}(?:er|ir|oir|re)|[a-zà-ÿ]{2,}(?:ez|ons))(?:-\w+)?\b",
    re.IGNORECASE,
)
# nouns with the ending of a verb, and what else opens a sentence that tells
_FRENCH_NOUNS = frozenset(
    """
    autre avoir chambre contre dernier dernière décembre encore entre heure hier lettre leur leurs
    maître membre nombre notre novembre octobre ordre outre plusieurs pour premier première
    septembre sur votre
    """.split()  # noqa: SIM905
)
# "Pausen am Telefon ankündigen.", "Fragen Sie …"
_GERMAN = re.compile(r"(?:\b(?:nicht|zu)\s)?\b[a-zäöüß]{3,}(?:en|ern|eln)[.!]?$|^\w+en Sie\b")
# "Das Fenster unter die Kamera schieben": one thing cannot be the subject of such a verb
_GERMAN_OBJECT = re.compile(
    r"^(?:das|den|eine?n?|keine?n?|beim)\s(?:(?!\b(?:ist|war|hat|wird|wurde|kann|zeigt\w*)\b)"
    r"[^,;:.!?])*\b(?!(?:sieben|meisten|waren|haben|hatten|wurden|werden)\b)"
    r"[a-zäöüß]{3,}(?:en|ern|eln)(?=[,;:.!]|$)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?:the|a|an|this|these|those|that|he|she|it|they|we|there|many|most|some|few|both|all|"
    r"le|la|les|l[’']|un|une|des|ce|cette|ces|il|elle|ils|elles|on|"
    r"der|die|das|ein|eine|diese|dieser|dieses|es|wir|sie)\b",
    re.IGNORECASE,
)
_CLINICAL = re.compile(
    r"\b(?:clients?|patients?|patientes?|therap\w+|psychotherap\w+|thérap\w+|séances?|sessions?|"
    r"treatments?|clinicians?|cliniques?|clinic\w*|practi[cs]e\w*|practitioners?|pratiques?|"
    r"alliance|supervis\w+|Patient\w*|Klient\w*|Sitzung\w*|Praxis\w*|Behandlung\w*|Therap\w+)\b",
    re.IGNORECASE,
)
# "Implicaciones para la práctica", "Implicazioni cliniche": alike in many languages
_STEMS = re.compile(
    r"impli[ck]|pr[aá][ckt]+[ti]|cl[ií]ni|klini|t[eh]+rap|konse[qk]|recom|raccom|aplic"
)
_REPORTS = re.compile(
    r"\d|%|\b(?:was|were|had|did|found|showed|reported|improved|(?:é|av)tai(?:en)?t|ont|"
    r"waren?|wurden?|hatten?)\b",
    re.IGNORECASE,
)
# who is spoken to, or what one is to take along
_CUES = re.compile(
    r"\b(?:do|try|use|apply|take|tips?|lessons?|points?|learn\w*|advice|message\w*|mean\w*|so what|"
    r"what now|now what|bottom line|work|room|monday|office|consulting|for you|for us|about it|"
    r"implications?|therefore|recommend\w*|suggest\w*|remember|home|"
    r"conseils?|pistes?|retenir|retenons|retiens|retombées|cabinet|consultations?|concrètement|maintenant|"
    r"retient|retenu|leçons?|appliquer|travail|(?:que|quoi|pouvons|pouvez|peut) faire|"
    r"was tun|daraus (?:machen?|macht|lernen?|mitnehmen?)|"
    r"tipps?|folgerungen|anregungen|bedeutet|heißt|heisst|arbeit|alltag|fazit|mitnehmen|"
    r"empfehlungen|hinweise|konsequenzen)\b|takeaway|take-?(?:home|away)|"
    r"\b(?:Praxis\w*|Schluss\w*)",
    re.IGNORECASE,
)
# nothing that tells of an article says so
_TO_SUBSCRIBERS = re.compile(
    r"\b(?:(?:un)?subscri\w+|sign up|newsletter|listen to (?:this|the) (?:episode|podcast)|"
    r"rate us|click|follow (?:us|me)|donate|new here|"
    r"thank(?:s| you) for reading|if you (?:enjoyed|liked)|leave a comment|clap button|"
    r"(?:dés)?abonne[rz]\w*|infolettre|suivez-(?:nous|moi)|cliquez|"
    r"abonnieren|rundbrief|folgen sie uns|klicken)\b",
    re.IGNORECASE,
)
# within the text of an entry, these speak of the blog or of what its owner offers
_TO_READERS = re.compile(
    r"\b(?:this (?:post|letter|blog)|(?:this is )?part \w+ of a series|"
    r"my (?:page|(?:web)?site|blog|book)|next (?:month|week|issue|time)|see you|register|tickets?|"
    r"our (?:team|archive|workshops?|courses?|groups?|clinic|practice|cent(?:re|er)|shop|services|"
    r"(?:web)?site|podcast|book|page)|we (?:run|offer|have spaces)|(?:talk|write) to us|"
    r"(?:contact|mail|call) us|get in touch|book (?:a|an|now|your)|our mailing|buy|discount|"
    r"if you found|comments? (?:on|below)|cette lettre|ce billet|contactez|inscri[rv]\w+|"
    r"le mois prochain|notre (?:équipe|site|cabinet|agenda)|anmeld\w+|dieser (?:beitrag|brief)|"
    r"unser(?:e|er|em|en)? (?:team|seite|praxis|kurs\w*)|nächsten monat)\b",
    re.IGNORECASE,
)
# these words over a paragraph say that it is advice, if it reads so too
_HEADS_ADVICE = re.compile(
    r"\b(?:so what|now what|bottom line|upshot|take[\s-]?(?:home|aways?)|implications?|"
    r"(?:in|for|into|to|and) (?:\w+ )?(?:practice|therapy|work|room|office|clinic)|clinically|"
    r"(?:for|to) (?:the|your|our|my) (?:next |own )?"
    r"(?:practice|work|clients?|patients?|session|room|office)|"
    r"(?:to|we|you|i|you can|we can) (?:do|try|remember|take|use)|try (?:this|it)|"
    r"(?:this|it|that) means?|(?:tip|advice|lesson|recommendation)s?|"
    r"i (?:will|would|[’']ll) (?:do|take)|monday|"
    r"et alors|et donc|en pratique|pratiquement|concrètement|cliniquement|retenir|retient|"
    r"retenons|retiens|pour (?:la|notre|votre|ma) pratique|au cabinet|en séance|conseils?|"
    r"(?:que|quoi|pouvons[- ]nous|peut-on) (?:en )?faire|à (?:essayer|faire)|"
    r"was (?:nun|tun)|na und|"
    r"was (?:wir|ich|man) daraus (?:machen?|mitnehmen?|lernen?|macht)|"
    r"(?:für|in) (?:die|der) praxis|mitnehmen|tipps?)\b",
    re.IGNORECASE,
)
# the sentence that turns from what was found to who practises: "For clinicians, this means …"
_TURNS = re.compile(
    r"(?:^|(?<=[.!?…]\s)|(?<=[.!?…][”\"»)]\s))"
    r"(?:(?:so|and|thus|donc|alors),?\s+)?(?:for (?:the |us |our )?(?:\w+ )?"
    r"(?:clinicians?|practitioners?|therapists?|counsell?ors?|psychologists?|supervisors?|"
    r"clinical (?:work|practice)|practice)|"
    r"in (?:clinical |everyday )?practice|clinically|"
    r"pour (?:les? |la |nous, )?(?:clinicien(?:ne)?s?|praticien(?:ne)?s?|thérapeutes?|"
    r"psychologues?|pratique(?: clinique)?|clinique)|en consultation|en pratique|cliniquement|"
    r"für (?:die (?:klinische )?praxis|(?:\w+ )?(?:therapeut|kliniker|behandler|berater)\w*)|"
    r"in der praxis|klinisch|"
    r"(?:clinicians|therapists|practitioners) (?:should|"
    r"(?:might|may|could|can) (?:therefore|thus|then)))"
    r"\b(?: clinicians?)?",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"\b(?:means?|implies|implication\w*|suggests?|upshot|lessons?|message|reading|safest|follows|"
    r"takeaway|therefore|thus|donc|daher|reasons? (?:to|for)|argues? (?:for|against)|"
    r"speaks? (?:for|against)|worth|wise|"
    r"découle|signifie|veut dire|implique|plaide\w*|invite|mieux vaut|vaut mieux|utile|spricht|"
    r"retenir|leçon|heißt|heisst|bedeutet|folgt)\b",
    re.IGNORECASE,
)
_LONGEST_CALL = 300
# a longer paragraph is looked through once only
_LONGEST_TURN = 3_000
# what a blog adds to a post later, or says of itself
_NOTE = re.compile(
    r"^\W*(?:(?:up)?date|correction|corrected|erratum|edit(?:ed)?|editor[’']?s?[’']? note|"
    r"disclos\w+|disclaimer|conflicts? of interest|acknowledge?ments?|credits?|"
    r"mise à jour|rectificatif|note de la rédaction|liens? d[’']intérêts?|remerciements?|"
    r"nachtrag|korrektur|berichtigung|hinweis der redaktion|interessenkonflikte?|danksagung|dank)"
    r"(?:\W{1,3}[^:.]{0,40})?:",
    re.IGNORECASE,
)
_LEADS_IN_BOLD = re.compile(
    r"^(?:<em>)?<strong>(?:<em>)?(?P<lead>[^<>]{2,60})(?:</em>)?</strong>(?P<colon>\s*:)?(?=.*\w)"
)


def advises(text: str) -> bool:
    """Whether a line says what to do: an order, or what one should do."""
    text = without_number(text)[:400]
    if _MODAL.search(text):
        return True
    sentences = re.split(r"(?<=[.!?:])\s+", text)
    # after a lead ("Early. Use …") or a condition ("When you laughed alone, ask …")
    openings = [sentences[0], *sentences[1:2], *re.split(r",\s+", sentences[0])[1:3]]
    return any(map(_orders, openings))


def _orders(text: str) -> bool:
    text = text.strip(" “”\"'«»")
    if _FORBIDS.match(text):
        return True
    text = _SOFT.sub("", text)
    if _GERMAN_OBJECT.match(text):
        return True
    if not text or _SUBJECT.match(text):
        return False
    first = re.match(r"[\w’'-]+", text)
    word = first[0].casefold() if first else ""
    if word in _VERBS:
        return True
    if (french := _FRENCH.match(text)) and french[0].split()[-1].casefold() not in _FRENCH_NOUNS:
        return word not in _FRENCH_NOUNS and not _looks_english(text)
    return _GERMAN.search(text) is not None and not _looks_english(text)


def _looks_english(text: str) -> bool:
    return re.search(r"\b(?:the|and|of|is|was|were|to|with|their|in|for)\b", text) is not None


def is_of_practice(text: str) -> bool:
    """Whether a line speaks of clients, sessions or therapists."""
    return _CLINICAL.search(text) is not None


def may_head_advice(text: str) -> bool:
    """Whether a heading may stand over advice: it speaks of practice, or of what to do."""
    return len(text) <= 90 and bool(_CUES.search(text) or is_of_practice(text))


def weight_of_heading(text: str) -> int:
    """What a heading says of what stands under it: 2 if it speaks of advice, 1 of practice."""
    if heads_paragraph(text) or (len(text) <= 90 and len(set(_STEMS.findall(text.casefold()))) > 1):
        return 2
    return int(may_head_advice(text))


def reports(text: str) -> bool:
    """Whether a line tells what was found: it has a number, or verbs of the past."""
    return _REPORTS.search(without_number(text)) is not None


def heads_paragraph(text: str) -> bool:
    """Whether a label may stand over a paragraph of advice, which no list shows: it says so."""
    return len(text) <= 60 and _HEADS_ADVICE.search(text) is not None


def speaks_to_readers(text: str, *, within: bool = True) -> bool:
    """Whether a short paragraph, `within` a text or by itself, speaks of the blog or its owner."""
    if len(text) > _LONGEST_CALL:
        return False
    return bool(_TO_SUBSCRIBERS.search(text) or (within and _TO_READERS.search(text)))


def turn_to_practice(text: str) -> int | None:
    """Where in a paragraph a sentence turns to those who practise and says what follows for them;
    a result for them, with its numbers, is none."""
    if len(text) > _LONGEST_TURN:
        return None
    for turn in _TURNS.finditer(text):
        rest = text[turn.start() :]
        said = text[turn.end() :].lstrip(" :,")
        if not re.search(r"\d", rest) and (_CONCLUDES.search(rest) or advises(said)):
            return turn.start()
    return None


def is_note(text: str) -> bool:
    """Whether a paragraph is a note of the blog on the post itself: "Update, 20 May: …"."""
    return _NOTE.match(text) is not None


def bold_lead(block: Block) -> str:
    """The words in bold that a paragraph opens with, as a list without bullets has them."""
    lead = _LEADS_IN_BOLD.match(block.html)
    if lead is None or len(lead["lead"]) >= len(block.text) - 2:
        return ""
    return lead["lead"].strip()
