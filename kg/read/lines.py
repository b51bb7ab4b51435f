"""What one line of a report can be: headline, dateline, byline, date stamp, signature, prose."""

import re
from dataclasses import dataclass

from kg.model import PartialDate
from kg.read import partial_dates

LONGEST = 160
"""Characters: no headline, byline or date stamp is longer."""

_AGENCIES = {
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "Reuters": ("Reuters", "REUTERS", "Thomson Reuters"),
    "UPI": ("UPI", "United Press International"),
    "Xinhua": ("Xinhua", "XINHUA", "Xinhua News Agency"),
    "TASS": ("TASS", "ITAR-TASS"),
    "Interfax": ("Interfax",),
    "RIA Novosti": ("RIA Novosti",),
    "Anadolu Agency": ("AA", "Anadolu", "Anadolu Agency"),
    "DPA": ("DPA", "dpa"),
    "EFE": ("EFE",),
    "ANSA": ("ANSA",),
    "PTI": ("PTI", "Press Trust of India"),
    "IANS": ("IANS",),
    "ANI": ("ANI",),
    "SANA": ("SANA",),
    "IRNA": ("IRNA",),
    "Petra": ("Petra",),
    "WAM": ("WAM",),
    "SPA": ("SPA",),
    "NNA": ("NNA",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Yonhap": ("Yonhap",),
    "Ukrinform": ("Ukrinform",),
    "IRIN": ("IRIN",),
    "VOA": ("VOA", "Voice of America"),
    "RFE/RL": ("RFE/RL",),
    "Bloomberg": ("Bloomberg",),
}
_BY_NAME = {name: agency for agency, names in _AGENCIES.items() for name in names}
_NAME = "|".join(re.escape(x) for x in sorted(_BY_NAME, key=len, reverse=True))
_SIGNED = rf"(?P<agency>{_NAME})(?:\s*[/,&]\s*(?:{_NAME}))*"
_WITH = r"(?:with (?:inputs?|files|reporting|agencies|material) from\s+)?"
_SIGNATURE = re.compile(
    rf"(?:^|(?<=[.!?\u2026\"\u201d'\u2019)\]\s]))(?:[-\u2013\u2014/|]\s*|Source:\s*){_WITH}"
    rf"{_SIGNED}\s*\.?\s*$"
    rf"|(?:^|[.!?\u2026\"\u201d'\u2019]\s*)[(\[]{_WITH}{_SIGNED.replace('agency', 'bracketed')}"
    r"[)\]]\s*\.?\s*$"
    rf"|^(?:Source:\s*)?{_SIGNED.replace('agency', 'alone')}$",
)
_SIGN_OFF = re.compile(
    r"[(\[]?(?:additional )?(?:reporting|writing|written|compiled|edited|editing) by\s",
    re.IGNORECASE,
)

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*(?P<m1>{_MONTH})\.?,?[\s-]*(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\.?\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d\d-\d\d)|(?P<slash>\d{4}/\d\d/\d\d)|(?P<number>\d{1,2}[./-]\d{1,2}[./-]\d{4}))"
)
_TIME = (
    r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?:\s*[ap]\.?m\.?)?"
    r"|\d{1,2}\s*[ap]\.?m\.?|\d{4}\s*(?=gmt)"
)
_ZONE = r"(?:z|[a-z]{2,5}|(?:gmt|utc)?\s*[+-]\d{1,2}:?(?:\d\d)?)"
_LABEL = (
    r"(?P<label>(?:first |originally )?(?:published|posted|released|issued|filed)|"
    r"publication date|date(?: published| posted)?|(?:last )?(?:updated|modified)|last update)"
)
_STAMP = re.compile(
    rf"(?:by\s.{{2,60}}?\s*[,|\u2013\u2014-]\s*)?[(\[]?(?:{_LABEL}(?:\s+(?:on|at))?\s*:?\s*)?"
    rf"(?:(?:source:\s*)?(?:{_NAME})\s*[,|\u2013\u2014-]?\s*)?"
    rf"(?:(?:{_TIME})(?:\s*{_ZONE})?,?\s+)?(?:{_WEEKDAY},?\s+)?{_DATE}"
    rf"(?:\s*(?:[,|\u2013\u2014-]|t|at|@)?\s*(?:{_TIME})(?:\s*\(?{_ZONE}\)?)?)?[)\].]?(?:\s+by\s.{{2,60}})?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|\u2022\u00b7]\s*|\s{3,}|\t+")

