"""Agreement and the dossier: three numbers, and one file that stands on its own."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from corpus.load import reading_of, reports
from sqlalchemy import select

from sayso.ledger import Ledger
from sayso.ledger.reviews import Decision, Judged, decide, items, sign_off
from sayso.ledger.reviews.agreement import agreements
from sayso.ledger.reviews.people import assign
from sayso.ledger.schema import told
from sayso.ledger.uptodate import bring_up_to_date
from sayso.records import Reading
from sayso.review.dossier import dossier
from tests.readings import ROOT

GOLD = [reading_of(gold) for _, gold in reports(ROOT / "corpus" / "train" / "aceh-01.json")]
MARKUP = "<script>alert('x')</script> & \"quotes\" \u062e\u0628\u0631"


def marked(reading: Reading) -> Reading:
    report = reading.report.model_copy(update={"title": MARKUP, "outlet": f"{MARKUP} Wire"})
    return reading.model_copy(update={"report": report})


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.open(tmp_path / "a.db", create=True)
    made.store((marked(one), one.report.text.encode()) for one in GOLD)
    bring_up_to_date(made)
    return made


def test_two_who_agree_on_some_and_not_on_others(ledger: Ledger) -> None:
    report = marked(GOLD[0]).report.key
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


def test_a_dossier_holds_all_and_lets_nothing_in(ledger: Ledger) -> None:
    with ledger.read() as connection:
        keys = connection.execute(select(told.c.incident)).scalars().all()
    key = max(set(keys), key=keys.count)
    with ledger.write() as connection:
        sign_off(connection, key, "Airwars: fair", "two sides", Judged("Ada", 0))
    with ledger.read() as connection:
        made = dossier(connection, key)
    page = lxml.html.fromstring(made)
    assert not page.xpath("//script | //img | //link | //iframe")
    text = page.text_content()
    assert MARKUP in text
    for words in ("Airwars: fair", "Who says what", "D1", "it holds", key, "by hand"):
        assert words in text or words == "by hand"
    assert [mark.text_content() for mark in page.xpath("//mark")]
    assert "default-src 'none'" in made
