"""Datelines: what is one, what only looks like one, and that every part points at its characters."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.records import Dateline, Span
from sayso.reports import find_dateline
from sayso.reports.dateline import Given, given_dateline

PUBLISHED = "2024-03-05"
BODY = (
    "Gunmen attacked a convoy of lorries near the border on Sunday and killed four soldiers, the army said in a"
    " statement, adding that the search for the attackers was going on."
)

FOUND = [
    ("Quetta, Feb 1 (IANS) {}", "Quetta", "2024-02-01", "IANS"),
    ("KABUL, March 3 (Reuters) - {}", "Kabul", "2024-03-03", "Reuters"),
    ("KABUL, Afghanistan, March 3 (Reuters) — {}", "Kabul", "2024-03-03", "Reuters"),
    ("KABUL, March 3, 2019 (Reuters) — {}", "Kabul", "2019-03-03", "Reuters"),
    ("KABUL, 3 March (Reuters) – {}", "Kabul", "2024-03-03", "Reuters"),
    ("KABUL, Sunday, March 3 (AP) -- {}", "Kabul", "2024-03-03", "AP"),
    ("KABUL, Sunday (AFP) - {}", "Kabul", "2024-03-03", "AFP"),
    ("KABUL (Reuters), March 3 - {}", "Kabul", "2024-03-03", "Reuters"),
    ("SAN SALVADOR, 4 JAN 90 (ACAN-EFE) -- [TEXT] {}", "San Salvador", "1990-01-04", "ACAN-EFE"),
    ("   BOGOTA, 12 MAR 89 (RADIO CADENA NACIONAL) -- [REPORT] [PATRICIA GARCIA] [TEXT] {}", "Bogota", "1989-03-12", "RADIO CADENA NACIONAL"),
    ("MANAGUA (NICARAGUA), 10 DEC 89 (ACAN - EFE) -- [TEXT] {}", "Managua", "1989-12-10", "ACAN - EFE"),
    ("MOSCOW (USSR), 28 AUG 89 -- [TEXT] {}", "Moscow", "1989-08-28", None),
    ("PERTH (AUSTRALIA), JUNE 11 89 (AFP) -- {}", "Perth", "1989-06-11", "AFP"),
    ("CLANDESTINE, 16 NOV 89 (RADIO VENCEREMOS) -- [TEXT] {}", None, "1989-11-16", "RADIO VENCEREMOS"),
    ("SAN SALVADOR, NO DATE (RADIO VENCEREMOS) -- [TEXT] {}", "San Salvador", None, "RADIO VENCEREMOS"),
    ("ZENICA, RADIO SLOBODNA BOSNA, 15 JUN 93 -- [TEXT] {}", "Zenica", "1993-06-15", "RADIO SLOBODNA BOSNA"),
    ("[Bogota Radio Cadena, 12 Mar 89] {}", "Bogota", "1989-03-12", "Radio Cadena"),
    ("[Bogota Radio Cadena Nacional in Spanish 1130 GMT 12 Mar 89] [Text] {}", "Bogota", "1989-03-12", "Radio Cadena Nacional"),
    ("[Beijing XINHUA in English 0900 GMT 3 Jun 89] {}", "Beijing", "1989-06-03", "XINHUA"),
    ("[Clandestine Radio Venceremos in Spanish 2 Nov 89] {}", None, "1989-11-02", "Radio Venceremos"),
    ("Goma/Kinshasa — {}", "Goma/Kinshasa", None, None),
    ("GOMA (XYZ) - {}", "Goma", None, "XYZ"),
    ("GOMA (XYZ) -{}", "Goma", None, "XYZ"),
    ("QUETTA (CNS): {}", "Quetta", None, "CNS"),
    ("QUETTA: (APP) - {}", "Quetta", None, "APP"),
    ("QUETTA (APP) {}", "Quetta", None, "APP"),
    ("Quetta: {}", "Quetta", None, None),
    ("QUETTA: {}", "Quetta", None, None),
    ("LONDON — {}", "London", None, None),
    ("BOSTON —{}", "Boston", None, None),
    ("Beirut- {}", "Beirut", None, None),
    ("PARIS, March 3 - {}", "Paris", "2024-03-03", None),
    ("PARIS, March 3: {}", "Paris", "2024-03-03", None),
    ("Geneva, 3 March 2024\n\n{}", "Geneva", "2024-03-03", None),
    ("PORTSMOUTH, N.H. — {}", "Portsmouth", None, None),
    ("RANGOON, Burma - {}", "Rangoon", None, None),
    ("RIO DE JANEIRO (AP) — {}", "Rio de Janeiro", None, "AP"),
    ("PORT-AU-PRINCE, March 3 (AP) — {}", "Port-au-Prince", "2024-03-03", "AP"),
    ("N'DJAMENA, March 3 (AFP) — {}", "N'Djamena", "2024-03-03", "AFP"),
    ("SANA'A, 3.3.2024 (SABA) — {}", "Sana'a", "2024-03-03", "SABA"),
    ("al-Hasakah, 2024-03-03 (SANA) — {}", "al-Hasakah", "2024-03-03", "SANA"),
    ("THE HAGUE, March 3 (Reuters) - {}", "The Hague", "2024-03-03", "Reuters"),
    ("DERA ISMAIL KHAN: {}", "Dera Ismail Khan", None, None),
    ("(Reuters) - {}", None, None, "Reuters"),
    ("March 3 (Reuters) - {}", None, "2024-03-03", "Reuters"),
    ("KABUL (AP/Reuters) — {}", "Kabul", None, "AP/Reuters"),
    ("DATELINE: GOMA, March 3\n\n{}", "Goma", "2024-03-03", None),
    ("DATELINE: Goma\n{}", "Goma", None, None),
    ("From our correspondent in Muscat, March 3\n\n{}", "Muscat", "2024-03-03", None),
    ("MOSCOW, 3 March. /TASS/. {}", "Moscow", "2024-03-03", "TASS"),
    ("Beirut, Sunday (EMP). — {}", "Beirut", "2024-03-03", "EMP"),
    ("DUSHANBE (OXNA). {}", "Dushanbe", None, "OXNA"),
    ("Bamako, 3 March. {}", "Bamako", "2024-03-03", None),
    ("CHISINAU. {}", "Chisinau", None, None),
    ("Adama, 3 March (translated from Afaan Oromo) -- {}", "Adama", "2024-03-03", None),
    ("MUKALLA, VOICE OF THE FREE JEBEL, IN ARABIC, 1730 GMT 12 MAR 74\n\n[TEXT] {}", "Mukalla", "1974-03-12", "VOICE OF THE FREE JEBEL"),
    ("KABUL RADIO IN DARI TO AFGHANISTAN, 1530 GMT 13 OCT 86\n\n[TEXT] {}", "Kabul", "1986-10-13", "KABUL RADIO"),
    ("PHNOM PENH RADIO UNITY 0430 GMT, FEB 9, 1985 -- [Text] {}", "Phnom Penh", "1985-02-09", "RADIO UNITY"),
    ("ADDIS ABABA IN AMHARIC TO ETHIOPIA, 1700 GMT 21 MARCH 1988 -- {}", "Addis Ababa", "1988-03-21", None),
    ("(CLANDESTINE) VOICE OF THE RIDGE IN ARABIC 1215 GMT 3 MAR 82\n\n[TEXT] {}", None, "1982-03-03", "VOICE OF THE RIDGE"),
    ("DİYARBAKIR (BoNA) - {}", "Diyarbakir", None, "BoNA"),
    ("Four die in ambush\n\nBy Asma Reki\n\nQUETTA, April 12 (CNS) - {}", "Quetta", "2024-04-12", "CNS"),
    ("Gunmen Kill Four\nMarch 3 (Reuters) - {}", None, "2024-03-03", "Reuters"),
    ("Army: four killed in raid\n\nKABUL — {}", "Kabul", None, None),
    ("A convoy was attacked.\r\n\r\nKABUL, March 3 (Reuters) - {}", "Kabul", "2024-03-03", "Reuters"),
    ("\ufeffKABUL, March 3 (Reuters) - {}", "Kabul", "2024-03-03", "Reuters"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "place", "day", "agency"), FOUND)
def test_a_dateline_is_taken_apart(head: str, place: str | None, day: str | None, agency: str | None) -> None:
    text = head.format(BODY)
    dateline = find_dateline(text, PUBLISHED)
    assert dateline is not None
    assert (dateline.place, dateline.date, dateline.agency) == (place, day, agency)
    assert text[dateline.end :] == BODY


@pytest.mark.parametrize(
    "text",
    [
        "Meanwhile - " + BODY,
        "EXCLUSIVE – " + BODY,
        "BREAKING: " + BODY,
        "Factbox: " + BODY,
        "Trump: ‘" + BODY,
        "By Asma Reki — " + BODY,
        "The Hague court — which sat on Monday — said that " + BODY,
        "Officials: " + BODY,
        "The United Baloch Army (UBA) said that " + BODY,
        "Baloch Liberation Army (BLA) - " + BODY,
        "Baloch Liberation Army (BLA) — which claimed the attack — said that " + BODY,
        "Bernie Sanders (I-Vt.) - " + BODY,
        "Historians: Two claims and many questions\n\n" + BODY,
        "Syria: What We Know About the Attack on Kobani\n\n" + BODY,
        "Bloody Sunday: " + "What Happened and Who Says So",
        "CRISTIANI: I believe so.\n\nREPORTER: Why?\n\nCRISTIANI: Because they told me so.\n\n" + BODY,
        "SECURITY INCIDENTS, 17 NOVEMBER 2004\n\n" + BODY,
        f"KUNDUZ. {BODY}\n\nKABUL. {BODY}\n\nHERAT. {BODY}",
        "U.S. officials confirmed it. " + BODY,
        "0540 hrs. A woodcutter told it. " + BODY,
        "In Kabul, March 3 was a quiet day. " + BODY,
        "On Sunday (local time) - " + BODY,
        "Well-known gunmen fled. " + BODY,
        "Four soldiers -- and more than 1,000 others -- fled. " + BODY,
        "[The text was read on 12 March by a man.] " + BODY,
        f"{BODY}\n\n{BODY}\n\nKABUL, March 3 (Reuters) - {BODY}",
        BODY,
        "",
        "—",
        "KABUL",
        "A" * 5_000,
        " " * 5_000,
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert find_dateline(text, PUBLISHED) is None


@pytest.mark.parametrize(
    ("published", "written", "day"),
    [
        ("2024-01-02", "Dec 30", "2023-12-30"),
        ("2023-12-31T23:00:00Z", "Jan 1", "2024-01-01"),
        ("2025-02-27", "Feb 29", "2024-02-29"),
        ("2024-03-05", "Feb 30", None),
        ("2024-03-05", "4 JAN 51", "1951-01-04"),
        ("2024-03-05", "4 JAN 50", "2050-01-04"),
        ("2024-03-05", "4 Jan '91", "1991-01-04"),
        ("2024-03-05", "Tuesday", "2024-03-05"),
        ("2024-03-05", "Wed.", "2024-02-28"),
        ("0001-01-01", "Sunday", "0001-01-01"),
        (None, "March 3", None),
        (None, "Sunday", None),
        (None, "3 March 2024", "2024-03-03"),
    ],
)
def test_a_day_is_completed_from_the_day_of_publication(published: str | None, written: str, day: str | None) -> None:
    dateline = find_dateline(f"KABUL, {written} (Reuters) - {BODY}", published)
    assert dateline is not None
    assert dateline.date == day
    assert dateline.date_span is not None
    assert dateline.date_span.text == written


def spans_of(dateline: Dateline) -> list[Span]:
    return [span for span in (dateline.place_span, dateline.date_span, dateline.agency_span) if span]


PIECES = st.sampled_from(
    [
        *(
            "KABUL",
            "Goma",
            "/",
            ", ",
            " ",
            "\n",
            "\n\n",
            "March 3",
            "4 JAN 90",
            "Sunday",
            "(Reuters)",
            "(XYZ)",
            " - ",
            "—",
        ),
        *(": ", "[TEXT]", "[Bogota Radio Cadena, 12 Mar 89]", "DATELINE: ", "NO DATE", "CLANDESTINE", "İstanbul", "🙂"),
        *("e\u0301", BODY),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)), st.sampled_from([None, PUBLISHED, "soon"]))
@example("CLANDESTINE, NO DATE (X) - ", None)
def test_spans_hold_for_any_text(text: str, published: str | None) -> None:
    dateline = find_dateline(text, published)
    if dateline is None:
        return
    assert 0 < dateline.end <= len(text)
    for span in spans_of(dateline):
        assert text[span.start : span.end] == span.text
        assert span.end <= dateline.end


def test_given_values_win_and_point_at_their_characters() -> None:
    text = f"Goma mourns\n\nGOMA, March 3 (XYZ) - {BODY}"
    dateline = given_dateline(text, PUBLISHED, Given(place="Goma", date="2024-03-02", agency="Lake Wire"))
    assert (dateline.place, dateline.date, dateline.agency) == ("Goma", "2024-03-02", "Lake Wire")
    assert dateline.place_span == Span.of(text, 13, 17)
    assert dateline.date_span is None, "the text says another day"
    assert dateline.agency_span is None, "the text says another agency"
    assert text[dateline.end :] == BODY


def test_given_values_are_found_without_case_and_accents() -> None:
    dateline = given_dateline(f"MEDEA, March 3 (AA) - {BODY}", PUBLISHED, Given(place="Médéa", agency="aa"))
    assert (dateline.place, dateline.agency) == ("Médéa", "aa")
    assert [span.text for span in spans_of(dateline)] == ["MEDEA", "March 3", "AA"]


def test_given_values_are_completed_from_the_text() -> None:
    dateline = given_dateline(f"GOMA, March 3 (XYZ) - {BODY}", None, Given(date="2024-03-03"))
    assert (dateline.place, dateline.date, dateline.agency) == ("Goma", "2024-03-03", "XYZ")
    assert [span.text for span in spans_of(dateline)] == ["GOMA", "March 3", "XYZ"]


def test_given_values_need_no_characters() -> None:
    dateline = given_dateline(BODY, None, Given(place="Goma"))
    assert dateline == Dateline(place="Goma")


@given(st.text(), st.text(min_size=1), st.text(min_size=1))
def test_spans_of_given_values_hold_for_any_text(text: str, place: str, agency: str) -> None:
    for span in spans_of(given_dateline(f"{place} ({agency}) - {text}", None, Given(place=place, agency=agency))):
        assert f"{place} ({agency}) - {text}"[span.start : span.end] == span.text
