"""Do the letters of a word look written or drawn at random?"""

from itertools import pairwise

from classifiers.checks.words import words

# How often English and its neighbours follow one letter by another; what has few of these pairs was drawn at
# random.
_PAIRS = words(
    "th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de se le sa si "
    "ar ve "
    "ra ld ur ro ri me co ne ta ec ic li ch il la ma no el us ss om ll ho io ot ce ee wo ac di ns ge ie be "
    "po pr "
    "em ul un lo so tr ie mo pe wi id ig rs ai ad sh ca ke fo am na ut ir ow pa ay ol im ts ag ly sp ex op "
    "mp ct "
    "ab ap av ev ey ew ck fi fe fa gh gr ga gi gl ki su sc sw sk sl sm ty tt tu ui um up ub ud qu rd rt rm "
    "rn ry "
    "rk rc rr bl bo br by bu da do dr du cl cr cu fl fr ft if iv ob oc od ok oo os pl pp ru sy va vi vo wa "
    "we wh "
    "yo ys ff gn go gu ht hu ia je jo lt lu mi mm mu my nc nf nn nk nu ny rg rl rv tw ua ue aw bi ba dd eg "
    "ei ep"
)


def drawn(word: str) -> bool:
    """Whether the letters of a word look drawn at random rather than written."""
    letters = "".join(filter(str.isalpha, word)).lower()
    if len(letters) < 8:
        return False
    known = sum(letters[at : at + 2] in _PAIRS for at in range(len(letters) - 1))
    return known / (len(letters) - 1) < 0.5


_MOST_TURNS = 0.34  # of all pairs of neighbours


def written(word: str) -> bool:
    """Whether somebody wrote a word, with or without digits: its letters pair as in words, and it seldom turns from
    letters to digits or from small letters to capitals."""
    turns = sum(
        one.isdigit() != two.isdigit() or (one.islower() and two.isupper()) for one, two in pairwise(word)
    )
    return turns <= _MOST_TURNS * (len(word) - 1) and not drawn(word)