_UPPER = r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'\u2019.-]+"
_WORDS = r"[A-Z\u00c0-\u00de][\w.'\u2019-]*(?: [A-Z\u00c0-\u00de][\w.'\u2019-]*){0,3}"
_DATELINE = re.compile(
    rf"(?P<place>{_UPPER}(?:[ /]{_UPPER}){{0,5}}(?:,\s*{_WORDS})?"
    rf"|{_WORDS}(?:,\s*{_WORDS})?(?=\s*\())"
    rf"(?:,?\s+(?:(?i:{_DATE})|(?i:{_MONTH})\.? \d{{1,2}}|\d{{1,2}} (?i:{_MONTH})))?"
    r"(?:\s*\((?P<by>[^()]{2,60})\))?(?::|\s*[\u2013\u2014]|\s+--?|-(?=\s))\s*(?=\S)",
)
_RUBRICS = """
ANALYSIS BREAKING CORRECTION EXCLUSIVE EXPLAINER FACTBOX FILE FEATURE INTERVIEW NOTE OPINION PHOTO
PHOTOS READ RELATED SOURCE TIMELINE UPDATE URGENT VIDEO WATCH Q A
"""
_NO_PLACE = frozenset(_RUBRICS.split())
_PERSON = (
    r"[A-Z\u00c0-\u00de][\w.'\u2019-]*"
    r"(?:\s(?:(?:al|el|an|as|bin|ibn|de|van|von|der)\b)?-?(?:[A-Z\u00c0-\u00de][\w.'\u2019-]*)?){1,4}"
)
_BYLINE = re.compile(
    rf"(?:By|BY|by)\s+(?!(?i:the|{_WEEKDAY}|{_MONTH})\b)"
    rf"(?P<names>{_PERSON}(?:(?:,| and| &)\s+(?:and\s+)?{_PERSON}){{0,4}})"
    r"(?P<rest>(?:\s*[,|\u2022\u00b7/\u2013\u2014(-]\s*\S.{0,80})?)",
)
_END = re.compile(r"[.!?\u2026][\"\u201d'\u2019)\]]*$")
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that stands on a line of its own."""

    date: PartialDate
    label: str
    """The word before it in lower case ("published"), or nothing."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a news report: where it was filed, when and by which agency, as far as told."""

    place: str
    date: PartialDate | None
    agency: str | None


def agency_named(text: str) -> str | None:
    """Return the usual short name of the news agency `text` names ("Associated Press": "AP")."""
    for part in re.split(r"[/,&]", text):
        if found := _BY_NAME.get(part.strip()):
            return found
    return None


def signature(line: str) -> str | None:
    """Return the agency that signs at the end of `line` ("... he said.-AFP"), if one does."""
    match = _SIGNATURE.search(line.rstrip()[-80:])
    return _BY_NAME[match["agency"] or match["bracketed"] or match["alone"]] if match else None


def is_sign_off(line: str) -> bool:
    """Tell whether `line` names who reported and edited, as agencies end their reports."""
    return _SIGN_OFF.match(line.strip()) is not None


def stamp(line: str) -> Stamp | None:
    """Return the date stamp that `line`, or one of its parts between bars, consists of."""
    if len(line) > LONGEST or not any(x.isdigit() for x in line):
        return None
    for part in (line.strip(), *_PARTS.split(line.strip())):
        if (match := _STAMP.fullmatch(part)) and (date := _date(match)):
            return Stamp(date, " ".join((match["label"] or "").lower().split()))
    return None


def _date(match: re.Match[str]) -> PartialDate | None:
    """Return the date of a match of `_DATE`; None for a day the calendar does not have."""
    if match["y1"]:
        return partial_dates.from_words(match["d1"], match["m1"], match["y1"])
    if match["y2"]:
        return partial_dates.from_words(match["d2"], match["m2"], match["y2"])
    if match["number"]:
        return partial_dates.from_numbers(match["number"])
    written = (match["iso"] or match["slash"] or "").replace("/", "-")
    return written if partial_dates.is_partial(written) else None


def dateline(line: str) -> Dateline | None:
    """Return the dateline that `line` begins with ("KABUL, Afghanistan (AP) --"), if any."""
    match = _DATELINE.match(line.lstrip()[:LONGEST])
    if match is None or match["place"].split()[0] in _NO_PLACE:
        return None
    agency = agency_named(match["by"]) if match["by"] else None
    if agency is None and not match["place"].split(",")[0].isupper():
        return None
    return Dateline(match["place"], _date(match), agency)


def byline(line: str) -> str | None:
    """Return the authors that `line` names, when it is nothing but a byline."""
    match = _BYLINE.fullmatch(line.strip()) if len(line) <= LONGEST else None
    return match["names"].strip() if match else None


def is_headline(line: str) -> bool:
    """Tell whether `line` has the shape of a headline: a few words, capital first, no full stop."""
    text = line.strip().lstrip("#").strip()
    if not 0 < len(text) <= LONGEST or text[-1] in ".,;:" or len(text.split()) < 2:
        return False
    first = text.lstrip("\"'\u2018\u201c([")[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    return not (stamp(text) or byline(text) or is_sign_off(text) or dateline(text))


def ends_sentence(line: str) -> bool:
    """Tell whether `line` ends with the mark that ends a sentence, or a colon."""
    return bool(_END.search(line.rstrip()[-8:])) or line.rstrip().endswith(":")


def is_prose(line: str) -> bool:
    """Tell whether `line` holds a sentence: it ends like one, or is longer than any headline."""
    text = line.strip()
    if len(text) > LONGEST:
        return True
    return len(text.split()) >= _FEWEST and bool(_END.search(text) or signature(text))
