"""Files, folders, patterns and standard input: each gives its reports or one sentence, and the rest goes on."""

from __future__ import annotations

import json
import re
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.records import Report
from sayso.reports import Found, Notice, read_bytes, read_inputs

TEXT = "KABUL, March 3 (Reuters) - Four soldiers were killed, the army said.\n\nA group said that it did it.\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def record(**others: object) -> str:
    return json.dumps({"text": TEXT} | others)


def only(found: list[Found]) -> Found:
    assert len(found) == 1, found
    return found[0]


def read_one(data: bytes, name: str, folder: Path) -> Found:
    path = folder / name
    path.write_bytes(data)
    return only(list(read_inputs([path])))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_plain_text_is_kept_letter_for_letter(data: bytes, tmp_path: Path) -> None:
    report = read_one(data, "report.txt", tmp_path)
    assert isinstance(report, Report)
    assert report.text == TEXT
    assert (report.title, report.outlet, report.published, report.language) == (None, None, None, "en")
    assert report.dateline is not None
    assert report.dateline.agency == "Reuters"
    assert report.origin == str(tmp_path / "report.txt")


def test_line_ends_are_kept(tmp_path: Path) -> None:
    report = read_one(b"\r\n One said so. \r\n\r\nAnother\rdid. \n", "report.md", tmp_path)
    assert isinstance(report, Report)
    assert report.text == "\r\n One said so. \r\n\r\nAnother\rdid. \n"


