"""Places: found, resolved, given to events; the index, and a dump that is cut off."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.reading.places import Toponym, find_places, gazetteer, place_of, resolve
from sayso.reading.places.gazetteer import Gazetteer, build, import_dump
from sayso.reading.places.names import bare, key
from sayso.reading.places.sources import Row
from sayso.reading.spans import Mention

# A small world, as rows of the index: number, code, name, kind, country, province, latitude, longitude, people, reach.
WORLD = [
    Row(-1, "PK", "Pakistan", "country", "PAK", "", 29.9, 69.3, 240_000_000, 470),
    Row(-2, "AF", "Afghanistan", "country", "AFG", "", 33.8, 66.0, 40_000_000, 400),
    Row(-3, "US", "United States", "country", "USA", "", 39.5, -99.1, 330_000_000, 1400, ("U.S.", "US")),
    Row(-4, "PK.02", "Balochistan", "province", "PAK", "PK.02", 28.4, 66.1, 12_000_000, 450),
    Row(-5, "US.LA", "Louisiana", "province", "USA", "US.LA", 30.9, -92.0, 4_600_000, 250, ("La.", "LA")),
    Row(-6, "US.VA", "Virginia", "province", "USA", "US.VA", 37.5, -78.5, 8_600_000, 250, ("Va.", "VA")),
    Row(-7, "PK.02.1", "Kalat District", "district", "PAK", "PK.02", 28.8, 66.4, 200_000, 60),
    Row(1, "1", "Quetta", "town", "PAK", "PK.02", 30.2, 67.0, 1_500_000, 0),
    Row(2, "2", "Kalat", "town", "PAK", "PK.02", 29.0, 66.6, 26_000, 0),
    Row(3, "3", "Qalāt", "town", "AFG", "AF.28", 32.1, 66.9, 40_000, 0, ("Kalat",)),
    Row(4, "4", "Alexandria", "town", "USA", "US.LA", 31.3, -92.4, 47_000, 0),
    Row(5, "5", "Alexandria", "town", "USA", "US.VA", 38.8, -77.0, 150_000, 0),
    Row(6, "6", "Nushki", "town", "PAK", "PK.02", 29.6, 66.0, 48_000, 0, ("Noshki",)),
    Row(7, "7", "Kabul", "town", "AFG", "AF.13", 34.5, 69.2, 4_000_000, 0),
    Row(8, "8", "Ghazni", "town", "AFG", "AF.08", 33.5, 68.4, 140_000, 0),
    Row(9, "9", "Baroda", "town", "IND", "IN.09", 22.3, 73.2, 1_800_000, 0),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    path = tmp_path_factory.mktemp("places") / "index.sqlite"
    build(path, WORLD)
    index = Gazetteer(path)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Sana'a", "sanaa"), ("Saint-Denis", "st denis"), ("St. Denis", "st denis"), ("the Netherlands", "netherlands"),
     ("Khārān", "kharan"), ("U.S.", "us"), ("", ""), ("…", "")],
)  # fmt: skip
def test_one_key_for_what_is_written_in_many_ways(name: str, expected: str) -> None:
    assert key(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("kalat district", ("kalat", "district")), ("district of kalat", ("kalat", "district")), ("kalat", ("kalat", None)),
     ("district", ("district", None)), ("northern darfur", ("darfur", None)), ("new york city state", ("new york", "province"))],
)  # fmt: skip
def test_the_word_for_a_kind_is_told_apart(name: str, expected: tuple[str, str | None]) -> None:
    assert bare(name) == expected


def names(text: str, small: Gazetteer, mentions: list[Mention] | None = None) -> list[str]:
    return [one.name for one in find_places(text, mentions or [], gazetteer=small)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked a convoy near Quetta on Sunday.", ["Quetta"]),
        ("QUETTA, Pakistan (AP) - A bomb went off in Kalat.", ["QUETTA", "Pakistan", "Kalat"]),
        ("The Kalat district police were called.", ["Kalat district"]),
        ("Mr Quetta said so.", []),
        ("The Bank of Baroda was robbed.", []),
        ("Kabul University spokesman Ghazni Khan said so.", []),
        ("He moved to Alexandria, La., in May.", ["Alexandria", "La."]),
        ("He told us so.", []),
        ("", []),
    ],
)
def test_places_are_found_and_people_and_bodies_are_not(text: str, expected: list[str], small: Gazetteer) -> None:
    assert names(text, small) == expected


def test_what_the_network_marks_is_kept_where_no_gazetteer_knows_it(small: Gazetteer) -> None:
    text = "Fire was opened at Zurbakhel village."
    found = find_places(text, [Mention(19, 36, "place")], gazetteer=small)
    assert found == (Toponym(19, 36, "Zurbakhel village"),)
    assert resolve(found, gazetteer=small) == (None,)


def located(text: str, small: Gazetteer, **options: str) -> dict[str, str | None]:
    found = find_places(text, [], gazetteer=small)
    places = resolve(found, gazetteer=small, **options)
    return {one.name: place.id if place else None for one, place in zip(found, places, strict=True)}


def test_the_places_of_a_report_help_one_another(small: Gazetteer) -> None:
    assert located("A blast in Kalat, near Nushki, was heard in Quetta.", small)["Kalat"] == "geonames:2"
    assert located("A blast in Kalat was heard in Ghazni and in Kabul.", small)["Kalat"] == "geonames:3"


def test_the_dateline_helps(small: Gazetteer) -> None:
    assert located("A blast in Kalat on Sunday.", small, dateline="Kabul")["Kalat"] == "geonames:3"
    assert located("A blast in Kalat on Sunday.", small, dateline="Quetta")["Kalat"] == "geonames:2"


@pytest.mark.parametrize(("state", "expected"), [("La.", "geonames:4"), ("Virginia", "geonames:5")])
def test_what_stands_after_the_comma_decides(state: str, expected: str, small: Gazetteer) -> None:
    assert located(f"She lives in Alexandria, {state} with her son.", small)["Alexandria"] == expected


def test_the_word_for_a_kind_decides(small: Gazetteer) -> None:
    [place] = resolve([Toponym(0, 14, "Kalat district")], gazetteer=small)
    assert place is not None
    assert (place.precision, place.country) == ("district", "PAK")


def test_no_place_is_an_answer(small: Gazetteer) -> None:
    assert resolve([Toponym(0, 3, "xyz"), Toponym(4, 5, "…")], dateline="Nowhere", gazetteer=small) == (None, None)
    assert resolve([], gazetteer=small) == ()


def test_a_noun_in_capitals_is_no_name() -> None:
    name, noun = resolve([Toponym(0, 6, "Hamlet"), Toponym(0, 6, "Hamlet")]), resolve([Toponym(0, 6, "HAMLET")])
    assert all(name)
    assert noun == (None,)


def test_an_attack_has_the_place_of_its_sentence_and_its_outcome_the_same() -> None:
    text = "Gunmen attacked a post in Kalat on Sunday. Four soldiers were killed, officials said. The army denied it."
    attacked, killed, denied = text.index("attacked"), text.index("killed"), text.index("denied")
    kalat = Toponym(26, 31, "Kalat")
    triggers = [
        (attacked, attacked + 8, "ASSAULT", "actual"),
        (killed, killed + 6, "ASSAULT", "actual"),
        (denied, denied + 6, "REJECT", "actual"),
    ]
    places = place_of(text, triggers, [kalat])  # type: ignore[arg-type]
    assert [place.text if place else None for place in places] == ["Kalat", "Kalat", None]


marks = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(["place", "person", "organisation"]))
)


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from(["Kalat", "Quetta,", "U.S.", "the", "in", "Mr", "\n", ". ", "’s", "İ"])).map(" ".join),
    ),
    marks,
)
def test_any_text_gives_spans_that_hold(small: Gazetteer, text: str, marks: list[tuple[int, int, str]]) -> None:
    mentions = [Mention(a, min(a + b, len(text)), kind) for a, b, kind in marks if a < len(text)]
    found = find_places(text, mentions, gazetteer=small)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))
    assert len(resolve(found, dateline=text, gazetteer=small)) == len(found)
    triggers = [(a, min(a + b, len(text)), "ASSAULT", "actual") for a, b, _ in marks if a < len(text)]
    for place in place_of(text, triggers, found):  # type: ignore[arg-type]
        assert place is None or text[place.start : place.end] == place.text


def test_a_long_text_takes_no_long_time(small: Gazetteer) -> None:
    text = "Gunmen from Quetta attacked Kalat, Pakistan, and fled to Ghazni Town in the North. " * 2400
    began = time.process_time()
    found = find_places(text, [], gazetteer=small)
    resolve(found, gazetteer=small)
    at = range(0, len(text), 83)
    place_of(text, [(i + 19, i + 27, "ASSAULT", "actual") for i in at], found)
    assert time.process_time() - began < 4


_FIELDS = "1168749|Nushki|Nushki|Noshki,Nushky|29.55|66.02|P|PPLA2|PK||02||||48572||978|Asia/Karachi|2023-01-01"
DUMP = _FIELDS.replace("|", "\t")


@pytest.fixture
def few_bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.reading.places.sources.bundled", lambda: iter(WORLD))


@pytest.mark.usefixtures("few_bundled")
@pytest.mark.parametrize("zipped", [False, True])
def test_a_dump_is_imported(tmp_path: Path, zipped: bool) -> None:
    file, index = tmp_path / "PK.txt", tmp_path / "index.sqlite"
    file.write_text(f"{DUMP}\n", "utf-8")
    if zipped:
        with zipfile.ZipFile(tmp_path / "PK.zip", "w") as archive:
            archive.write(file, "PK.txt")
        file = tmp_path / "PK.zip"
    assert import_dump(file, path=index) == 1
    found = Gazetteer(index).look_up("Noshki")
    assert any(place.number == 1168749 and place.country == "PAK" for place in found)


@pytest.mark.usefixtures("few_bundled")
@pytest.mark.parametrize("cut", [5, 60, len(DUMP) - 3, len(DUMP)])
def test_a_dump_that_is_cut_off_is_refused_whole(tmp_path: Path, cut: int) -> None:
    file, index = tmp_path / "PK.txt", tmp_path / "index.sqlite"
    build(index, WORLD)
    before = index.read_bytes()
    file.write_text(f"{DUMP}\n{DUMP}"[: len(DUMP) + 1 + cut], "utf-8")
    with pytest.raises(InputError, match="not whole"):
        import_dump(file, path=index)
    assert index.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["PK.txt", "index.sqlite"]


@pytest.mark.usefixtures("few_bundled")
def test_an_archive_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "PK.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("PK.txt", f"{DUMP}\n" * 2000)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="cut off"):
        import_dump(file, path=tmp_path / "index.sqlite")


@pytest.mark.usefixtures("few_bundled")
@pytest.mark.parametrize("content", [b"", b"hello\nworld\n", b"\xff\xfe\n", ("a\t" * 18 + "b\n").encode()])
def test_a_file_that_is_no_dump_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "PK.txt"
    file.write_bytes(content)
    with pytest.raises(InputError):
        import_dump(file, path=tmp_path / "index.sqlite")


def test_the_index_goes_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAYSO_CACHE", str(tmp_path))
    assert gazetteer.index_path().parent == tmp_path
