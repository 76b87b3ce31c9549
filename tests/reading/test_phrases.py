"""A source's words taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.phrases import Kind, bare, noun_phrase, parse


@pytest.mark.parametrize(
    ("source", "kind", "name", "body"),
    [
        ("He", Kind.PERSON, None, None),
        ("They", Kind.MANY, None, None),
        ("It", Kind.THING, None, None),
        ("who", Kind.RELATIVE, None, None),
        ("We", Kind.SELF, None, None),
        ("the statement", Kind.STATEMENT, None, None),
        ("a statement by the Lake Front", Kind.STATEMENT, None, "the Lake Front"),
        ("UBA spokesperson Mazar Baloch", Kind.SPEAKER, "Mazar Baloch", "UBA"),
        ("Asif Rind, a spokesman for the Border Corps", Kind.SPEAKER, "Asif Rind", "the Border Corps"),
        ("its commander-in-chief, Bashir Baloch", Kind.SPEAKER, "Bashir Baloch", "its"),
        ("the spokesman of the Dawn Front, Meerak Jan", Kind.SPEAKER, "Meerak Jan", "the Dawn Front"),
        ("Provincial police chief Colonel Nabi Gharji", Kind.SPEAKER, "Nabi Gharji", "police"),
        ("Army spokesman Colonel Halidou Sabo", Kind.SPEAKER, "Halidou Sabo", "Army"),
        ("exiled leader Mehran Marri", Kind.OFFICE, "Mehran Marri", None),
        ("Hospital superintendent Dr Lily Nunisa", Kind.OFFICE, "Lily Nunisa", None),
        ("A surgeon at Baqer hospital, Dr Layla Hamoudi", Kind.OFFICE, "Layla Hamoudi", "Baqer hospital"),
        ("Bibi Hawa, 60", Kind.OFFICE, "Bibi Hawa", None),
        ("a man who gave his name as Abu Tarek", Kind.OFFICE, "Abu Tarek", None),
        ("the group", Kind.GROUP, None, None),
        ("The Balochistan Post", Kind.PARTY, None, None),
        ("residents of two villages", Kind.PARTY, None, None),
    ],
)
def test_parse(source: str, kind: Kind, name: str | None, body: str | None) -> None:
    phrase = parse(source)
    assert (phrase.kind, phrase.name, phrase.body) == (kind, name, body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Lake Front", "Lake Front"),
        ("The army,", "army"),
        ("A resident of Nushki", "a resident of Nushki"),
        ("two  boatmen", "two boatmen"),
        ("The", "The"),
    ],
)
def test_bare(text: str, expected: str) -> None:
    assert bare(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("they struck a student ", "a student "),
        ("said Colonel Nabi Gharji, ", "Colonel Nabi Gharji, "),
        ("in the hills the Hills Freedom Council, ", "the Hills Freedom Council, "),
    ],
)
def test_noun_phrase_before_a_pronoun(words: str, expected: str) -> None:
    assert words[noun_phrase(words) :] == expected


@given(st.text(max_size=80))
def test_any_words_are_some_phrase(source: str) -> None:
    assert parse(source).kind in Kind
