"""A served course with a roster and two assignments, without graders."""

import pytest
import sqlalchemy as sa
from serving import Browser, add_person, served

from autograder.service.database.tables import Role

ROSTER = "id,name,language\nada,Ada Lovelace,\nben,Ben,\n李雷,<i>李雷</i>,zh\n"
YAML = """\
course: tiny
title: A tiny course
languages: [en, zh]
timezone: Europe/Berlin
assignments:
  - {name: powers, title: Powers, due: 2030-12-01T23:59, attempts: {per_hour: 3}}
  - {name: roots, title: Roots}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory, write_tiny_course):
    """A course with a roster and two assignments."""
    folder = tmp_path_factory.mktemp("served") / "course"
    write_tiny_course(folder, yaml=YAML)
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "extensions.csv").write_text("id,assignment,days\nada,powers,2\n")
    source = (folder / "solutions/powers/powers.ipynb").read_text()
    (folder / "assignments/powers").mkdir(parents=True)
    (folder / "assignments/powers/powers.ipynb").write_text(source)
    (folder / "solutions/roots").mkdir()
    (folder / "solutions/roots/roots.ipynb").write_text(source.replace("square", "root"))
    return folder


@pytest.fixture(scope="module")
def site(root):
    """The course, served, with an assistant and an instructor besides the roster's students."""
    with served(root) as site:
        add_person(site.engine.database, "tom", Role.ASSISTANT)
        add_person(site.engine.database, "ida", Role.INSTRUCTOR)
        yield site


@pytest.fixture
def empty(site):
    """The site, where nobody has handed in anything."""
    with site.engine.database.writing() as session:
        for table in ("attempt", "standing", "change"):
            session.execute(sa.text(f"DELETE FROM {table}"))
    site.uploads._buckets.clear()
    return site


@pytest.fixture
def ada(empty):
    """Ada's browser; she has handed in nothing."""
    return Browser(empty).enter("ada")


@pytest.fixture
def ida(empty):
    """The instructor's browser."""
    return Browser(empty).enter("ida")
