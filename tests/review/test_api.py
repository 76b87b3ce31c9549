"""The API holds what its description says: schemathesis asks every address, rightly and wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode

from sayso.review.app import make_app
from tests.ledger import stored
from tests.review.served import Served, served

schema = schemathesis.openapi.from_dict(make_app(None, token="", port=0).openapi())
# Every value of every parameter by itself is tried elsewhere; here some of all together.
schema.config.phases.coverage.enabled = False
schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
# What is streamed has no end to wait for.
asked = schema.exclude(path_regex="/api/(jobs|changes|overview|queue|actors|agreement|incidents/.*/dossier)")
# Right by its shape and wrong by its sense: a claim that does not stand in the text is answered by 422.
SENSE: list[Any] = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]
# In an address all is text: `who=true` that schemathesis means as no string is the name `true`.
TEXT: list[Any] = [schemathesis.checks.CHECKS.get_one("negative_data_rejection")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(stored.ledger(tmp_path_factory.mktemp("api") / "sayso.db")) as running:
        yield running


@asked.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case: schemathesis.Case[Any], server: Served) -> None:
    headers = {"Authorization": f"Bearer {server.token}"}
    case.call_and_validate(
        base_url=server.address, headers=headers, excluded_checks=SENSE if case.method != "GET" else SENSE + TEXT
    )
