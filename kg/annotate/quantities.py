"""Numbers of countable things in plain text, with bounds: "at least 900", "dozens", "20 to 30".

Decisions, beside those of the annotation rules (dozens: 24 or more, hundreds: 200 or more):
"about", "nearly" and "an estimated" leave a number exact; "more than N" starts at N and "as many
as N" ends at N; "several", "a few", "a handful of" and "a number of" are 3 or more, but "several
hundred" is as much as "hundreds"; "a couple of" is 2; a bound holds on over "and" ("at least 9 men
and 5 women": 5 or more). Years, dates, times, shares, money, ages, measures, durations, ordinals
and numbers that are names ("Route 66", "F-16") are no quantities.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from kg.model import Quantity, QuantityMention


class _Number(NamedTuple):
    """A number as written, before its modifiers; `form` is one of the keys of `_READERS`."""

    start: int
    end: int
    low: int
    high: int | None
    scale: int
    form: str


_DIGITS = "one|two|three|four|five|six|seven|eight|nine"
_ONES: Final = (
    f"{_DIGITS} ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).replace("|", " ")
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES: Final = {word: value for value, word in enumerate(_ONES.split(), 1)} | {
    word: value * 10 for value, word in enumerate(_TENS.split(), 2)
}
_SCALES: Final = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
_PLURALS: Final = {"tens": 20, "scores": 40} | {f"{w}s": 2 * n for w, n in _SCALES.items()}
_FEW: Final = 3
_HUNDRED: Final = 100
_YEARS: Final = range(1900, 2100)
_AGES: Final = range(1, 120)
_STEEPEST: Final = 20
"""A pair "a-b" whose ends are further apart than this factor is a code and not a range."""
_NEAR: Final = 48
"""How many characters before a number are looked at."""

_SCALE = "|".join(_SCALES)
_PLURAL = "|".join(_PLURALS)
_TEENS = "|".join(sorted(_ONES.split(), key=len, reverse=True))
_SMALL = rf"(?:(?:{_TENS.replace(' ', '|')})(?:[\s-](?:{_DIGITS})\b)?|(?:{_TEENS}))\b"
_ROUND = rf"\w+\s(?:{_SCALE})\b"
_CANDIDATE: Final = re.compile(
    rf"""(?<![\w$€£¥₹#@№+°\u2032.])(?<![^\W\d][-\u2013/:,'\u2019])(?<!\d[/:,'\u2019])(?:
      (?P<digits>(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:[ \xa0\u202f][0-9]{{3}})+
        |[0-9]{{1,12}}(?:\.[0-9]{{1,3}})?)(?![0-9]))(?:[\s-](?P<scale>{_SCALE})\b)?
    | (?P<vague>several|half\sa|(?:an?(?:other)?\s)(?:few|handful\sof|number\sof|couple(?:\sof)?
        |pair\sof)|couple(?:\sof)?)(?:\s(?P<of>{_SCALE}))?\b
    | (?P<plural>(?:{_PLURAL})(?:\s(?:of|and)\s(?:{_PLURAL}))*)\b
    | (?P<words>(?:{_SMALL}|(?:an?|the)\s(?:{_SCALE})\b|dozen\b)(?:[\s-](?:{_SCALE})\b)*
        (?:(?:(?<=hundred)|(?<=thousand)|(?<=million))(?:[\s-]|\sand\s(?!{_ROUND}))
          {_SMALL}(?:[\s-](?:{_SCALE})\b)*)*)
    )""",
    re.VERBOSE | re.IGNORECASE,
)

_LEAST = (
    "at least|no fewer than|no less than|not less than|a minimum of|(?:well |just )?more than"
    "|(?:well |just )?over|upwards? of|in excess of|(?:well )?above|exceeding"
)
_MOST = (
    "as many as|as much as|up to|at most|no more than|not more than|fewer than|less than"
    "|just under|a maximum of|under"
)
_ABOUT = (
    "about|around|roughly|approximately|some|nearly|almost|close to|an? estimated|estimated"
    "|a (?:combined |overall )?total of|exactly|another|a further|an additional"
)
_MODIFIER: Final = re.compile(
    rf"\b(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<about>{_ABOUT})|(?P<span>between|from))\s+\Z",
    re.IGNORECASE,
)
_NOT_MODIFIER: Final = re.compile(
    r"\b(?:control|power|rule|authority|flew|fly\w*|flights?|fight\w*|fought|battle\w*|disputes?"
    r"|wars?|all)\s+\Z",
    re.IGNORECASE,
)
_CHANGED: Final = re.compile(
    r"\b(?:r[io]s[ei]|grew|grow|jump|climb|increas|fell|fall|drop|decreas|down|up|cut|reduc|rais)"
    r"\w*\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"\s*(?:(to|or|and)\b|[-\u2013\u2014])\s*", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"(?P<least>\+|-plus\b|\splus\b|\sor\smore\b)|(?P<most>\sor\s(?:fewer|less)\b)"
    r"|(?P<about>-odd\b|\sor\sso\b|-(?:strong|members?|man|men|person)\b)",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_NAME_BEFORE: Final = re.compile(
    r"""(?:\b(?:route|highway|resolutions?|articles?|section|chapter|number|nos?\.|page|vol\.
    |world\swar|tel\.?:?|phone:?|fax:?|aged?|ages|ages?\sof|channel|version|battalion|brigade
    |Group\sof|Unit|Road|Camp|Base|Area|Zone|Sector|Gate|Hill|Point|Block|Force|Room|Checkpoint
    |District|Building|Class|Type|Street|Avenue|Division|Regiment|Phase|Category|Part|Line|Level
    |Day|Figure|Flight|Boeing|Airbus|France|Photo|Season|Episode|Issue|Brigade|Battalion|Route
    |Highway|Resolutions?|Articles?|Section|Chapter|Number|Nos?\.|Page|World\sWar|Aged?|Channel)\s+
    """
    rf"|\b{_MONTH}\s+(?:the\s+)?(?:[0-9]{{1,2}}(?:,\s|\sand\s|\s?[-\u2013]\s?))*"
    r"|[$€£¥₹]\s?|\b(?:USD|EUR|GBP)\s?)\Z",
    re.VERBOSE,
)
_UNIT = (
    "k(?:ilo)?m(?:s|et(?:re|er)s?)?|miles?|met(?:re|er)s?|m[23]?|cm|mm|cu|(?:centi|milli)met(?:re|er)s?"
    "|feet|foot|ft|inch(?:es)?|yards?|acres?|hectares?|square|sq|tons?|tonnes?|kg|kilos?"
    "|kilograms?|pounds?|lbs?|grams?|lit(?:re|er)s?|barrels?|gallons?|degrees?|mph|kph|knots"
    "|(?:mega|kilo)watts?|calib(?:re|er)|[mgk](?:b|w|hz)|b\\.?c"
    "|pixels?|px|percent|per[ -]?cent|percentage"
    r"|a\.?m|p\.?m|gmt|utc|o['\u2019]clock|times|fold|thirds?|quarters?|fifths?|hal(?:f|ves)"
)
_TIME = "seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|decades?|centur\\w*"
_SPELL = "more|consecutive|straight|full|whole|long|successive|additional|other|calendar"
_MONEY = (
    r"(?:\w+\s)?(?:dollars?|euros?|sterling|lira|dinars?|rials?|riyals?|rou?bles?|rupees?|francs?"
    r"|shekels?|cents?|dirhams?|yuan|yen|naira|hryvnias?|pounds)"
)
_NOT_AFTER: Final = re.compile(
    rf"""\s?[%°|\u2032\u2033]|[A-Za-z]|[ ][0-9]{{2}}|[:/.,][0-9]|[-\u2013]\w
    |[\s-]?(?:of\s)?(?:{_UNIT})\b|\s(?:by|and|to|or)\s[0-9]+\s(?:{_UNIT})\b
    |[\s-](?:of\s)?(?:(?:{_SPELL})\s)?(?:{_TIME})\b|[\s-](?:of\s)?(?:{_MONEY})\b
    |(?-i:\s(?:(?:and|to|or)\s[0-9]{{1,2}}\s)?(?:of\s)?{_MONTH})""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_COUNTS: Final = re.compile(
    r"\s(?:[^\W\d][\w-]*\s){0,2}?(?:people|persons|civilians|soldiers|troops|fighters|militants|rebels"
    r"|men|women|children|refugees|families|prisoners|members|policemen|officers|houses|homes"
    r"|villagers|residents|insurgents|others|dead|killed|wounded|injured|displaced)\b"
)
_DESIGNATOR: Final = re.compile(r"\b[A-Z]{1,4}\s\Z")
_NO_NOUN: Final = re.compile(
    r"\s?(?:[).,;\]]|$|\n)|\s(?:is|was|were|on|in|as|at|will|has|had|to|of|and|currently|by)\b"
)
_MORE_DIGITS: Final = re.compile(r"(?<![0-9])(?!(?:19|20)[0-9]{2} )[0-9]+[ \u2013-]\Z")
_DATING: Final = re.compile(r"\b(?:in|since|until|during|late|early)\s\Z", re.IGNORECASE)
_NAMED_AGE: Final = re.compile(r"\b[A-Z][\w'\u2019-]*(?:,\s|\s\()\Z")
_ONE_BEFORE: Final = re.compile(
    r"\b(?:no|any|every|each|the|this|that|which|some|another|new|only|last|latest|first|other"
    r"|number|square)[\s-]\Z",
    re.IGNORECASE,
)
_ONE_AFTER: Final = re.compile(
    r"\s(?!(?:of|another|who|that|which|is|was|has|had|can|may|must|should|would|could|time|side"
    r"|way|hand|point|where|to|in|on|at|by|for|with|as|from|thing|reason|example|step|when|if|and"
    r"|or|but)\b)[^\W\d_]"
)
_HARM: Final = re.compile(
    r"\b(?:kill|wound|injur|captur|arrest|detain|abduct|kidnap)\w*\s(?:at\sleast\s)?\Z",
    re.IGNORECASE,
)
_SCORES_AFTER: Final = re.compile(
    r"\s(?:of|more|others?|were|are|have|had|remain\w*|killed|wounded|injured|dead|missing"
    r"|displaced|arrested|detained)\b"
)
_CARRIED: Final = re.compile(
    r"(?:\s(?!\w*(?:ed|ing|were|was|are|have)\b)[\w'\u2019-]+){1,4}\sand\s"
)


def find(text: str) -> list[QuantityMention]:
    """Return the quantities of `text` from left to right, without overlaps."""
    found: list[QuantityMention] = []
    bound, floor = "", 0
    for number, spread in _joined(text, list(_numbers(text))):
        if _is_no_count(text, number):
            continue
        start, kind = _modifier(text, number, floor, spread=spread)
        if not kind and found and _CARRIED.fullmatch(text, floor, number.start):
            kind = bound
        tail = _TAIL.match(text, number.end)
        end = tail.end() if tail else number.end
        bound = (tail.lastgroup if tail else None) or kind
        found.append(QuantityMention(start, end, text[start:end], _bounded(number, bound)))
        floor = end
    return found


def _numbers(text: str) -> Iterator[_Number]:
    for match in _CANDIDATE.finditer(text):
        form = next(name for name in _READERS if match[name])
        number = _READERS[form](match)
        if number is not None:
            yield number


def _digits(match: re.Match[str]) -> _Number | None:
    """Read "17,000", "1 200", "1.5 million"; a fraction alone counts nothing."""
    plain = re.sub(r"[,\s]", "", match["digits"])
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
    if scale == 1 and "." in plain:
        return None
    value = int(Decimal(plain) * scale)
    form = "year" if match[0].isdigit() and value in _YEARS else "digits"
    return _Number(match.start(), match.end(), value, value, scale, form)


def _vague(match: re.Match[str]) -> _Number | None:
    """Read "several", "a few hundred", "a couple of", "half a dozen"."""
    words = match["vague"].lower()
    scale = _SCALES[match["of"].lower()] if match["of"] else 1
    if words.startswith("half"):
        low = scale // 2
    elif "couple" in words or "pair" in words:
        low = 2 * scale if scale > 1 or words.endswith("of") else 0
    else:
        return _Number(
            match.start(), match.end(), 2 * scale if scale > 1 else _FEW, None, scale, "vague"
        )
    return _Number(match.start(), match.end(), low, low, scale, "vague") if low else None


def _plural(match: re.Match[str]) -> _Number | None:
    """Read "dozens", "tens of thousands"; "tens" and "scores" only where they count."""
    words = match["plural"].lower().split()
    text, end = match.string, match.end()
    if words == ["tens"] and not text.startswith(" of ", end):
        return None
    if words == ["scores"] and not (
        _SCORES_AFTER.match(text, end) or _HARM.search(_before(text, match.start()))
    ):
        return None
    low = _PLURALS[words[0]]
    for joint, word in zip(words[1::2], words[2::2], strict=True):
        low *= _PLURALS[word] // 2 if joint == "of" else 1
    return _Number(match.start(), end, low, None, 1, "plural")


def _words(match: re.Match[str]) -> _Number:
    """Read "twenty-one", "a hundred and fifty", "two hundred fifty thousand"."""
    total, group, scale = 0, 0, 1
    for word in re.findall(r"[a-z]+", match["words"].lower()):
        if word in _SCALES:
            scale = _SCALES[word]
            group = max(group, 1) * scale
            if scale > _HUNDRED:
                total, group = total + group, 0
        else:
            group += _VALUES.get(word, 0)
    value = total + group
    return _Number(match.start(), match.end(), value, value, scale, "words")


_READERS: Final = {"digits": _digits, "vague": _vague, "plural": _plural, "words": _words}


def _joined(text: str, numbers: list[_Number]) -> Iterator[tuple[_Number, bool]]:
    """Yield each number once, two ends of a range as one (and then True)."""
    place = 0
    while place < len(numbers):
        pair = _range(text, *numbers[place : place + 2])
        yield pair or numbers[place], pair is not None
        place += 2 if pair else 1


def _range(text: str, first: _Number, second: _Number | None = None) -> _Number | None:
    """Return the range that two numbers make, None if they make none."""
    if second is None or first.high is None or second.high is None:
        return None
    joint = _JOINT.fullmatch(text, first.end, second.start)
    if joint is None or not _leads_range(_before(text, first.start), joint[1], second.high):
        return None
    low = first.low
    if first.scale == 1 and second.scale >= _HUNDRED and low < second.high // second.scale:
        low *= second.scale
    steep = joint[1] is None and second.high > low * _STEEPEST
    if low >= second.high or steep:
        return None
    form = "year" if first.form == "year" else second.form
    return _Number(first.start, second.end, low, second.high, second.scale, form)


def _leads_range(before: str, joint: str | None, high: int) -> bool:
    """Whether what stands before two numbers lets them be a range ("rose from 2 to 3" does not)."""
    modifier = _MODIFIER.search(before)
    lead = (modifier["span"] or "").lower() if modifier else ""
    if joint and joint.lower() == "and" and lead != "between":
        return False
    if lead == "from" and modifier and _CHANGED.search(before[: modifier.start()]):
        return False
    return high < _HUNDRED or not _NAME_BEFORE.search(before)


def _before(text: str, start: int) -> str:
    return text[max(0, start - _NEAR) : start]


def _is_no_count(text: str, number: _Number) -> bool:
    """Whether the number dates, measures, names or orders something instead of counting."""
    end = number.end
    before = _before(text, number.start)
    if _NAME_BEFORE.search(before) or _MORE_DIGITS.search(before):
        return True
    tail = _TAIL.match(text, end)
    if _NOT_AFTER.match(text, tail.end() if tail else end):
        return True
    if number.form == "year":
        return bool(_DATING.search(before)) or not _YEAR_COUNTS.match(text, end)
    if number.form == "words":
        return _is_no_count_word(text, number, before)
    return number.form == "digits" and _is_no_count_digit(text, number, before)


def _is_no_count_digit(text: str, number: _Number, before: str) -> bool:
    """Whether digits number an item or a note, stand alone, end a name or tell an age."""
    end = number.end
    line = before.rpartition("\n")[2].strip(" ")
    if not line and (text[end : end + 2] in {". ", ") "} or text[end : end + 1] in {"", "\n"}):
        return True
    if before.endswith("[") and text.startswith("]", end):
        return True
    if _DESIGNATOR.search(before) and _NO_NOUN.match(text, end):
        return True
    named_age = number.low in _AGES and text[end : end + 1] in set(",.;)")
    return named_age and _NAMED_AGE.search(before) is not None


def _is_no_count_word(text: str, number: _Number, before: str) -> bool:
    if number.low == 1 and not _MODIFIER.search(before):
        stands = _ONE_AFTER.match(text, number.end) or _HARM.search(before)
        return not stands or _ONE_BEFORE.search(before) is not None
    title = text[number.start].isupper() and not text[number.start : number.end].isupper()
    return title and before.endswith(("the ", "The ", "Big "))


def _modifier(text: str, number: _Number, floor: int, *, spread: bool) -> tuple[int, str]:
    """Return where the mention starts with its modifiers, and the bound they set."""
    start, kind = number.start, ""
    while match := _MODIFIER.search(text[max(floor, start - _NEAR) : start]):
        found = match.lastgroup or ""
        words = match[0].strip().lower()
        before = _before(text, start - len(match[0]))
        if (
            (found == "span" and not spread)
            or (words == "under" and number.form not in {"digits", "year"})
            or (words == "over" and _NOT_MODIFIER.search(before))
        ):
            break
        start -= len(match[0])
        kind = kind if kind in {"least", "most"} else found
    return start, kind


def _bounded(number: _Number, bound: str) -> Quantity:
    if number.high is None or number.low != number.high:
        return Quantity(number.low, number.high)
    low = None if bound == "most" else number.low
    return Quantity(low, None if bound == "least" else number.high)
