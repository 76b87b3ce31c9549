"""How time expressions are worded: a list of patterns, each with the name of the rule that reads it.

A pattern is tried where its first word can stand; of those that match at one place the longest is taken.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.reading.dates.words import GAP, any_of, meanings, words

MONTH = rf"(?:{any_of(words('months'))}\b|{any_of(words('short_months'))}\b\.?)"
WEEKDAY = rf"(?:{any_of(words('weekdays'))}\b|{any_of(words('short_weekdays'))}\b\.?)"
DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\s?%|(?:st|nd|rd|th)\w))"
YEAR = r"(?:(?:1[6-9]|20)\d\d(?![\d%]|[.,]\d))"
# Four digits from 2100 on are a year where the day's words end with them: `3 May 2199,`.
LATE_YEAR = r"(?:2[1-9]\d\d(?=[.,;:)\n]|$)(?![.,]\d))"
SHORT_YEAR = r"(?:['’‘]\d\d(?!\d))"
UNIT = any_of(meanings("units"))
_NUMBER = (
    rf"(?:\d{{1,4}}(?:\.\d)?|(?:{any_of(words('tens'))})(?:[- ](?:{any_of(words('ones')[1:10])}))?"
    rf"|{any_of(words('ones')[1:])}|a{GAP}dozen)"
)
_HALVES = rf"(?:{GAP}and{GAP}a{GAP}half)?"
COUNT = rf"(?:{_NUMBER}{_HALVES}|half{GAP}an?|{any_of(words('couple'))}|{any_of(words('vague'))})"
PART = any_of(meanings("parts"))
SEASON = any_of(meanings("seasons"))
ORDINAL = any_of(words("ordinals"))
TO = r"(?:\s?[-–—/]\s?|\s(?:to|and|or|until|till|through)\s(?:the\s)?)"
ZONE = r"(?:\s?(?:UTC|GMT|Z(?!\w)|BST|EST|EDT|PST|PDT|CET|hours\b|hrs\b|local\stime)|\s?\(\s?(?:GMT|UTC)[^)\n]{0,8}\))"
CLOCK = (
    rf"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?![\d.:]|\s?%)(?:\s?[ap]\.?m\b\.?)?{ZONE}?|(?:0?\d|1[0-2])\s?[ap]\.?m\b\.?{ZONE}?"
    rf"|[0-2]\d[0-5]\d{ZONE}|(?:{any_of(words('ones')[1:13])}|\d{{1,2}}){GAP}o['’]clock)"
)
EDGE = r"(?:early|late|mid|(?:the{GAP})?(?:very{GAP})?(?:beginning|start|middle|end|close){GAP}of)".replace(
    "{GAP}", GAP
)
THIS = rf"(?:last|this|next|past|previous|coming|following|current|same|preceding|that|(?:the{GAP})?(?:same|last|next|past|previous|coming|following|current|preceding|final))"

# What may stand before and after a day: `late on Friday`, `the night of 4 March`, `Sunday morning`, `6 p.m. on Sunday`.
BEFORE = (
    rf"(?:(?P<clock>{CLOCK}){GAP}(?:on{GAP})?|(?P<edge>early|late|earlier|later){GAP}(?:on{GAP})?"
    rf"|(?:the{GAP}|early{GAP}|late{GAP}|mid-?)?(?P<before>{PART})s?{GAP}(?:of|on){GAP}(?:the{GAP})?)?"
)
AFTER = rf"(?:,?{GAP}(?:in{GAP}the{GAP}|at{GAP})?(?:early{GAP}|late{GAP}|mid-?)?(?P<after>{PART})\b)?"

DAY_MONTH = rf"(?P<day>{DAY})(?:{GAP}(?:of{GAP})?|-|)(?P<month>{MONTH})(?:(?:\s?,?[^\S\n]|-)(?P<year>{YEAR}|{LATE_YEAR}|(?<=(?-i:[A-Z]) )\d\d\b(?!\s?[:%])|{SHORT_YEAR}))?"
MONTH_DAY = rf"(?P<month>{MONTH})\s?(?:the\s)?(?P<day>{DAY})(?:\s?,?\s?(?P<year>{YEAR}|{LATE_YEAR}))?"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<iso>\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?(?![\d-])"),
    ("slashed", r"(?P<one>\d{1,2})(?P<mark>[/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?!\d|[./%]\d)"),
    ("day", rf"{BEFORE}(?:{WEEKDAY},?{GAP})?(?:the{GAP})?{DAY_MONTH}{AFTER}"),
    ("day", rf"{BEFORE}(?:{WEEKDAY}\s?,?{GAP}(?:the{GAP})?)?{MONTH_DAY}{AFTER}"),
    ("days", rf"(?:(?:between|from){GAP})?(?:the{GAP})?(?P<day>{DAY}){TO}(?P<day2>{DAY})(?:{GAP}(?:of{GAP})?|-)(?P<month>{MONTH})(?:\s?,?[^\S\n](?P<year>{YEAR}))?"),
    ("days", rf"(?:(?:between|from){GAP})?(?P<month>{MONTH})\s?(?P<day>{DAY}){TO}(?P<day2>{DAY})(?:\s?,?[^\S\n](?P<year>{YEAR}))?"),
    ("days", rf"(?:(?:between|from){GAP})(?P<month>{MONTH})\s?(?P<day>{DAY})(?:\s?,?[^\S\n](?P<year>{YEAR}))?{TO}(?P<month2>{MONTH})\s?(?P<day2>{DAY})(?:\s?,?[^\S\n](?P<year2>{YEAR}))?"),
    ("days", rf"(?:(?:between|from){GAP})(?:the{GAP})?(?P<day>{DAY}){GAP}(?P<month>{MONTH})(?:\s?,?[^\S\n](?P<year>{YEAR}))?{TO}(?P<day2>{DAY}){GAP}(?P<month2>{MONTH})(?:\s?,?[^\S\n](?P<year2>{YEAR}))?"),
    ("weekdays", rf"(?:between|from){GAP}(?P<weekday>{WEEKDAY}){TO}(?P<weekday2>{WEEKDAY})"),
    ("weekday", rf"{BEFORE}(?P<this>(?:{THIS}){GAP})?(?P<weekday>{WEEKDAY}){AFTER}(?:{GAP}at{GAP}(?P<clock2>{CLOCK}))?"),
    ("monthday", rf"the{GAP}(?P<day>\d{{1,2}}(?:st|nd|rd|th))(?!{GAP}[a-z])(?!\w)"),
    ("month", rf"(?:(?P<edge>{EDGE})[-\s]{{1,2}})?(?P<this>{THIS}{GAP})?(?P<month>{MONTH})(?:(?:{GAP}of)?\s?,?[^\S\n](?P<year>{YEAR}|(?<=(?-i:[A-Z]) )\d\d\b|{SHORT_YEAR}))?"),
    ("months", rf"(?:between|from){GAP}(?P<month>{MONTH}){TO}(?P<month2>{MONTH})(?:\s?,?[^\S\n](?P<year>{YEAR}))?"),
    ("season", rf"(?:(?P<edge>{EDGE})[-\s]{{1,2}})?(?P<this>{THIS}{GAP})?(?P<season>{SEASON})(?:{GAP}(?:of{GAP})?(?P<year>{YEAR}))?"),
    ("year", rf"(?:(?P<edge>{EDGE})[-\s]{{1,2}})?(?P<year>{YEAR}|{SHORT_YEAR}(?![\w]))(?P<decade>s)?"),
    ("years", rf"(?:between|from){GAP}(?P<year>{YEAR}){TO}(?P<year2>{YEAR})"),
    ("decade", rf"(?:(?P<edge>{EDGE})[-\s]{{1,2}})?(?:the{GAP})?(?:['’])?(?P<decade>(?:19|20)?\d0)s"),
    ("quarter", rf"(?:the{GAP})?(?P<number>first|second|third|fourth|last|final|1st|2nd|3rd|4th|[Qq][1-4])(?:[-\s]quarter|(?<=[Qq]\d)){GAP}(?:of{GAP})?(?P<year>{YEAR}|(?:this|last|next){GAP}year)"),
    ("quarter", rf"(?:the{GAP})?(?P<number>first|second|third|fourth|last|final|previous)[-\s]quarter"),
    ("period", rf"(?:(?P<edge>{EDGE}|later|earlier){GAP})?(?P<this>{THIS}){GAP}(?P<unit>{UNIT})(?:{GAP}(?P<past>before|earlier))?"),
    ("period", rf"(?:(?P<edge>{EDGE}){GAP})?the{GAP}(?P<unit>week|month|year|weekend|decade)\b(?:{GAP}(?P<past>previous|before|after|earlier|ago|later))?"),
    ("daypart", rf"(?P<this>this|that|the{GAP}same|the{GAP}previous|the{GAP}following|the{GAP}next|last|tomorrow|yesterday|the){GAP}(?P<part>{PART})\b"),
    ("daypart", rf"(?P<this>)(?:the{GAP})?(?:early{GAP}|late{GAP}|mid-?)?(?P<part>{PART})\b"),
    ("overnight", r"overnight|through\sthe\snight|during\sthe\snight|in\sthe\snight"),
    ("today", rf"(?:{BEFORE}(?P<today>today|yesterday|tomorrow|tonight)|(?P<today2>(?:the{GAP})day{GAP}before{GAP}yesterday)){AFTER}(?:{GAP}at{GAP}(?P<clock2>{CLOCK}))?"),
    ("beside", rf"(?P<this>the{GAP}(?:previous|preceding|following|next|same|very{GAP}same|very{GAP}next)|that(?:{GAP}same)?|the{GAP}other){GAP}day"),
    ("beside", rf"(?:late{GAP}(?:in|on){GAP}|later{GAP}(?:in|on){GAP}|earlier{GAP}(?:in|on){GAP})?the{GAP}day(?:{GAP}(?P<this>before|after|earlier))?"),
    ("beside", rf"(?P<this>(?:later|earlier){GAP}(?:that|the{GAP}same)){GAP}day"),
    ("counted", rf"(?:(?P<about>{any_of(words('approximate'))}){GAP})?(?P<count>{COUNT}|an?)(?:{GAP}|-)(?P<unit>{UNIT}){GAP}(?P<way>ago|earlier|before|later|hence|from{GAP}now|previously|after)"),
    ("duration", rf"(?:(?P<about>{any_of(words('approximate'))}){GAP})?(?P<count>{COUNT}|an?)(?:(?:{GAP}(?:straight|consecutive|full|whole|long|trading|working|business|successive))?{GAP}|-)(?P<unit>{UNIT})(?:-long|[’'](?!s))?"),
    ("duration", rf"(?P<many>(?:the{GAP})?(?:past|last|next|first|coming|previous|following|recent)){GAP}(?P<count>{COUNT}){GAP}(?:trading{GAP}|working{GAP})?(?P<unit>{UNIT})"),
    ("duration", rf"(?P<plain>(?:over{GAP}the{GAP})?(?:minutes|hours|days|weeks|months|years|decades|centuries))(?:-long)?"),
    ("duration", r"(?P<single>single|all|entire|whole|full)[-\s](?P<unit>day|week|month|year|night)"),
    ("clock", rf"(?P<clock>{CLOCK})"),
    ("set", rf"(?P<set>{any_of(meanings('sets'))})"),
    ("reference", rf"(?P<reference>{any_of(meanings('references'))})"),
    ("day_named", rf"(?P<named>New{GAP}Year(?:['’]s)?(?:{GAP}(?:Day|Eve))|Christmas(?:{GAP}(?:Day|Eve))?|Boxing{GAP}Day)"),
)  # fmt: skip

# What an expression cannot begin or end in the middle of.
_LEFT, _RIGHT = r"(?<![\w.$€£¥#/-])(?<!\d,)", r"(?!\w)"
_LEADING = rf"(?:(?:the|an?|on|between|from|that|over|more|less|just|in|at|through|during|earlier|later|early|late){GAP}){{0,3}}"
_FIRST_WORDS = """
today yesterday tomorrow tonight overnight first last final previous this next past same coming following current preceding very beginning start
middle end close half mid mid- christmas boxing new tomorrow single all entire whole full barely other
"""


@cache
def rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every rule's name with its pattern."""
    return tuple((name, re.compile(pattern + _RIGHT, re.IGNORECASE)) for name, pattern in RULES)


@cache
def beginnings() -> re.Pattern[str]:
    """Where an expression can begin, by its first words; all but a twentieth of a text is passed over so."""
    lists = (
        "months",
        "short_months",
        "weekdays",
        "short_weekdays",
        "ones",
        "tens",
        "ordinals",
        "vague",
        "couple",
        "approximate",
    )
    tables = ("units", "parts", "seasons", "references", "sets")
    entries = {entry for name in lists for entry in words(name)} | {
        entry for name in tables for entry in meanings(name)
    }
    first = {re.split(r"[\s-]", re.sub(r"^(?:in-|at-|for-)?the[- ]|^at[- ]", "", entry))[0] for entry in entries}
    first |= set(_FIRST_WORDS.split())
    return re.compile(
        rf"{_LEFT}(?={_LEADING}(?:['’‘]?\d(?!\d*[^\S\n]\d)|[Qq]\d|{any_of(first - {'the', 'a', 'in', 'at', ''})}(?!\w)))",
        re.IGNORECASE,
    )
