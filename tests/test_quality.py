"""Floors: what the shipped reader reaches on gold that it was not trained on. A floor goes down only with a reason in the changelog."""

from pathlib import Path

import pytest
from benchmarks import events
from benchmarks.accuracy import judge
from benchmarks.gold import Judged

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed" / "report.json"


@pytest.fixture(scope="module")
def dev() -> Judged:
    return judge(ROOT / "corpus" / "dev")


@pytest.mark.parametrize(
    ("name", "floor"), [("holder", 70), ("relay", 62), ("act", 75), ("nesting", 95), ("manner", 96)]
)
def test_of_the_claims_detected_on_corpus_dev(dev: Judged, name: str, floor: float) -> None:
    assert dev.share(name) >= floor


def test_claims_detected_on_corpus_dev(dev: Judged) -> None:
    assert dev.detected.f1 >= 92
    assert dev.whole.f1 >= 65


def test_events_on_corpus_dev() -> None:
    judged = events.judge(ROOT / "corpus" / "dev")
    assert judged.found.f1 >= 63
    assert judged.parties.f1 >= 41
    assert judged.figures.f1 >= 78
    for name, floor in {"place": 78, "date": 65, "status": 92, "claim": 90}.items():
        assert judged.share(name) >= floor, name


def test_one_real_agency_report() -> None:
    judged = judge(SEED)
    assert judged.detected.recall >= 94
    assert judged.share("holder") >= 93
