"""The language of a report: declared, or seen by script and function words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reports.language import language_of

ENGLISH = "Gunmen attacked a convoy near the border on Sunday and killed four soldiers, the army said in a statement."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ENGLISH),
        ("en", ENGLISH.upper()),
        ("en", "Flash: four dead"),
        ("en", "Goma"),
        ("en", ""),
        ("en", "“”" * 100),
        ("en", "Mir Hassan Khan Bugti, Abdul Malik Baloch and Sardar Akhtar Mengal of the BNP met General José de la Cruz."),
        ("en", "The Frente Farabundo Martí para la Liberación Nacional said that it was ready for talks on a truce."),
        ("en", "The group, known as حماس or Hamas, said in a statement that it was ready for talks on a truce."),
        ("fr", "Quatre soldats ont été tués dans une embuscade près de Goma, selon l'armée congolaise."),
        ("es", "El ejército dijo que cuatro soldados fueron muertos por la guerrilla en una emboscada."),
        ("de", "Vier Soldaten wurden nach Angaben der Armee bei einem Anschlag im Norden getötet."),
        ("pt", "Quatro soldados foram mortos em uma emboscada, segundo o exército, que não confirmou."),
        ("it", "Quattro soldati sono stati uccisi in un agguato nel nord, secondo quanto ha detto il governo."),
        ("nl", "Vier soldaten zijn bij een aanval in het noorden gedood, zegt het leger, dat niet wil reageren."),
        ("tr", "Ordu, saldırıda dört askerin öldüğünü ve beş askerin yaralandığını bir açıklama ile duyurdu."),
        ("id", "Empat tentara tewas dalam serangan di utara, kata militer, yang tidak memberi keterangan dari lokasi."),
        ("sw", "Wanajeshi wanne waliuawa katika shambulio la waasi karibu na mji wa Goma kwa mujibu wa jeshi."),
        ("ar", "قتل أربعة جنود في هجوم على قافلة قرب المدينة، وقال الجيش إن التحقيق مستمر"),
        ("fa", "چهار سرباز در حمله به کاروان کشته شدند و ارتش این را تأیید کرد که"),
        ("ur", "فوج کا کہنا ہے کہ قافلے پر حملے میں چار فوجی ہلاک ہوئے"),
        ("ru", "Четверо военнослужащих погибли в результате нападения на колонну, сообщили в министерстве."),
        ("uk", "Четверо військових загинули внаслідок нападу на колону, як повідомили у міністерстві."),
        ("zh", "军方说四名士兵在袭击中丧生。"),
        ("ja", "軍によると、車列への攻撃で4人の兵士が死亡した。"),
        ("ko", "군은 차량 행렬에 대한 공격으로 병사 네 명이 숨졌다고 밝혔다."),
        ("he", "ארבעה חיילים נהרגו בתקיפה על שיירה."),
        ("hi", "सेना ने कहा कि हमले में चार सैनिक मारे गए"),
        ("am", "አራት ወታደሮች ተገደሉ"),
        ("und", " ".join(["kelu mora vendi tasko purine"] * 20)),
    ],
)  # fmt: skip
def test_the_language_is_seen(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("declared", "language"),
    [("en-GB", "en"), ("EN_us", "en"), ("eng", "en"), ("English", "en"), ("fr", "fr"), ("klingon", "en"), ("", "en")],
)
def test_a_declared_tag_is_believed_and_nothing_else(declared: str, language: str) -> None:
    assert language_of(ENGLISH, declared) == language


@given(st.text(), st.none() | st.text())
def test_any_text_has_a_language(text: str, declared: str | None) -> None:
    assert language_of(text, declared).isalpha()
