"""Keys in addresses, and the key by which a decision that is sent again is known."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Path, Query

Key = Annotated[str, Path(pattern="^[0-9a-f]{16,24}$", description="key in the ledger")]
Who = Annotated[
    str | None,
    Query(max_length=200, description="who asks: who decides apart from another sees nothing of theirs meanwhile"),
]
Once = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern="^[A-Za-z0-9_-]{8,64}$",
        description="chosen by the page for each decision; the same decision sent again under it counts once",
    ),
]
