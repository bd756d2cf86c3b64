import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lib.names import NameRefused, check_name, skeleton

REAL_NAMES = [
    "José Martínez",
    "Nguyễn Văn Ánh",
    "Łukasz Żółć",
    "Mary-Jane O’Brien",
    "J. R. R. Tolkien",
    "Martin Luther King, Jr.",
    "Gwen (she/her)",
    "dr_strange_99",
    "Ελένη Παπαδοπούλου",
    "Сергей Ёлкин",
    "محمد عبد الله",
    "علی\u200cرضا",
    "דוד בן־גוריון",
    "בְּרֵאשִׁית",
    "राम प्रसाद",
    "क्\u200dष",
    "ශ්\u200dරී ලංකා",
    "李小龙",
    "やまだ たろう",
    "アンナ・カレーニナ",
    "김철수",
    "สมชาย ผู้ใหญ่",
    "தமிழ்ச்செல்வன்",
    "አበበ ቢቂላ",
    "གཞོན་ནུ",
    "မောင်ကြွေ",
    "გიორგი",
    "Անի Սարգսյան",
]

REFUSED_NAMES = [
    ("", "Please give a name."),
    ("   ", "Please give a name."),
    ("a" * 61, "A name may have at most 60 characters."),
    ("-", "A name must begin with a letter or a digit."),
    ("=cmd", "A name must begin with a letter or a digit."),
    ("@SUM(A1)", "A name must begin with a letter or a digit."),
    ("{{7*7}}", "A name must begin with a letter or a digit."),
    ("\u0301a", "A name must begin with a letter or a digit."),
    ("★", "A name must begin with a letter or a digit."),
    ("2024", "A name must contain a letter."),
    ("Ann <b>", "A name may contain letters, digits and simple punctuation, but no <."),
    ("Ann ✓", "A name may contain letters, digits and simple punctuation, but no ✓."),
    (
        "Ann @ work",
        "A name may contain letters, digits and simple punctuation, but no @.",
    ),
    ("A\u0301\u0316\u0317\u0318nn", "A name may not pile up accents on one letter."),
    (
        "A\u0f71\u0f71\u0f71\u0f71\u0f71",
        "A name may not pile up accents on one letter.",
    ),
    ("Аnna", "A word of a name may not mix letters of two alphabets."),
]

UNSEEN = [
    "\r\nBcc: x@y.z",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u034f",
    "\u115f",
    "\u3164",
    "\uffa0",
    "\ufe0f",
    "\u20dd",
    "\U000e0041",
    "\U000e0101",
    "\ud800",
    "\ue000",
    "\u2028",
]


@pytest.mark.parametrize("name", REAL_NAMES)
def test_real_names_of_many_scripts_are_accepted_as_written(name):
    assert check_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(("name", "sentence"), REFUSED_NAMES)
def test_a_refusal_says_what_is_wrong(name, sentence):
    with pytest.raises(NameRefused) as refusal:
        check_name(name)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("unseen", UNSEEN)
def test_characters_that_nobody_sees_are_refused(unseen):
    with pytest.raises(NameRefused, match="invisible or control"):
        check_name(f"Ann{unseen}Lee")


def test_blanks_of_any_width_become_single_blanks():
    assert check_name("  山田\u3000太郎 \xa0 x ") == "山田 太郎 x"


def test_letters_and_their_accents_are_composed():
    assert check_name("Jose\u0301") == "José"


@pytest.mark.parametrize(
    "name",
    [
        "admin",
        "ADMIN",
        "Adm1n",
        "a d m i n",
        "ad.min",
        "ádmin",
        "ａｄｍｉｎ",
        "ᴀᴅᴍɪɴ",
        "ⓐdmin",
        "rnoderator",
        "A reader",
        "a_reader",
        "The Author",
        "AIQ",
        "sуѕtеm",
        "аӏԛ",
        "Staff",
    ],
)
def test_names_of_the_house_are_kept_in_every_disguise(name):
    with pytest.raises(NameRefused):
        check_name(name)


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ("Alice", "alice"),
        ("Alice", "A1ice"),
        ("Alice", "AIice"),
        ("Bob Cole", "B0b C0le"),
        ("Bob Cole", "BobCole"),
        ("Burns", "Bums"),
        ("José", "Jose"),
        ("Ace", "Асе"),
        ("Kopa", "Κορα"),
        ("Straße", "Strasse"),
        ("Ｂｏｂ", "Bob"),
        ("क्ष", "क्\u200dष"),
    ],
)
def test_a_name_that_looks_like_another_is_refused(taken, name):
    assert skeleton(name) == skeleton(taken)
    with pytest.raises(NameRefused):
        check_name(name, taken=["Somebody", taken])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann", "Anna"),
        ("राम", "रीमा"),
        ("李小龙", "李小虎"),
        ("สมชาย", "สมหญิง"),
        ("Anna 2", "Anna 3"),
    ],
)
def test_names_that_differ_to_the_eye_may_both_be_taken(one, other):
    assert check_name(one, taken=[other]) == one


def accepted(name: str) -> str | None:
    try:
        return check_name(name)
    except NameRefused:
        return None


@given(st.text(st.characters(categories=["L", "N", "M", "Z", "P"]), max_size=70))
def test_an_accepted_name_is_accepted_again_as_it_is(text):
    name = accepted(text)

    assert name is None or accepted(name) == name


@given(st.text(max_size=80))
def test_a_skeleton_is_its_own_skeleton(text):
    assert skeleton(skeleton(text)) == skeleton(text)


def test_a_name_that_unfolds_into_sentences_is_refused():
    with pytest.raises(NameRefused, match="written out"):
        check_name("\ufdfa" * 20)
