"""Words that say nothing about what is looked for; within quotes they count."""

_ENGLISH = """
a about after all am an and any are as at be been between but by can compared could did do does
doing for from had has have how i if in into is it its me my no not of on or our should so some
such than that the their them then there these they this those to us v versus vs was we were what
when where whether which who whom why will with would you your
"""
_FRENCH = """
a ai ainsi au aux avec c ce ces cet cette chez comme comment compare comparee d dans de des du elle
elles en entre est et eux il ils j je l la le les leur leurs lors lui ma mais me mes mon n ne nos
notre nous on ont ou par pas peut pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa
sans se selon ses si son sont sur t ta tes toi ton tu un une v vos votre vous vs y
"""
STOP_WORDS = frozenset(_ENGLISH.split() + _FRENCH.split())

_QUESTIONS_BEGIN = """
are can could do does how is should was were what when which who why will
combien comment dois doit est faut peut pourquoi quand que quel quelle quelles quels qui
"""
QUESTIONS_BEGIN = frozenset(_QUESTIONS_BEGIN.split())

_IN_QUESTIONS = """
affect affects best better difference good happen happens help helpful helps important know make
makes many matter matters mean means much need needs often really say says tell use useful work
works
aide aident bien bon bonne compte comptent faire fait fonctionne fonctionnent important importe
marche marchent meilleur meilleure mieux utile utiles vraiment
"""
IN_QUESTIONS = frozenset(_IN_QUESTIONS.split())
"""“Does the alliance matter?” asks about the alliance; elsewhere these words are looked for."""
