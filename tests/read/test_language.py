# ruff: noqa: RUF001 - the names of the tests say what they show; letters of languages
"""What is English enough to be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.language import SHORTEST, foreign

OTHERS = {
    "French": """Les rebelles ont pris vendredi le pont de la ville, dernier grand bastion de
        l'armée dans le nord, a indiqué une ONG.""",
    "Spanish": """Los rebeldes tomaron el viernes el puente de la ciudad, el último gran bastión
        del ejército en el norte, según una ONG.""",
    "Portuguese": """Os rebeldes tomaram na sexta-feira a ponte da cidade, o último grande reduto do
        exército no norte, segundo uma ONG.""",
    "German": """Die Aufständischen haben am Freitag die Brücke der Stadt eingenommen, die letzte
        große Stellung der Armee im Norden.""",
    "Turkish": """Asiler cuma günü kuzeydeki ordunun son büyük kalesi olan şehrin köprüsünü ele
        geçirdi, gözlemevi açıkladı.""",
    "Indonesian": """Pemberontak merebut jembatan kota itu pada hari Jumat, benteng besar terakhir
        tentara di utara, kata lembaga pemantau.""",
    "Russian": """Повстанцы в пятницу заняли мост города, последний крупный опорный пункт армии на
        севере, сообщила организация наблюдателей.""",
    "Arabic": """سيطر المتمردون يوم الجمعة على جسر المدينة، آخر معقل كبير للجيش في الشمال، بحسب
        مرصد محلي يتابع المعارك في البلاد.""",
    "Persian": """شورشیان روز جمعه پل شهر را که آخرین پایگاه بزرگ ارتش در شمال بود گرفتند، به
        گزارش یک دیده‌بان محلی که جنگ را پی می‌گیرد.""",
}
ENGLISH = {
    "people": """Abu Omar al-Marrani, Abu Ali al-Dari and Hassan bin Said were killed by shells near
        Deir al-Kabir, Kafr Said and Tell Aswad, the monitor said.""",
    "Spanish names": """Fuerzas Armadas del Norte and Ejército del Pueblo fighters clashed in Valle
        de la Cruz, the army of the province said on Friday.""",
    "Turkish names": """Recep Yıldız and Şükrü Ağaoğlu of the Özgür Vatan group met in Diyarbakır
        and Şırnak, the agency said.""",
    "a list": """Abu Omar al-Marrani, Abu Ali al-Dari, Hassan bin Said, Jaish al-Shimal, Liwa
        al-Jabal, Harakat al-Nahr, Kataib al-Sadd""",
    "telegram style": """MARRAN: Rebels overran army post Monday, killing 12, officials say. Troops
        sent from Kafr Said. Clashes near bridge.""",
}


def _line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_told(language: str) -> None:
    text = _line(OTHERS[language])
    assert foreign(text) == language
    assert foreign(text * 40) == language


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_full_of_foreign_names_is_english(kind: str) -> None:
    assert foreign(_line(ENGLISH[kind])) is None


def test_a_short_text_is_taken_as_it_is() -> None:
    assert foreign("Les rebelles ont pris le pont de la ville."[: SHORTEST - 1]) is None


def test_a_language_without_a_profile_is_another_language() -> None:
    hungarian = "a felkelők pénteken elfoglalták annak a városnak a hídját, ahol eddig csapatok. "
    assert foreign(hungarian * 4) == "another language"


@given(st.text(min_size=SHORTEST))
def test_any_text_can_be_judged(text: str) -> None:
    assert foreign(text) != ""
