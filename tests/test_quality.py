"""Floors: what the shipped reader reaches on gold that it was not trained on. A floor goes down only with a reason in the changelog."""

from pathlib import Path

import pytest
from benchmarks.accuracy import judge
from benchmarks.gold import Judged

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed" / "report.json"


@pytest.fixture(scope="module")
def dev() -> Judged:
    return judge(ROOT / "corpus" / "dev")


@pytest.mark.parametrize(
    ("name", "floor"), [("holder", 54), ("relay", 48), ("act", 70), ("nesting", 94), ("manner", 96)]
)
def test_of_the_claims_detected_on_corpus_dev(dev: Judged, name: str, floor: float) -> None:
    assert dev.share(name) >= floor


def test_claims_detected_on_corpus_dev(dev: Judged) -> None:
    assert dev.detected.f1 >= 88
    assert dev.whole.f1 >= 48


def test_one_real_agency_report() -> None:
    judged = judge(SEED)
    assert judged.detected.recall >= 94
    assert judged.share("holder") >= 88
