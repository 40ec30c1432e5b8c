"""How far a fact reaches around the word that tells it: modifiers before, dose, side, stage, year or clause behind."""

import re

from classifiers.compiled import compiled

_BEFORE = compiled(
    r"(?:(?<![^\W_])(?:irreversible|reversible|burst|shellfish|peanut|nut|egg|dairy|latex|severe|mild|moderate|acute|chronic|recurrent|bilateral|left|right|early|late|"
    r"onset|stage|end|metastatic|terminal|inoperable|"
    r"(?:infective |non-infective )?exacerbation of|"
    r"signs of|symptoms of|risk of|history of|suspected|probable|lung|colon|bowel|breast|skin|bone|brain|liver|"
    r"kidney|prostate|thyroid|"
    r"stomach|pancreatic|throat|bladder|hip|wrist|ankle|knee|shoulder|elbow|neck|back|spinal|rib|"
    r"skull|pelvic|femur|foot|hand|arm|leg|blood|heart|[a-z]{3,12}(?:ian|ical|ular|eal|atic|oid|nal|ral|"
    r"ial)|clinical|major|brittle|poorly|controlled|uncontrolled|untreated|newly|diagnosed|"
    r"treatment|resistant|advanced|high|risk|"
    r"eine[nrms]?|akuter?|akutes|chronischer?|chronisches|leichte[nrs]?|schwere[nrs]?|beginnende[nrs]?|"
    r"rezidivierende|verdacht|auf|z\. ?n\.|"
    r"un|une|unos|una|uma|um|een|grave|leve|sévère|légère?|aigu[eë]?|chronique|crónic[oa]|agud[oa]|"
    r"cronic[oa]|acut[oa]|jest|po|ciężk\w{1,4}|lekk\w{1,4}|op|ernstige|lichte|"
    r"\d{1,2}\.? ?weeks?|\d{1,2}(?:st|nd|rd|th)? trimester|weeks?|t[0-4][a-c]?|"
    r"in der \d{1,2}\. woche)[ -]){1,4}$"
)
_DOSE = (
    r"\d{1,5}(?:[.,]\d{1,3})?(?:/\d{1,4})?(?: ?(?:mg|µg|mcg|ml|g|i\.?e\.?|iu|ui|units?|einheiten|%)(?:/(?:j|d|day|tag|"
    r"jour|día|dag|wk|week|h|ml|kg))?)?(?![\w@:/])"
)
_SCHEDULE = (
    r"\d(?:[.,/]\d)?-\d-\d(?:-\d)?|matin et soir|le soir|le matin|morgens|abends|mittags|nüchtern|"
    r"once daily|twice daily|daily|nightly|at night|weekly|bid|tid|qid|qd|od|bd|tds|prn|"
    r"z\. ?n\.|al día|por la noche|al giorno|per dag|por dia|dziennie|rano|wieczorem|1x tgl\.?|2x tgl\.?|"
    r"tgl\.?|täglich|\d ?x ?/? ?(?:d|tag|day|jour|dag|dia|día)"
)
_AFTER = {
    "illness": compiled(
        r"(?:\.?[ ,/-]{1,2}(?:\(?(?:type|typu?|tipo|stage|stadium|stade|grade|grad|"
        r"st\.?)[ -]?[0-9iv]{1,4}[ab]?\)?|mellitus|disorder|disease|syndrome|surgery|symptoms|episodes?|"
        r"attacks?|flare(?:-ups?)?|exacerbation|relapse|meds|medication|"
        r"treatment|therapy|tablets|infection|failure|pain|pains|reaction|issues|problems|survivor|"
        r"sufferer|patient|condition|traité|traitée|sevré|sevrée|operiert|op|entgleist|"
        r"trait|carrier|allergy|intolerance|both sides|bilateral(?:ly)?|beidseits|beidseitig|in (?:one|the|his|her|"
        r"left|right|both) (?:left |right )?(?:ears?|eyes?|legs?|arms?|knees?|hips?)|"
        r"[lctx]\d{1,2}(?:[/-][lcts]?\d{1,2})?(?!\d)|[lu][lr]\d(?!\d)|nyha [iv]{1,3}|\d-gefäß\w{0,12}|(?:grado|grau|"
        r"grad|grade|stopnia) [iv]{1,3}|sacr[ao]|laparoscop\w{2,6}|laparoskopisch\w{0,2}|"
        r"arcade|left|right|links|rechts|bds|droite?|gauche|derech[oa]|izquierd[oa]|destr[oa]|sinistr[oa]|"
        r"(?:round|cycle|zyklus|ciclo) \d{1,2}|operat[oa]|operad[oa]|al \d{1,3} ?%|x ?\d(?!\d)|"
        r"as a (?:boy|girl|child|kid)|de \d{1,2} (?:meses|semanas)|di \d{1,2} (?:mesi|settimane)|"
        r"de \d{1,2} (?:mois|semaines)|\d{1,2} (?:weken|maanden)|"
        r"(?:in |en |seit |since |depuis |nel |em |w |od |sinds )?(?:19|20)\d\d(?![^\W_]))|"
        r"[ ]?\([^()\n]{2,40}\))+"
    ),
    "drug": compiled(
        rf"(?:[ ,-]{{1,2}}(?:{_DOSE}|{_SCHEDULE}|(?:arrêtée? |stopped |abgesetzt )(?:19|20)\d\d|tablets?|"
        rf"tabletten|pump|patch|injections?|inhaler|"
        rf"comprimés?))+"
    ),
    "clause": compiled(r"[^\n.,;:!?()\[\]\"„“”|]{0,60}(?<![ ])"),
}


def grown(grow: str, group: str, low: str, start: int, end: int) -> tuple[int, int]:
    """The phrase around a word: its modifiers before, dose, side, stage, year or the clause behind it."""
    if grow == "none":
        return start, end
    if grow == "clause":
        before = re.search(
            r"(?:\b(?:was|were|been|ha sido|fue|wurde|(?:19|20)\d\d|a été|convictions? for|convicted (?:of|for)|"
            r"charged with|accused of|on tag for|guilty of|"
            r"cautioned for|arrested for|(?:done|jailed|sentenced|sacked|dismissed) for) )$",
            low[max(0, start - 20) : start],
        )
        if before:
            start -= len(before[0])
        after = _AFTER["clause"].match(low, end, min(len(low), end + 60))
        if after is not None and after.end() > end:
            stop = after.end()
            if stop < len(low) and low[stop - 1].isalnum() and low[stop].isalnum():  # cut inside a word
                stop = max(end, low.rfind(" ", end, stop))
            end = stop
        return start, end
    ahead = _BEFORE.search(low[max(0, start - 48) : start])
    if ahead is not None:
        start -= len(ahead[0])
    after = _AFTER["drug" if group.startswith("drug") else "illness"].match(low, end, min(len(low), end + 80))
    if after is not None:
        end = after.end()
    return start, end
