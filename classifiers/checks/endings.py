"""Top-level domains that firms and people use: what an address of mail, a host or a link in prose ends with."""

from classifiers.checks.words import words

ENDINGS = words(
    "com net org io co info biz eu us uk ca de fr es it nl be pl at ch se dk no fi ie pt br mx in au nz jp cn kr hk sg "
    "za ae il tr gr cz hu ro sk si lu li ru ua ar cl gov edu mil dev app ai me tv cloud tech online site email build "
    "network systems health law legal bank care clinic agency solutions group gmbh consulting services swiss berlin "
    "london nyc eus cat"
)
# The longest first, so that a pattern does not stop within one.
ANY_ENDING = "|".join(sorted(ENDINGS, key=lambda ending: (-len(ending), ending)))
