"""How far two persons agree: three numbers, by the rule of the book."""

from __future__ import annotations

import json
from pathlib import Path

import krippendorff
import numpy as np
import pytest
from corpus.load import reading_of, reports
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from sayso.cli import app
from sayso.errors import InputError
from sayso.ledger import Ledger
from sayso.ledger.reviews import Decision, decide, items
from sayso.ledger.reviews.agreement import Unit, agreements, alpha_of
from sayso.ledger.reviews.people import assign
from sayso.ledger.uptodate import bring_up_to_date
from tests.readings import ROOT

GOLD = [reading_of(gold) for _, gold in reports(ROOT / "corpus" / "train" / "aceh-01.json")]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.open(tmp_path / "a.db", create=True)
    made.store((one, one.report.text.encode()) for one in GOLD)
    bring_up_to_date(made)
    return made


def test_two_who_agree_on_some_and_not_on_others(ledger: Ledger) -> None:
    report = GOLD[0].report.key
    with ledger.write() as connection:
        assign(connection, "Cem", ["Ada", "Ben"], [report], None)
        found = items(connection, report)
        assert found
        for at, item in enumerate(found.claims[:6]):
            record = item.coded.model_dump(mode="json")
            decide(connection, Decision("Ada", "claim", "accept", item.key))
            if at == 0:
                decide(connection, Decision("Ben", "claim", "reject", item.key, why="no claim here"))
            elif at == 1:
                decide(connection, Decision("Ben", "claim", "correct", item.key, after=record | {"act": "doubt"}))
            else:
                decide(connection, Decision("Ben", "claim", "accept", item.key))
    with ledger.read() as connection:
        spans, coding, figures = agreements(connection, "Ada", "Ben")
        nobody = agreements(connection, "Ada", "Dan")
    assert (spans.units, spans.agreed) == (6, 5)
    assert spans.alpha is not None
    assert 0.5 < spans.alpha < 1
    assert (coding.units, coding.agreed) == (15, 14)
    assert (figures.alpha, figures.units) == (None, 0)
    assert [part.alpha for part in nobody] == [None, None, None]


def test_figures_are_compared_kind_by_kind(ledger: Ledger) -> None:
    with ledger.write() as connection:
        report, found = next(
            (one.report.key, item)
            for one in GOLD
            for item in (items(connection, one.report.key) or pytest.fail("it was read")).events
            if len(item.coded.model_dump()["casualties"]) > 0
        )
        assign(connection, "Cem", ["Ada", "Ben"], [report], None)
        record = found.coded.model_dump(mode="json")
        figures = record["casualties"]
        kinds = {figure["kind"] for figure in figures}
        other = [figures[0] | {"low": 77, "high": 78}, *figures[1:]]
        decide(connection, Decision("Ada", "event", "accept", found.key))
        decide(connection, Decision("Ben", "event", "correct", found.key, after=record | {"casualties": other}))
        said = agreements(connection, "Ada", "Ben")
    assert (said.figures.units, said.figures.agreed) == (len(kinds), len(kinds) - 1)
    assert said.spans == (None, 1, 1)


ANSWERS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=1, max_size=40)


@given(ANSWERS)
def test_alpha_is_that_of_the_book(answers: list[tuple[str, str]]) -> None:
    found = alpha_of(Unit("act", one, two) for one, two in answers)
    if len({value for both in answers for value in both}) == 1:
        assert found == (None, len(answers), len(answers))
        return
    coded = np.array([["abcd".index(both[side]) for both in answers] for side in (0, 1)], dtype=float)
    assert found.alpha == pytest.approx(krippendorff.alpha(coded, level_of_measurement="nominal"))


def test_a_field_lends_no_other_its_chance() -> None:
    never_varies = [Unit("status", "actual", "actual")] * 50
    by_chance = [Unit("act", one, two) for one, two in ("ab", "ba", "aa", "bb")]
    assert alpha_of([*never_varies, *by_chance]).alpha == alpha_of(by_chance).alpha


def test_the_command_says_it(ledger: Ledger, tmp_path: Path) -> None:
    found = str(tmp_path / "a.db")
    with ledger.write() as connection:
        assign(connection, "Cem", ["Ada", "Ben"], [GOLD[0].report.key], None)
    run = CliRunner().invoke(app, ["agreement", "Ada", "Ben", "--json", "--ledger", found])
    nothing = {"alpha": None, "units": 0, "agreed": 0}
    assert json.loads(run.stdout) == {
        "one": "Ada", "two": "Ben", "spans": nothing, "coding": nothing, "figures": nothing,
    }  # fmt: skip
    assert "not yet" in CliRunner().invoke(app, ["agreement", "Ada", "Ben", "--ledger", found]).stdout
    wrong = CliRunner().invoke(app, ["agreement", "Ada", "Bne", "--ledger", found])
    assert isinstance(wrong.exception, InputError)
    assert str(wrong.exception) == "Bne: nobody of this name reviews here; name two of Ada, Ben, Cem."
