"""Phrases around a word that looks like a name and is a thing's; they end where the word begins."""

from classifiers.checks.words import words
from classifiers.compiled import compiled

# The fonts of a style: `font-family: Ubuntu, Arial`, `fontFamily: "'Lucida Grande'"`, `<m:mathFont m:val="`.
FONTS = compiled(r"(?i:font|typeface)[\w\-]{0,12}[\"']?(?:\s{0,3}[:=]|\s\w{1,3}:val=)[^;{}<>]{0,120}$")
PACKAGES = compiled(
    r"\b(?:apt(?:-get)?|apk|yum|dnf|brew|npm|pip3?|cabal|gem|pacman|zypper|conda)\b[^\n;|&]{0,60}\b(?:install|add)\b[^\n;|&]{0,120}$"
)
CALENDAR = compiled(
    r"(?i:months?|(?:week)?days)[\w\-]{0,12}[\"']?\s{0,3}(?:=>|[:=])\s{0,3}[\[({][^\n;{}]{0,400}$"
)
PROCEDURE = compiled(
    r"\[dbo\]\.|\bDECLARE @|\b(?i:create|alter) (?:or alter )?(?i:procedure)\b"
)  # of SQL Server

# Illnesses that are called after somebody, by his name alone; and names of such that many people have.
ILLNESSES = words(
    "alzheimer parkinson crohn hashimoto sjogren behcet raynaud tourette asperger huntington hodgkin kaposi meniere "
    "bechterew basedow dupuytren ehlers danlos guillain barre kawasaki klinefelter hirschsprung creutzfeldt whipple"
)
EPONYMS = ILLNESSES | words(
    "graves addison cushing marfan down wilson turner paget perthes bell tay sachs jakob"
)
# What a text that is asked for shall sound like: "Tono gentile, massimo 70 parole", "Tom cordial".
TONE = compiled(
    r"(?<![^\W\d_])[Tt]ono? (?:gentile|formale?|informale?|professionale?|cordiale?|amichevole|amable|cercano|neutr[oa]l?e?|"
    r"seri[oa]|sobri[oa]|positiv[oa]|dirett?[oa]|ironic[oa]|irónico|istituzionale|institucional|empatico|empático|"
    r"rispettoso|respetuoso|accogliente|caldo|cálido|leggero|semplice|sencillo|divertente|divertido)\b|"
    r"(?<![^\W\d_])[Tt]om (?:cordial|formal|informal|profissional|amigável|neutro|sério|sóbrio|positivo|leve|direto|irônico|"
    r"irónico|institucional|empático|respeitoso|acolhedor|caloroso|simples|divertido|próximo)\b",
)
# Trades, ranks and seasons of German that people are called after, too.
TRADES = words(
    "backer bauer bottcher brauer dachdecker fischer fleischer forster gartner gerber graf herzog hirt jager kaiser kellner koch konig kramer "
    "kufer kuster maurer metzger muller pfeifer richter ritter sattler schafer schlosser schmied schneider schreiner schultheiss schuster seiler "
    "tischler topfer vogt wagner weber winzer zimmermann frost krahen rosen sommer winter herbst"
)
DETERMINERS = words(
    "der die das den dem des ein eine einen einem eines jeder jede jeden jedem kein keine keinen welcher mancher dieser diesen vom zum beim im als "
    "typische viele alle"
)
# Flowers, stones, colours, weather and seasons that people are called after; and words beside which they mean themselves.
NATURE = words(
    "frost snow rain storm summer autumn winter spring dawn sky amber jade ruby pearl coral crystal rose heather ivy violet olive rosemary basil ginger "
    "iris jasmine hazel holly lily daisy poppy fern willow laurel clementine hyacinth rosa viola violeta violetta violette celeste margarita margarida "
    "margherita marguerite camelia jacinta azucena dalia erika jasmin linde rosalie sommer roza jagoda malina kalina jasmina azalia perla ambra gemma"
)
_COLOURS = words(
    "colour colours color colors red green blue yellow white black pink purple farbe farben rot grun blau gelb weiss schwarz couleur couleurs rouge vert "
    "verte bleu bleue jaune blanc noir colores rojo verde azul amarillo blanco negro colore rosso blu giallo bianco nero kleur kleuren rood groen "
    "blauw geel wit zwart cor cores vermelho amarelo branco preto kolor kolory czerwony zielony niebieski zolty bialy czarny"
)
_GROWTH = words(
    "flower flowers bush bushes garden soil leaf leaves petals seedlings greenhouse greenhouses plant plants crop crops harvest blume blumen pflanze "
    "pflanzen garten beet beete fleur fleurs plante plantes jardin flor flores planta plantas fiore fiori pianta piante giardino bloem bloemen "
    "planten tuin jardim kwiat kwiatem kwiaty owoc owoce roslina rosliny ogrod krzew weather hail wetter hochsaison nebensaison meteo clima tempo weer pogoda"
)
GROUND = _COLOURS | _GROWTH
# Methods that are called after two.
PAIRS = words(
    "fisher-yates kruskal-wallis levenberg-marquardt nelder-mead mann-whitney mann-kendall shapiro-wilk kolmogorov-smirnov floyd-warshall "
    "floyd-steinberg bellman-ford boyer-moore knuth-morris-pratt rabin-karp needleman-wunsch smith-waterman metropolis-hastings gauss-newton "
    "newton-raphson runge-kutta kaplan-meier cochran-mantel-haenszel hosmer-lemeshow hodges-lehmann jarque-bera dickey-fuller ljung-box "
    "durbin-watson breusch-pagan engle-granger anderson-darling cauchy-schwarz gram-schmidt ford-fulkerson edmonds-karp black-scholes "
    "dunning-kruger diffie-hellman miller-rabin box-cox box-muller baum-welch bose-einstein fermi-dirac navier-stokes harris-benedict myers-briggs"
)
# Tools and vessels behind the name of whoever made the first one.
APPARATUS = compiled(
    r"[- ](?:burners?|flasks?|dish(?:es)?|catheters?|counters?|keys?|screws?|screwdrivers?|wrench(?:es)?|forceps|clamps?|scissors|retractors?|bottles?|"
    r"bath|cages?|coils?|valves?|lamps?|funnels?|condensers?|nuts|bolts?|engines?|plugs?|stain|tubes?)\b"
)
INVENTORS = words(
    "bunsen erlenmeyer petri foley geiger allen phillips buchner liebig dewar pasteur kipp schlenk soxhlet faraday stillson stanley kocher langenbeck "
    "weck hegar magill yankauer ryles hickman swan otto wankel diesel stirling molly gram coombs bourdon venturi pitot tesla wood schott"
)
