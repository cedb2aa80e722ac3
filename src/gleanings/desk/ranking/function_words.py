"""Words that join others, English and French. They count in the ranking, but say nobody why."""

_ENGLISH = """
about above across after again against all almost along already also although always am among an and
another any are as at be became because been before being below between both but by can cannot could
did do does doing done down during each either else even ever every few for from further had has
have having he hence her here hers him his how however if in indeed into is it its itself just least
less made many may me might more most much must my namely neither nevertheless no nor not now of off
often on once one only onto or other others our out over own per perhaps rather same several she
should since so some still such than that the their theirs them themselves then there thereby
therefore these they this those though through throughout thus to together too toward towards two
under until up upon us use used using versus very via vs was we well were what when where whereas
whether which while who whom whose why will with within without would yet you your
"""
_FRENCH = """
afin ai ainsi alors après au aucun aucune aussi autre autres aux avaient avait avant avec avoir bien
car ce ceci cela celle celles celui ces cet cette ceux chaque chez comme comment dans de depuis des
deux donc dont du durant elle elles en encore entre est et étaient était étant été être eu eux faire
fait font il ils je jusque la le les leur leurs lors lorsque lui ma mais me même mêmes mes moins mon
ne ni non nos notre nous on ont or ou où par parmi pas pendant peu peut peuvent plus plusieurs pour
pourquoi puis qu quand que quel quelle quelles quels qui quoi sa sans se selon sera ses si soit son
sont sous sur ta tandis te tel telle telles tels tes toi ton tous tout toute toutes très tu un une
vers vos votre vous
"""
FUNCTION_WORDS = frozenset(_ENGLISH.split() + _FRENCH.split())
