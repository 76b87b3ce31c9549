"""The dossier of an incident: one file that stands on its own, holds all it rests on, and lets nothing in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import lxml.html
import pytest
from corpus.load import reading_of, reports
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, update

from sayso import __version__
from sayso.errors import InputError
from sayso.ledger import Ledger
from sayso.ledger.chain import last
from sayso.ledger.reviews import Decision, Judged, decide, sign_off
from sayso.ledger.schema import log, told
from sayso.ledger.uptodate import bring_up_to_date
from sayso.records import Span
from sayso.review.dossier import dossier
from sayso.review.evidence import quoted
from sayso.review.screens.incident import incident_page
from sayso.review.shapes import IncidentPage
from tests.ledger import stored
from tests.readings import ROOT
from tests.review.served import served

ACEH = [reading_of(gold) for _, gold in reports(ROOT / "corpus" / "train" / "aceh-01.json")]
MARKUP = "<script>alert('x')</script> & \"quotes\" <img src=//x> خبر"
# What no document can hold (a page shows U+FFFD there), or a parser reads as something else.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Its titles, outlets and ids are markup; an incident is signed off."""
    made = Ledger.open(tmp_path_factory.mktemp("dossier") / "sayso.db", create=True)
    renamed = (
        one.report.model_copy(
            update={"title": MARKUP, "outlet": f"{at} {MARKUP}", "address": f"https://x.example/{at}"}
        )
        for at, one in enumerate(ACEH)
    )
    read = [one.model_copy(update={"report": report}) for one, report in zip(ACEH, renamed, strict=True)]
    made.store((one, one.report.text.encode()) for one in read)
    bring_up_to_date(made)
    with made.write() as connection:
        page = incident_page(connection, largest(connection))
        decide(connection, Decision("Ada", "claim", "accept", next(iter(page.claims)), why=MARKUP))
        sign_off(connection, page.incident.key, f"Airwars {MARKUP}", "two sides", Judged("Ada", page.seen))
    return made


def largest(connection: Connection) -> str:
    keys: list[str] = list(connection.execute(select(told.c.incident)).scalars())
    return Counter(keys).most_common(1)[0][0]


def made(ledger: Ledger) -> tuple[str, IncidentPage]:
    with ledger.read() as connection:
        key = largest(connection)
        return dossier(connection, key), incident_page(connection, key)


def test_it_holds_all_that_the_incident_rests_on(ledger: Ledger) -> None:
    html, page = made(ledger)
    text = " ".join(lxml.html.fromstring(html).text_content().split())
    with ledger.read() as connection:
        head = last(connection)
    assert page.standing
    assert page.sign_off
    wanted = [page.incident.key, f"Sayso {__version__}", head, "it holds", "The incident did not change since."]
    wanted += [page.standing.support_reason, *(merge.reason for merge in page.standing.merges)]
    wanted += [span.text for merge in page.standing.merges for one in merge.passages for span in (one.one, one.two)]
    wanted += [span.text for one in page.claims.values() for span in (one.claim.cue, *one.claim.content)]
    wanted += [step for one in page.claims.values() for step in one.claim.relay if step]
    wanted += [one.event.trigger.text for one in page.events.values()]
    wanted += [
        part for key, line in page.reports.items() for part in (key, line.id, line.published, line.address) if part
    ]
    wanted += [part for one in page.reviews for part in (one.who, one.at, one.digest)]
    assert [one for one in wanted if " ".join(one.split()) not in text] == []


def test_it_lets_nothing_in_and_shows_markup_as_words(ledger: Ledger) -> None:
    html, _ = made(ledger)
    page = lxml.html.fromstring(html)
    assert page.xpath("//script | //img | //link | //iframe | //*[@src or @href or @style]") == []
    assert MARKUP in page.text_content()
    assert "default-src 'none'" in html
    assert "script-src 'none'" in html


def test_it_says_where_the_log_does_not_hold(ledger: Ledger) -> None:
    with ledger.write() as connection:
        first = connection.execute(select(log.c.number)).scalars().first()
        who = select(log.c.who).where(log.c.number == first)
        was = connection.execute(who).scalar()
        connection.execute(update(log).where(log.c.number == first).values(who="Eve"))
        said = dossier(connection, largest(connection))
        connection.execute(update(log).where(log.c.number == first).values(who=was))
    assert f"row {first} does not hold" in said


def test_none_of_an_incident_that_is_not_there(ledger: Ledger) -> None:
    with ledger.read() as connection, pytest.raises(InputError, match="there is no such incident"):
        dossier(connection, "0" * 16)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXT, min_size=3, max_size=3))
def test_any_words_come_out_as_these_words(words: list[str]) -> None:
    before, cue, content = words
    text = before + cue + content
    parts = [
        (Span.of(text, len(before), len(before + cue)), "u"),
        (Span.of(text, len(before), len(text)), "mark"),
    ]
    shown = lxml.html.fragment_fromstring(quoted(text, parts))  # type: ignore[arg-type]
    assert text.endswith(shown.text_content())
    assert "".join(one.text_content() for one in shown.xpath(".//u")) == cue
    assert "".join(one.text_content() for one in shown.xpath(".//mark")) == cue + content
    assert {one.tag for one in shown.iter()} == {"blockquote", "u", "mark"}


def test_the_sentences_around_are_whole() -> None:
    text = "It rained. Gen. Amo said on Monday that two died. Nobody else spoke."
    at = text.index("said")
    assert quoted(text, [(Span.of(text, at, at + 4), "u")]) == (
        '<blockquote dir="auto">Gen. Amo <u>said</u> on Monday that two died.</blockquote>'
    )


def test_it_is_saved_under_a_plain_name(tmp_path: Path) -> None:
    with served(stored.ledger(tmp_path / "sayso.db")) as running:
        key = running.client.get("/api/incidents").json()["rows"][0]["key"]
        answer = running.client.get(f"/api/incidents/{key}/dossier")
        gone = running.client.get(f"/api/incidents/{'0' * 16}/dossier")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="incident-{key}.html"'
    assert key in answer.text
    assert gone.status_code == 404
