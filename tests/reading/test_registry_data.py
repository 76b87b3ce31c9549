"""The registry's files: enough of each kind, codes that exist, and no two entries that a reader could not tell apart."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path
from unicodedata import is_normalized

import pycountry
import pytest

import sayso
from sayso.records.actor import ACTOR_KINDS, SECTORS

DATA = Path(sayso.__file__).parent / "reading" / "actors" / "data"
COLUMNS = ["name", "kind", "sector", "countries", "acronyms", "aliases", "since", "until", "source"]
STATE_COLUMNS = ["name", "country", "adjectives", "people", "capital", "aliases"]
LISTS = ("countries", "acronyms", "aliases", "adjectives", "people", "capital")
# States of the past that reports name, and Kosovo as PLOVER codes it.
HISTORICAL = {"SUN", "YUG", "CSK", "DDR", "VDR", "KOS"}
CODES = {country.alpha_3 for country in pycountry.countries} | HISTORICAL
SOURCES = {"common knowledge", "PETRARCH", "PLOVER"}
# Of two parties of one country, each really has it: in Somalia the army of today and the alliance of the 1990s.
SHARED = {("SOM", "SNA")}
NEWEST = 2026

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def entries(field: str) -> list[str]:
    return field.split("; ") if field else []


PARTIES = {name: rows(name) for name in ("bodies", "groups", "forces")}
STATES = rows("states")
ALL = [row for table in PARTIES.values() for row in table]


@pytest.mark.parametrize("name", ["bodies", "groups", "forces", "states"])
def test_a_file_has_its_columns_and_a_field_for_each(name: str) -> None:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file, strict=True)
    assert header == (STATE_COLUMNS if name == "states" else COLUMNS)
    assert [line for line in lines if len(line) != len(header)] == []


def test_there_are_enough_of_each() -> None:
    kinds = Counter(row["kind"] for row in PARTIES["bodies"])
    assert kinds["body"] >= 150
    assert kinds["outlet"] >= 60
    assert len(PARTIES["groups"]) >= 300
    assert len(PARTIES["forces"]) >= 80
    assert len({row["country"] for row in STATES}) >= 190


def test_kinds_sectors_and_sources_are_known() -> None:
    assert {row["kind"] for row in ALL} <= set(ACTOR_KINDS)
    assert {row["sector"] for row in ALL} <= set(SECTORS)
    assert {row["source"] for row in ALL} <= SOURCES


def test_a_kind_goes_with_its_file_and_its_sector() -> None:
    assert {row["kind"] for row in PARTIES["groups"]} == {"armed group"}
    assert {row["sector"] for row in PARTIES["groups"]} == {"REB", "PRM", "IMG", "CRM"}
    assert {row["kind"] for row in PARTIES["forces"]} == {"armed forces", "police", "body"}
    assert {row["sector"] for row in ALL if row["kind"] == "outlet"} == {"JRN"}
    assert {row["sector"] for row in ALL if row["kind"] == "police"} == {"COP"}


def test_countries_are_codes() -> None:
    assert {code for row in ALL for code in entries(row["countries"])} <= CODES
    assert {row["country"] for row in STATES} <= CODES
    assert [row["name"] for row in PARTIES["groups"] if not row["countries"]] == []
    assert [row["name"] for row in PARTIES["forces"] if len(entries(row["countries"])) != 1] == []


def test_every_state_of_the_united_nations_has_one_row() -> None:
    codes = Counter(row["country"] for row in STATES)
    assert [code for code, count in codes.items() if count > 1] == []
    # What ISO lists beside states: territories, and those without inhabitants.
    territories = """ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD
    IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF"""
    assert CODES - set(territories.split()) <= set(codes)


def test_years_are_plausible() -> None:
    for row in ALL:
        years = [int(row[column]) for column in ("since", "until") if row[column]]
        assert all(1780 <= year <= NEWEST for year in years), row
        assert years == sorted(years), row


def test_what_must_be_there_is_there() -> None:
    assert [row for row in ALL if not all(row[column] for column in ("name", "kind", "sector", "source"))] == []
    assert [
        row for row in STATES if not all(row[column] for column in ("name", "country", "adjectives", "people"))
    ] == []


def test_no_name_stands_twice() -> None:
    names = Counter(row["name"].casefold() for row in [*ALL, *STATES])
    assert [name for name, count in names.items() if count > 1] == []


def test_lists_are_clean() -> None:
    for row in [*ALL, *STATES]:
        for column in LISTS:
            found = [entry.strip() for entry in row.get(column, "").split(";")] if row.get(column) else []
            assert all(found), row
            assert "; ".join(found) == row.get(column, ""), row
            assert len({entry if column == "acronyms" else entry.casefold() for entry in found}) == len(found), row
        assert all(is_normalized("NFC", field) and field == field.strip() for field in row.values()), row
        assert row["name"].casefold() not in {entry.casefold() for entry in entries(row["aliases"])}, row


def test_an_acronym_means_one_party_in_one_country() -> None:
    bearers = defaultdict(set)
    for row in ALL:
        for code in entries(row["countries"]):
            for acronym in entries(row["acronyms"]):
                bearers[code, acronym].add(row["name"])
    assert {key for key, names in bearers.items() if len(names) > 1} == SHARED


def test_an_alias_means_one_party_in_one_country() -> None:
    bearers = defaultdict(set)
    for row in ALL:
        for code in entries(row["countries"]) or [""]:
            for words in (row["name"], *entries(row["aliases"])):
                bearers[code, words.casefold()].add(row["name"])
    assert {key for key, names in bearers.items() if len(names) > 1} == set()


def test_an_acronym_is_in_capitals() -> None:
    for row in ALL:
        for acronym in entries(row["acronyms"]):
            assert len(re.findall(r"[A-ZÀ-ÞČİ0-9]", acronym)) > 1, row


def test_no_single_word_is_an_ordinary_one() -> None:
    texts = (
        file.read_text("utf-8") for file in sorted((Path(__file__).parents[2] / "corpus" / "train").glob("*.json"))
    )
    ordinary = {word for text in texts for word in re.findall(r"(?<![\w'’/-])[a-z]{3,}(?![\w'’/-])", text)}
    for row in ALL:
        for words in (row["name"], *entries(row["aliases"])):
            assert words.isupper() or words.lower() not in ordinary, row


def test_no_group_is_labelled() -> None:
    # What a group calls itself against is no label of it.
    label = re.compile(r"(?<!anti)(?<!anti-)(?<!counter-)(?:terroris|extremis|jihadist|bandit)", re.IGNORECASE)
    assert [row["name"] for row in PARTIES["groups"] if label.search(f"{row['name']} {row['aliases']}")] == []
