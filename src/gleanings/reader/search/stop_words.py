"""Words that say nothing about what is looked for; within quotes they count."""

_ENGLISH = """
a about after all am an and any are as at be been but by can could did do does doing for from had
has have how i if in into is it its me my no not of on or our should so some such than that the
their them then there these they this those to us was we were what when where which who whom why
will with would you your
"""
_FRENCH = """
au aux avec ce ces cet cette comme comment d dans de des du elle elles en est et eux il ils j je l
la le les leur leurs lui ma mais me mes mon n ne nos notre nous on ou par pas pour pourquoi qu quand
que quel quelle quelles quels qui quoi s sa sans se ses si son sont sur ta tes toi ton tu un une vos
votre vous y
"""
STOP_WORDS = frozenset(_ENGLISH.split() + _FRENCH.split())
