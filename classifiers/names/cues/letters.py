"""Who signs a letter: the line below its closing words, and behind "gez." or "fdo."; who is in an invitation."""

import re

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
    # The last word of a message in small letters: "abs, tonho", "gr bas"; behind thanks a first name.
    Phrase(
        words(
            "gr grtjs groetjes groeten lg vg glg mvg mfg abs abç bjs bjo bjinhos biz bises bisous cdlt pozdr pozdrawiam br kr saluti saludos x xx xo xoxo"
        ),
        compiled(
            r"(?:(?<=[.!?,;:)] )|(?<=\n))(?:grt?j?e?s?|groetjes|groeten|lg|vg|glg|mvg|mfg|abs|abç|bjs|bjo|bjinhos|biz|bises|bisous|cdlt|pozdr|pozdrawiam|br|kr|saluti|saludos|xo(?:xo)?|xx?)"
            r"[,.!]{0,2}[ \n](?P<signed>[^\W\d_]{2,14})[.!]?[ \n]{0,3}\Z",
            re.IGNORECASE,
        ),
        True,
    ),
    Phrase(
        words(
            "thanks thx ta cheers danke dank merci gracias grazie ciao bedankt obrigado obrigada dzięki regards"
        ),
        compiled(
            r"(?<![\w/.-])(?:thanks|thx|ta|cheers|danke|dank|merci|gracias|grazie|ciao|bedankt|obrigad[oa]|dzięki|regards)"
            r"[,.!]{1,2}[ \n](?!(?:mate|dude|guys?|pal|man|bro|buddy|love|boss|chef|chief)\b)(?P<name>[^\W\d_]{2,14})[.!]?[ \n]{0,3}\Z",
            re.IGNORECASE,
        ),
        False,
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
