"""Levels: how states and alliances mark what is secret and what only few may see. Pure data.

Sources: CAPCO register (ICD 710), NATO C-M(2002)49, Council decision 2013/488/EU with its table of national levels,
the UK Government Security Classifications, VSA (Germany), IGI 1300 (France), the Canadian and Australian policies.
"""

import re
from collections.abc import Iterable

from classifiers.checks.words import phrases
from classifiers.compiled import compiled
from classifiers.plain import plain

# What nobody writes alone in capitals who means something else.
_SECRET = phrases(
    "top secret|cosmic top secret|nato secret|nato confidential|nato secret atomal|uk top secret|uk secret|"
    "uk confidential|"
    "eu top secret|eu secret|eu confidential|secret ue|secret ue/eu secret|très secret ue|confidentiel ue|"
    "très secret ue/eu top secret|confidentiel ue/eu confidential|"
    "streng geheim|vs-vertraulich|vs vertraulich|vs - vertraulich|vs-geheim|"
    "ts/sci|ts//sci|noforn|amtlich geheim gehalten|"
    "très secret|très secret défense|secret défense|confidentiel défense|"
    "alto secreto|ultrasecreto|ultra secreto|ultrassecreto|muito secreto|segretissimo|riservatissimo|"
    "stg. geheim|stg. zeer geheim|stg. confidentieel|zeer geheim|secret austeo|ściśle tajne|přísně tajné|"
    "prísne tajné|kvalificerat hemlig|yderst hemmeligt|strengt hemmelig|erittäin salainen|täiesti salajane|"
    "visiškai slaptai|sevišķi slepeni|strogo tajno|vrlo tajno|strict secret|szigorúan titkos|çok gizli|"
    "άκρως απόρρητο|совершенно секретно|особой важности|цілком таємно|строго секретно"
)
# Levels that are a common word, too: they count in a field, or over and under a text.
_SECRET_WORDS = phrases(
    "secret|geheim|secreto|segreto|tajne|tajné|hemlig|hemmeligt|hemmelig|salainen|salajane|slaptai|slepeni|tajno|"
    "titkos|gizli|απόρρητο|секретно|таємно"
)
_LIMITED = phrases(
    "nato restricted|eu restricted|restreint ue|restreint ue/eu restricted|diffusion restreinte|vs-nfd|vs nfd|"
    "nur für den dienstgebrauch|verschlusssache - nur für den dienstgebrauch|"
    "verschlusssache \u2013 nur für den dienstgebrauch|vs-nur für den dienstgebrauch|vs nur für den dienstgebrauch|"
    "vs - nur für den dienstgebrauch|"
    "vs \u2013 nur für den dienstgebrauch|difusión limitada|departementaal vertrouwelijk|"
    "dep. vertrouwelijk|til tjenestebrug|käyttö rajoitettu|для служебного пользования|для службового користування|"
    "hizmete özel|korlátozott terjesztésű|secret de serviciu|protected a|protected b|protected c|protégé a|protégé b|"
    "protégé c|official-sensitive|official sensitive|official: sensitive|official:sensitive|official - sensitive|"
    "official\u2013sensitive|official \u2013 sensitive|"
    "uk restricted|uk official-sensitive|uk official sensitive|law enforcement sensitive|sensitive but unclassified|"
    "official use only|fouo|limdis|protected//cabinet|"
    "ceii|pcii|ucni|nnpi"
)
_LIMITED_WORDS = phrases("zastrzeżone|vyhrazené|vyhradené|begrenset|eingeschränkt|reservado|protected|limite")
# What American law calls information that is controlled without being classified.
CONTROLLED = (
    r"(?:controlled unclassified information|for official use only|sensitive security information|"
    r"protected critical infrastructure information|"
    r"critical (?:energy(?:/electric)?|electric) infrastructure information|"
    r"unclassified controlled nuclear information|naval nuclear propulsion information|federal contract information|"
    r"law enforcement sensitive(?: information)?|criminal justice information)"
)

