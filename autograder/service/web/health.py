"""Answers for programs that watch the service: whether it lives, is ready, and how it does."""

from __future__ import annotations

import ipaddress

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from autograder.service.database.tables import Attempt, Person, Role, Standing, State
from autograder.service.moments import now
from autograder.service.web.door import ANYBODY, Asked, door
from autograder.service.web.site import Site


def doors() -> list[BaseRoute]:
    """Return the doors of programs."""
    return [
        door("/healthz", alive, ANYBODY),
        door("/readyz", ready, ANYBODY),
        door("/metrics", metrics, ANYBODY),
    ]


def alive(_asked: Asked) -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


def ready(asked: Asked) -> Response:
    """Say whether work can be taken in: the database answers, and nothing is being stopped."""
    try:
        with asked.site.engine.database.reading() as session:
            session.execute(sa.select(1))
    except SQLAlchemyError:
        return PlainTextResponse("the database does not answer\n", 503)
    if not asked.site.is_ready:
        return PlainTextResponse("stopping\n", 503)
    return PlainTextResponse("ok\n")


def metrics(asked: Asked) -> Response:
    """Return figures for Prometheus, to instructors and to programs on this machine."""
    is_instructor = asked.visitor is not None and asked.visitor.role is Role.INSTRUCTOR
    if not is_instructor and not _is_here(asked):
        raise HTTPException(404)
    return Response(_figures(asked.site), media_type="text/plain; version=0.0.4; charset=utf-8")


def _is_here(asked: Asked) -> bool:
    try:
        return ipaddress.ip_address(asked.address).is_loopback and not asked.is_forwarded
    except ValueError:
        return False


def _figures(site: Site) -> bytes:
    registry = CollectorRegistry()
    attempts = Gauge("backgrade_attempts", "Attempts by state", ["state"], registry=registry)
    oldest = Gauge(
        "backgrade_queue_oldest_seconds", "Age of the oldest attempt waiting", registry=registry
    )
    late = Gauge("backgrade_unplaced", "Standings waiting to be settled", registry=registry)
    people = Gauge("backgrade_people", "People by role", ["role"], registry=registry)
    with site.engine.database.reading() as session:
        by_state = dict(
            session.execute(sa.select(Attempt.state, sa.func.count()).group_by(Attempt.state)).all()
        )
        first = session.scalars(
            sa.select(sa.func.min(Attempt.received_at)).where(Attempt.state == State.QUEUED)
        ).one()
        unplaced = session.scalars(
            sa.select(sa.func.count()).where(Standing.changes != Standing.placed)
        ).one()
        by_role = dict(
            session.execute(sa.select(Person.role, sa.func.count()).group_by(Person.role)).all()
        )
    for state in State:
        attempts.labels(state).set(by_state.get(state, 0))
    for role in Role:
        people.labels(role).set(by_role.get(role, 0))
    oldest.set(0 if first is None else max(0.0, (now() - first).total_seconds()))
    late.set(unplaced)
    return generate_latest(registry)
