"""Whether a text is English, told offline from its script and its function words."""

import re
import unicodedata
from collections import Counter

_TELLING_LATIN = {
    "French": "\u00ea\u00e8",
    "German": "\u00e4\u00df",
    "Polish": "\u0142\u0105\u0119\u017c",
    "Portuguese": "\u00e3\u00f5",
    "Spanish": "\u00f1",
    "Swedish": "\u00e5",
    "Turkish": "\u0131\u015f\u011f",
}
SHORTEST = 60
"""Characters below which a text is taken as it is: too little to judge."""
_SAMPLE = 3000
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
_FEW, _SOME, _PLAIN, _MANY = 2, 0.05, 0.2, 40

_ENGLISH_WORDS = """
the of and that for with by from were said have has been their who which they this after
would are his it be to not but had on at is was as its he in
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_OTHERS = {
    "French": "le les des du une est et dans pour par sur qui que au aux avec ont été plus sont "
    "son ses cette ce il elle pas leur mais où dont selon après entre deux",
    "Spanish": "los las una que del por con para su sus lo como más fue han este esta entre "
    "según pero desde sobre después también hasta y en ha ser",
    "Portuguese": "os das dos em uma um que não com para por se na nas nos foi mais são pelo pela "
    "entre sua seu ao à segundo após também ou",
    "Italian": "il gli di della delle dei del che una per con non sono nel nella alla è hanno "
    "anche più dal dalla ha stato dopo secondo tra",
    "German": "der die und den dem des ein eine einen ist mit von zu auf für nicht sich auch "
    "wurde wurden nach bei aus zum zur haben hat im das sind",
    "Dutch": "het een van dat op te voor met zijn niet aan door bij werd worden ook naar uit "
    "heeft hebben zich nog",
    "Turkish": "ve bir bu için ile olarak olan daha çok sonra gibi kadar ise göre taraf\u0131ndan "
    "oldu ancak ya da de etti dedi",
    "Indonesian": "yang dan dari untuk dengan pada ini itu tidak dalam ke oleh akan telah juga "
    "adalah sebagai karena mereka bahwa di",
    "Swahili": "ya wa na kwa katika ni za la cha hii kuwa hilo baada watu hiyo vya wakati",
    "Somali": "ayaa oo iyo ku ka waxaa uu lagu in ay si ee la kale waxay kuwa",
    "Polish": "w z się nie na że do jest przez oraz po od jak został są który dla",
    "Swedish": "och att det som på är av för med den till inte har från ett var efter",
}
_FUNCTION_WORDS = {name: frozenset(words.split()) - _ENGLISH for name, words in _OTHERS.items()}
_SCRIPTS = {
    "CJK": "Chinese",
    "CYRILLIC": "Russian",
    "DEVANAGARI": "Hindi",
    "ETHIOPIC": "Amharic",
    "HANGUL": "Korean",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
}
_TELLING = {  # letters that tell languages of one script apart
    "Persian": "پچژگ",
    "Urdu": "ٹڈڑے",
    "Ukrainian": "іїєґ",
    "Japanese": "のはをにが",
}


def foreign(text: str) -> str | None:
    """Return what `text` looks like ("French") when it is not English, else None.

    Judged from its first characters and some of its middle. A text under `SHORTEST` characters
    is taken as English, and so is one whose words tell nothing (a list of names).
    """
    if len(text) < SHORTEST:
        return None
    middle = len(text) // 2
    sample = text[:_SAMPLE] + (text[middle : middle + _SAMPLE] if len(text) > 2 * _SAMPLE else "")
    words = _WORD.findall(sample)
    if sum(x in _ENGLISH for x in words) > _PLAIN * len(words):
        return None
    letters = _LETTER.findall(sample)
    others = [x for x in letters if not _LATIN.match(x)]
    if len(others) * 2 > len(letters):
        return _script(others)
    return _by_words(words)


def _script(letters: list[str]) -> str:
    seen = Counter(letters)
    for name, telling in _TELLING.items():
        if sum(seen[x] for x in telling) > len(letters) / 100:
            return name
    scripts = Counter(unicodedata.name(x, "another").split()[0] for x in letters)
    script = scripts.most_common(1)[0][0]
    return _SCRIPTS.get(script, script.capitalize())


def _by_words(words: list[str]) -> str | None:
    lowered = [x.lower() for x in words]
    english = sum(x in _ENGLISH for x in lowered)
    counts = {name: sum(x in own for x in lowered) for name, own in _FUNCTION_WORDS.items()}
    small = " ".join(x for x in words if x[0].islower())  # names keep their letters in English
    for name, telling in _TELLING_LATIN.items():
        counts[name] += sum(small.count(x) for x in telling)
    best = max(counts, key=lambda name: counts[name])
    least = _FEW if english else _FEW - 1
    if counts[best] > max(english, least, _SOME * len(words)):
        return best
    running = sum(x[0].islower() for x in words)
    if len(words) >= _MANY and running * 2 > len(words) and english < _SOME * len(words):
        return "another language"
    return None
