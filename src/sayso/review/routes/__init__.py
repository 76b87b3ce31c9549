"""The API: one module for each thing that it is about; each function opens one transaction and asks the rest."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.review.faults import RESPONSES
from sayso.review.routes import claims, events, files, incidents, people, reports, reviews

api = APIRouter(prefix="/api", responses=RESPONSES)
for module in (people, reports, claims, events, incidents, reviews, files):
    api.include_router(module.router)