# What a paper of a state speaks of: by these a lone "SECRET" is told from the title of a song.
OF_STATES = compiled(
    r"\b(?:memorandum|serial \d|copy (?:no\.? )?\d|annex\b|enclosure\b|egz\. |exemplaire n|ausfertigung|patrol|"
    r"patrouil|pattugl|patrull|convoy|convoi|konvoi|brigad|batta?lion|bataillon|batallón|batalion|battaglion|regiment|squadron|"
    r"platoon|troops|troupes|truppe|tropas|wojsk|corps\b|army|armée|armee\b|ejército|esercito|leger\b|exército|"
    r"armi[ai]\b|navy|fleet|flotte|flotta|flota|frigat|submarin|sous-marin|u-boot|sommergibil|fartøj|fartyg|vessel|"
    r"aircraft|airspace|airfield|radar|missile|rakete|misil|rakiet|warhead|ammunition|munition|munizion|munición|"
    r"weapon|waffen|depot|dépôt|depósito|deposito|garrison|barracks|kaserne|caserne|cuartel|commander|kommand|"
    r"comandante|dowódc|deployment|operation order|exercise plan|reconnaissance|aufklärung|surveillance|intelligence|"
    r"intercept|informant|defector|safe house|the source\b|die quelle\b|la source\b|la fuente\b|la fonte\b|de bron\b|"
    r"źródło|embass|botschaft|ambassad|embajad|ambasciat|minist|council\b|delegation|treaty|sanctions|nuclear|nucléaire|"
    r"guards?\b|wache\b|garde\b|guardia|bewaking|sentry|perimeter|bridge\b|brücke|border|grenz|militar|militär|"
    r"militair|wojskow|enemy|hostile|ally|allies|nato\b|otan\b)"
)

# What recipes, films and advertisements say, too.
SAID_OF_OTHERS = frozenset(
    phrases(
        "top secret|streng geheim|ultrasecreto|ultra secreto|alto secreto|ultrassecreto|très secret|segretissimo|"
        "zeer geheim"
    )
)

# What follows a double slash in an American marking: caveats of control and of dissemination.
CAVEATS = (
    r"(?:noforn|nf|orcon(?:-usgov)?|oc|relido|rel(?: to [a-z, ]{2,40})?|propin|imcon|fisa|fgi(?: [a-z ]{2,20})?|"
    r"si(?:-[a-z]{1,8})?|tk|hcs(?:-[a-z]{1,3})?|comint|talent keyhole|rd|frd|cnwdi|sap|sar(?:-[a-z ]{1,20})?|"
    r"exdis|nodis|eyes only|fvey|atomal|strap ?\d?|rsen|dsen|waived|nato)"
)
# The same for what is not classified.
RELEASES = (
    r"(?:fouo|for official use only|les(?:-nf)?|law enforcement sensitive|limdis|limited distribution|sbu(?:-nf)?|"
    r"ssi|sensitive|cui|deliberative process|exdis|nodis|noforn|nf|rel(?: to [a-z, ]{2,40})?)"
)


def _spelt(levels: Iterable[str]) -> frozenset[str]:
    """With and without their accents."""
    return frozenset(form for one in levels for form in (one, plain(one)))


def _pattern(levels: Iterable[str]) -> str:
    """The longest first, so that none ends within another."""
    return "|".join(map(re.escape, sorted(levels, key=lambda one: (-len(one), one))))


def _words(levels: Iterable[str]) -> frozenset[str]:
    """The longest word of each, without which it does not occur."""
    return frozenset(max(re.findall(r"[^\W_]+", one), key=len) for one in levels)


COMMON = _spelt([*_SECRET_WORDS, *_LIMITED_WORDS])
_ALL_SECRET = _spelt([*_SECRET, *_SECRET_WORDS])
_ALL_LIMITED = _spelt([*_LIMITED, *_LIMITED_WORDS])
SECRET, SECRET_WORDS = _pattern(_ALL_SECRET), _words(_ALL_SECRET)
LIMITED, LIMITED_WORDS = _pattern(_ALL_LIMITED), _words(_ALL_LIMITED)
