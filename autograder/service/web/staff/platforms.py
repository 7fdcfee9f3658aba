"""Learning platforms: what to register there, and taking over the members of their courses."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.service.lti.members import members_of, take_over_members
from autograder.service.people.arrivals import Arrivals
from autograder.service.people.settings import read_settings
from autograder.service.web.by_lti import platform_of
from autograder.service.web.door import INSTRUCTORS, Asked, door
from autograder.service.web.render import go_to
from autograder.service.web.staff.pages import staff_page


def doors() -> list[BaseRoute]:
    """Return the doors to the platforms' page."""
    return [
        door("/platforms", platforms, INSTRUCTORS),
        door("/platforms/{platform}/members", members, INSTRUCTORS, "POST"),
    ]


def platforms(asked: Asked) -> Response:
    """Show the addresses that a platform's administrator enters."""
    url, database = asked.site.address.url, asked.site.engine.database
    rows = [
        {
            "platform": one,
            "addresses": {
                "Login (initiation) URL": f"{url}/lti/login/{one.name}",
                "Redirect, launch and deep linking URL": f"{url}/lti/launch/{one.name}",
                "Public keys (JWKS)": f"{url}/lti/keys",
            },
            "has_members": bool(members_of(database, one)),
        }
        for one in read_settings(asked.site.engine.settings.root).lti
    ]
    return staff_page(asked, "staff/platforms.html.j2", rows=rows)


def members(asked: Asked) -> Response:
    """Take over the members of a platform's courses."""
    engine = asked.site.engine
    arrivals = Arrivals(engine.database, engine.settings.root)
    who = asked.member.name
    take_over_members(engine.database, arrivals, platform_of(asked), engine.grades.key, who)
    return go_to("/people")
