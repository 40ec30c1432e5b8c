"""Who signs a letter: the line below its closing words, and behind "gez." or "fdo."; who is in an invitation."""

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.names.cues.announced import NAME, TITLE
from classifiers.names.phrase import Phrase

_CLOSING = (
    r"(?:yours (?:sincerely|faithfully|truly)|(?:(?:kind|best|warm|kindest|warmest|with|many) )*(?:regards|wishes|thanks)|sincerely|respectfully|cheers|thank you|"
    r"(?:(?:mit|viele|beste|liebe|herzliche|schöne|mit den) )*(?:(?:freundlichen|besten|herzlichen|lieben|kollegialen) )?(?:grüßen|grüße|grüssen|grüsse|gruß|gruss)|mfg|lg|vg|hochachtungsvoll|"
    r"(?:bien )?(?:cordialement|amicalement|respectueusement)|bien à (?:vous|toi)|(?:sincères |meilleures )?salutations(?: distinguées)?|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|cordialmente|un abrazo|(?:cordiali |distinti )?saluti|in fede|"
    r"(?:met )?(?:vriendelijke )?(?:groet|groeten|groetjes)|hoogachtend|mvg|"
    r"(?:com os )?(?:melhores |meus )?cumprimentos|atenciosamente|att|abraços?|z poważaniem|pozdrawiam|(?:z )?wyrazami szacunku)"
)
_CLOSINGS = words(
    "sincerely faithfully truly regards wishes thanks respectfully cheers thank grüßen grüße grüssen grüsse gruß gruss mfg lg vg hochachtungsvoll cordialement amicalement "
    "respectueusement bien salutations saludo saludos atentamente cordialmente abrazo saluti fede groet groeten groetjes hoogachtend mvg cumprimentos atenciosamente att "
    "abraço abraços poważaniem pozdrawiam szacunku"
)

PHRASES = (
    Phrase(
        _CLOSINGS,
        compiled(
            rf"(?:^|(?<=\n)|(?<=[.!?,] ))(?i:{_CLOSING})[,.!]?[ \t]*(?:\r?\n[ \t>]*){{1,3}}"
            rf"(?:(?:i\. ?A\.|i\. ?V\.|p\.?p\.?|gez\.) )?{TITLE}?(?![^\n]{{0,40}}\b(?i:team|support|service|équipe|equipe|equipo|zespół|department)\b)(?P<name>(?:[A-Z]\. ?){{0,2}}{NAME})(?=[ \t]*(?:[,|(\r\n]|$))"
        ),
        True,
        holds=("\n",),
        ahead=60,
    ),
    # For whom it is signed, or by whom.
    Phrase(
        words("gez sgd fdo firmado firmato assinado podpisano podpis undersigned"),
        compiled(
            rf"(?<![\w.])(?:[Gg]ez\.|[Ss]gd\.?|[Ff]do\.?|[Ff]irmado|[Ff]irmato|[Aa]ssinado|[Pp]odpisano|[Pp]odpis|[Uu]ndersigned):? (?:(?:por|da|przez) )?{TITLE}?(?P<name>{NAME})"
        ),
        True,
    ),
    # Who is invited to what, in a calendar's own words.
    Phrase(
        words("cn"),
        compiled(rf"(?<=[;,]CN=)[\"']?(?P<name>{NAME}(?:-[A-Z]\b)?)(?=[\"']?(?::mailto:|;))"),
        True,
    ),
)