BAD = [
    ("empty.txt", b"", "it is empty"),
    ("blank.txt", b" \n\t\n", "it is empty"),
    ("empty.json", b"", "it is empty"),
    ("picture.txt", PNG, "it is a picture"),
    ("picture.html", PNG, "it is a picture"),
    ("picture.json", PNG, "it is a picture"),
    ("picture.png", PNG, "it is a picture"),
    ("paper", b"%PDF-1.7\n" + bytes(range(256)), "it is a PDF document"),
    ("zeros.txt", b"said\x00so", "byte 4 is zero"),
    ("latin.txt", "L’armée a dit".encode("cp1252"), "not UTF-8: byte 1 cannot be read"),
    ("latin.txt", b"\xef\xbb\xbfabc \xe9t\xe9", "not UTF-8: byte 7 cannot be read"),
    ("torn.txt", b"\xff\xfea", "not UTF-16: byte 2 cannot be read"),
    ("long.txt", b"word " * 200_001, "longer than 1,000,000 characters"),
    ("large.txt", b"word " * 4_000_000, "larger than 4,000,004 bytes"),
    ("large.html", b"<p>" + b"word " * 4_000_000, "larger than 20,000,000 bytes"),
    ("large.json", b"{" + b" " * 20_000_000, "larger than 20,000,000 bytes"),
    ("word.txt", b"Goma", "there is no report in it"),
    ("word.txt", b"don't", "there is no report in it"),
    ("marks.txt", "“”".encode() * 5_000, "there is no report in it"),
    ("nav.html", b"<html><body><nav><a href=/>Home</a> <a href=/w>World</a></nav></body></html>", "no article was found"),
    ("photo.html", b"<html><body><img src=a.jpg></body></html>", "no article was found"),
    ("shell.html", b"<html></html>", "no article was found"),
    ("half.html", b"<html", "no article was found"),
    ("half.json", b'{"text": "Four', "not JSON: Unterminated string"),
    ("deep.json", b"[" * 100_000, "nested too deeply"),
    ("digits.json", b'{"text": ' + b"9" * 5_000 + b"}", "a number of too many digits"),
    ("none.json", b'{"outlet": "Lake Region Wire"}', "`text` is missing"),
    ("number.json", b'{"text": 5, "title": [], "url": 7}', "`text` is no string, `title` is no string, `url` is no string"),
    ("list.json", b"[]", "the list has no record"),
    ("string.json", b'"Four soldiers"', "the record is no object"),
    ("half.json", rb'{"text": "half \ud83d of it"}', "`text` has half of a surrogate pair"),
    ("blank.json", b'{"text": " "}', "there is no text in it"),
    ("word.json", b'{"text": "Goma"}', "there is no report in it"),
    ("lines.jsonl", b"\n\nsaid so\n", "lines.jsonl:3: not JSON"),
    ("blank.jsonl", b"\n\n", "it is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "what"), BAD, ids=[f"{name}: {what}" for name, _, what in BAD])
def test_bad_input_is_one_sentence(name: str, data: bytes, what: str, tmp_path: Path) -> None:
    fault = read_one(data, name, tmp_path)
    assert isinstance(fault, InputError)
    sentence = str(fault)
    assert what in sentence
    assert sentence.startswith(str(tmp_path / name))
    assert re.fullmatch(r"\S.*; \S.*\.", sentence), sentence


@pytest.mark.parametrize(
    "name", ["missing.txt", "", "missing-*.txt", "a" * 5_000, "nul\x00.txt", "no/such/folder/x.json", "~", "[", "new\nline"]
)  # fmt: skip
def test_what_is_not_there_is_one_sentence(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fault = only(list(read_inputs([name])))
    assert isinstance(fault, InputError)
    assert re.fullmatch(r"\S.*; \S.*\.", str(fault))


def test_a_file_that_the_system_does_not_give(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    fault = only(list(read_inputs([tmp_path / "loop.txt"])))
    assert isinstance(fault, InputError)
    assert "too many levels of symbolic links" in str(fault)


def test_a_name_that_is_no_text_can_be_read(tmp_path: Path) -> None:
    path = Path(f"{tmp_path}/na\udcefve\x1b[31m.txt")
    path.write_text(TEXT)
    report = only(list(read_inputs([path])))
    assert isinstance(report, Report)
    assert report.origin == f"{tmp_path}/na\ufffdve\ufffd[31m.txt"


def test_a_folder_is_read_in_order_by_known_suffixes(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.HTML", "z/y.json", "d/e.jsonl", "notes.docx", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
        path.write_text(page if name == "c.HTML" else record() if "json" in name else TEXT)
    found = list(read_inputs([tmp_path]))
    origins = [
        found.origin.removeprefix(f"{tmp_path}/") for found in found if isinstance(found, Report) and found.origin
    ]
    assert origins == ["a.md", "b.txt", "c.HTML", "d/e.jsonl:1", "z/y.json:1"]


def test_a_thousand_files_of_which_three_are_bad(tmp_path: Path) -> None:
    for number in range(1_000):
        (tmp_path / f"{number:03}.txt").write_bytes({7: b"", 500: PNG, 999: b"\xff\xff"}.get(number, TEXT.encode()))
    found = list(read_inputs([tmp_path]))
    assert sum(isinstance(one, Report) for one in found) == 997
    assert [number for number, one in enumerate(found) if isinstance(one, InputError)] == [7, 500, 999]


def test_a_folder_with_nothing_to_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").touch()
    fault = only(list(read_inputs([tmp_path])))
    assert isinstance(fault, InputError)
    assert "no file in this folder" in str(fault)


def test_patterns_are_sorted_and_reach_into_folders(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("b.txt", "a.txt", "in/c.txt", "in/d.other"):
        (tmp_path / name).write_text(TEXT)
    found = list(read_inputs([f"{tmp_path}/*.txt", f"{tmp_path}/**/d.*", f"{tmp_path}/i*"]))
    names = [Path(one.origin or "").name for one in found if isinstance(one, Report)]
    assert names == ["a.txt", "b.txt", "d.other", "c.txt"]


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "report[1].txt").write_text(TEXT)
    assert isinstance(only(list(read_inputs([f"{tmp_path}/report[1].txt"]))), Report)


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (TEXT.encode(), 1),
        (b"[Bogota Radio Cadena, 12 Mar 89] The army said so.", 1),
        (f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>".encode(), 1),
        (record().encode(), 1),
        (json.dumps(json.loads(record()), indent=1).encode(), 1),
        (f"\n\n[{record()},\n{record()}]".encode(), 2),
        (f'{{"reports": [{record()}, {record()}], "incidents": []}}'.encode(), 2),
        (f"{record()}\n\n{record()}\r\n{record()}".encode(), 3),
        (b"\xef\xbb\xbf" + f"{record()}\n{record()}\n".encode(), 2),
        (f"{record()}\n{record()}\n".encode("utf-16"), 2),
    ],
)
def test_standard_input_is_seen_for_what_it_is(data: bytes, texts: int) -> None:
    found = list(read_inputs(["-"], stdin=BytesIO(data)))
    assert [type(one) for one in found] == [Report] * texts
    assert list(read_bytes(data, origin="-")) == found


def test_a_file_named_by_hand_is_seen_for_what_it_is(tmp_path: Path) -> None:
    assert isinstance(read_one(record(outlet="Lake Region Wire").encode(), "dump.dat", tmp_path), Report)


def test_the_rest_goes_on_after_a_failure_and_order_is_kept(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "a.jsonl").write_text(f"{record(id=1)}\nnonsense\n{record(id=2)}\n[{record(id=3)}, 4]\n")
    found = list(read_inputs([tmp_path / "b.txt", "missing.txt", tmp_path / "a.jsonl"]))
    shapes = [one.given_id if isinstance(one, Report) else str(one).removeprefix(f"{tmp_path}/")[:22] for one in found]
    assert shapes == [None, "missing.txt: no such f", "1", "a.jsonl:2: not JSON: E", "2", "3", "a.jsonl:4 $[1]: the re"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    found = read_inputs([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert isinstance(next(found), Report)
    (tmp_path / "b.txt").write_text(TEXT)
    assert isinstance(next(found), Report)


def test_lines_are_streamed(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    with path.open("w") as file:
        for _ in range(200):
            file.write(record(padding="x" * 200_000) + "\n")
    tracemalloc.start()
    try:
        reports = sum(isinstance(one, Report) for one in read_inputs([path]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert reports == 200
    assert peak < 10_000_000, "40 MB of lines are held one at a time"


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(f"{record(id='a')}\n{'x' * 45_000_000}\n{record(id='b')}\n{'x' * 20_000_001}")
    found = list(read_inputs([path]))
    assert [one.given_id if isinstance(one, Report) else one.where[-13:] for one in found if not isinstance(one, Notice)] == [
        "a", "lines.jsonl:2", "b", "lines.jsonl:4"
    ]  # fmt: skip


def test_one_id_with_two_texts_is_two_reports_and_a_notice(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{record(id='a')}\n{record(id='a', outlet='Other')}\n")
    (tmp_path / "b.json").write_text('{"id": "a", "text": "Another text said so."}')
    found = list(read_inputs([tmp_path]))
    assert [type(one) for one in found] == [Report, Report, Report, Notice]
    assert str(found[3]) == f"{tmp_path}/b.json:1: the id `a` came before with another text, both are kept."


@given(st.binary())
def test_any_bytes_are_a_report_or_one_sentence(data: bytes) -> None:
    for found in read_bytes(data, origin="x"):
        assert isinstance(found, Report) or re.fullmatch(r"[^\n]+\.", str(found))


@given(st.text())
def test_any_text_that_is_a_report_is_kept_letter_for_letter(text: str) -> None:
    for found in read_bytes(text.removeprefix("\ufeff").encode(), origin="x", kind="text"):
        assert isinstance(found, InputError) or (
            isinstance(found, Report) and found.text == text.removeprefix("\ufeff")
        )
