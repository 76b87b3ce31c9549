"""What became of people counted in a sentence: the words behind them, before them, or of those counted beside them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sayso.reading.figures.lists import words
from sayso.reading.figures.people import QUOTES, Counted, Fate, Scene

# How far, in tokens, what became of people may stand from their number.
RIGHT, LEFT, TALLY, ASIDE, DENIED = 22, 14, 18, 14, 14
# Moving tells of flight where at least so many move.
GREAT = 20
Way = Literal["right", "left", "inner", "tally", "list", "part"]


class Link(NamedTuple):
    """A fate, and the way in which it was found."""

    fate: Fate
    way: Way


def resolve(scene: Scene) -> list[tuple[Counted, Fate]]:
    """The people of a sentence of whom it tells what became of them."""
    people = scene.counted
    links = [None if _is_idle(scene, one) else _own(scene, one) for one in people]
    for i in range(len(people) - 2, -1, -1):
        after = links[i + 1]
        if links[i] is None and after and after.way in {"right", "inner"} and _joined(scene, people[i], people[i + 1]):
            links[i] = after
    for i in range(1, len(people)):
        before = links[i - 1]
        if links[i] is None and before:
            listed = before.way in {"left", "list", "tally", "part"} and _joined(scene, people[i - 1], people[i])
            if listed and _is_item(scene, people[i]):
                links[i] = Link(before.fate, "list")
            elif _is_part(scene, people[i]):
                links[i] = Link(before.fate, "part")
    told = [(one, link.fate) for one, link in zip(people, links, strict=True) if link]
    return [(one, fate) for one, fate in told if _is_plausible(scene, one, fate)]


def _own(scene: Scene, one: Counted) -> Link | None:
    """What the words around people themselves say."""
    if one.inner and one.inner.kind == "killed" and not one.partitive:
        return Link(one.inner, "inner")
    if fate := right(scene, one):
        return Link(fate, "right")
    before, inner = left(scene, one), None if one.single else one.inner
    behind = not (before and one.head is not None and inner and inner.first <= one.head)
    if inner and behind and (inner.kind != "captured" or one.head is None):
        return Link(inner, "inner")
    if before:
        return Link(before, "left")
    if not one.single and (fate := tally(scene, one)):
        return Link(fate, "tally")
    return Link(inner, "inner") if inner and not one.partitive else None


# Behind people


def right(scene: Scene, one: Counted) -> Fate | None:
    """What the words behind people say (`were killed`); the last of `hurt in the blast has died`."""
    first = _scan(scene, one, max(one.last, one.inner.last if one.inner else 0))
    if first and scene.low(first.last) == "and":
        also = scene.fates.get(first.last + 1)
        if also and also.kind == "killed" and also.roles & {"done", "befell"} and not scene.begins_object(also.last):
            return also  # `were abducted and killed`
    if first and not _has_auxiliary(scene, one.last, first.first):
        later = _scan(scene, one, first.last)
        if later and _has_auxiliary(scene, first.last, later.last):
            return later
    return first


def _has_auxiliary(scene: Scene, first: int, last: int) -> bool:
    some = {scene.low(at) for at in range(first, last)}
    return bool(some & words("grammar", "be") or some & words("grammar", "have"))


def _scan(scene: Scene, one: Counted, start: int) -> Fate | None:
    at: int | None = start
    while at is not None and at < min(one.last + RIGHT, len(scene.words)):
        if fate := scene.fates.get(at):
            return fate if _befalls(scene, one, fate) else None
        if at in scene.firsts and at > one.last and not scene.low(at).isalpha():
            return None
        at = _skip(scene, one, at)
    return None


def _skip(scene: Scene, one: Counted, at: int) -> int | None:
    """The token after a word that changes nothing; None where the search ends."""
    word = scene.low(at)
    if word == "who":
        return _after_clause(scene, at + 1)
    if (
        word in QUOTES
        or word in words("phrase", "between")
        or word.endswith(("ly", "day"))
        or word in words("grammar", "times")
    ):
        return at + 1
    if word in words("grammar", "prepositions"):
        return _phrase_end(scene, at + 1)
    if word == "(":
        return next((i + 1 for i in range(at, min(at + ASIDE, len(scene.words))) if scene.low(i) == ")"), None)
    if word == "and" and at + 1 in scene.fates and scene.low(at - 1) in words("phrase", "between"):
        return at + 1
    return _aside(scene, at) if word in {",", "-", "–", "—"} and not one.single else None


def _after_clause(scene: Scene, at: int) -> int | None:
    """Where to go on after `who`: at once (`who were killed`), or at the `was` of `who wanted to cross was shot`."""
    between = scene.low(at) in words("phrase", "between")
    if at in scene.fates or (between and (at + 1 in scene.fates or at + 2 in scene.fates)):
        return at
    for ahead in range(at + 1, at + 16):
        word = scene.low(ahead)
        if word in {"", ",", ";", "and"} and scene.low(ahead + 1) not in {"was", "were"}:
            break
        if word in {"was", "were"} and (ahead + 1 in scene.fates or ahead + 2 in scene.fates):
            return ahead
    return at if between else None


def _phrase_end(scene: Scene, start: int) -> int:
    """The token after a prepositional phrase; `brought in dead` has none."""
    if start in scene.fates and scene.fates[start].roles & {"state"} and scene.low(start - 1) == "in":
        return start
    at = start + 1
    while at < min(start + 8, len(scene.words)):
        before, word = scene.low(at - 1), scene.low(at)
        if word in words("phrase", "between") or word in {",", ";", ".", "and", "when", "who", "that", "which"}:
            break
        if (
            at in scene.fates
            and before not in words("grammar", "prepositions")
            and before not in {"the", "a", "an", "its", "their", "his"}
        ):
            break
        at += 1
    return at


def _aside(scene: Scene, at: int) -> int | None:
    """Over words between commas or dashes (`, not twenty-seven,`, `, two of them women,`), or over the comma of `, who`."""
    sign, opening = scene.low(at), scene.low(at + 1)
    if opening == "who":
        return at + 1
    for close in range(at + 1, min(at + 12, len(scene.words))):
        number = scene.numbers.get(close)
        if (
            number
            and opening not in {"not", "among", "including"}
            and "of" not in {scene.low(close + 1), scene.low(number.last)}
        ):
            return None
        if scene.low(close) == sign:
            return close + 1 if _has_auxiliary(scene, close + 1, close + 2) or close + 1 in scene.fates else None
    return None


def _befalls(scene: Scene, one: Counted, fate: Fate) -> bool:
    """Whether a fate behind people is theirs: a verb without object, a passive, a state."""
    between = {scene.low(at) for at in range(one.last, fate.first)}
    been, had = bool(between & words("grammar", "be")), bool(between & words("grammar", "have"))
    active = scene.begins_object(fate.last)
    if fate.roles & {"befell", "state"} and (been or fate.roles != {"state"} or not scene.premodifies(fate.last)):
        return "done" not in fate.roles or been or not active
    if "done" in fate.roles:
        return been or not (had or active)
    if "loosely" in fate.roles:
        families = one.head is not None and scene.low(one.head) in {"families", "households"}
        return (families or (one.number.low or one.number.high or 0) >= GREAT) and fate.last not in scene.numbers
    if "undergone" in fate.roles:
        return been or scene.low(fate.last) in {".", ",", "by", ""}
    return "counted" in fate.roles and fate.first == one.last


# Before people


def left(scene: Scene, one: Counted) -> Fate | None:
    """What the words before people say: `killing`, `the death of`."""
    at, passed = one.first - 1, set[str]()
    while at > one.first - 1 - LEFT:
        word = scene.low(at)
        if fate := scene.ending.get(at + 1):
            return fate if _governs(scene, fate, passed & words("grammar", "connectors")) else None
        if not word or not (
            word in QUOTES or word == "(" or word in words("phrase", "before") | words("grammar", "connectors")
        ):
            return None
        passed.add(word)
        at -= 1
    return None


def _governs(scene: Scene, fate: Fate, connected: frozenset[str] | set[str]) -> bool:
    """Whether a fate before people has them as object, or behind `of`, `at` or `to`."""
    if connected:
        return "counted" in fate.roles or ("of" in fate.roles and "of" in connected)
    passive = {scene.low(fate.first - 1), scene.low(fate.first - 2)} & words("grammar", "be")
    return bool(fate.roles & {"doing", "done"}) and (not passive or scene.low(fate.first).endswith("ing"))


def tally(scene: Scene, one: Counted) -> Fate | None:
    """What a count tells whose number comes at its end: `put the army's dead in the ambush at eight`."""
    at = one.first - 1
    while scene.low(at) in QUOTES:
        at -= 1
    old = scene.low(at) == "from" and scene.low(at - 1) in {"up", "down"}
    if old or scene.low(at) not in words("grammar", "tallies"):
        return None
    for back in range(at - 1, max(-1, at - TALLY), -1):
        fate, before = scene.fates.get(back), scene.low(back - 1)
        if scene.low(back) in {".", ";"}:
            return None
        if not fate or fate.last > at:
            continue
        if fate.roles & {"counted", "state", "of"} or (
            "done" in fate.roles and before in {"those", "the", "number", "of"}
        ):
            return None if before in words("grammar", "be") or back in scene.lasts else fate
    return None


# Beside others


def _joined(scene: Scene, one: Counted, two: Counted) -> bool:
    """Whether nothing but `and` or a comma, and a phrase that belongs to the first, stands between."""
    at = one.last
    if scene.low(at) == "(":
        at = next((i + 1 for i in range(at, min(at + ASIDE, two.first)) if scene.low(i) == ")"), at)
    if scene.low(at) in words("grammar", "prepositions"):
        at = next((i for i in range(at, min(at + 9, two.first)) if scene.low(i) in {"and", ","}), at)
    return 0 < two.first - at <= 4 and all(scene.low(i) in words("grammar", "joiners") for i in range(at, two.first))


def _is_item(scene: Scene, one: Counted) -> bool:
    """Whether people may be one more item of a list."""
    if one.single:
        return scene.low(one.first - 1) == "and" and scene.low(one.first) in {"a", "an", "his", "her"}
    return not one.partitive or scene.low(one.first - 1) == "and" or scene.low(one.number.last + 1) in {"them", "whom"}


def _is_part(scene: Scene, one: Counted) -> bool:
    """Whether they are some of those counted before: `, nine of them children`, `including two women`, `: 88 civilians`."""
    if one.single:
        return False
    before = [scene.low(one.first - back) for back in (1, 2)]
    if "including" in before or before == ["them", "among"] or before[0] == ":":
        return True
    if (scene.low(one.last), scene.low(one.last + 1)) == ("among", "them"):
        return True
    return (
        one.partitive
        and scene.low(one.number.last + 1) in {"them", "whom"}
        and before[0] in {",", "-", "—", "–", "and", "("}
    )


def _is_idle(scene: Scene, one: Counted) -> bool:
    """Whether it is an `any` without a word of denial before it (`whether any soldier`)."""
    if one.number.form != "any":
        return False
    before = {scene.low(at) for at in range(max(0, one.first - DENIED), one.first)}
    return not before & words("grammar", "denials") or scene.low(one.first - 1) in {"whether", "if"}


def _is_plausible(scene: Scene, one: Counted, fate: Fate) -> bool:
    """Whether such people are counted for such a fate: what only may be people needs the plainest ones."""
    if one.single:
        kinds = {"killed", "wounded"} if scene.low(one.first) in {"a", "an", "another"} else {"killed"}
        return fate.kind in kinds and not fate.roles & {"loosely", "state"}
    if one.head is None:
        return one.partitive or not one.number.high or scene.low(fate.first) not in words("grammar", "done_to_things")
    return scene.is_known(one.head) or fate.kind in {"killed", "wounded"}
