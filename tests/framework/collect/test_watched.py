"""The class whose repositories are watched."""

from autograder.cli.watch import Class

TEMPLATE = "https://git.example.edu/org/{assignment}-{github}.git"


def test_the_roster_is_read_at_each_look(tmp_path):
    """Who is added later is watched too; a broken roster does not replace a good one."""
    roster = tmp_path / "roster.csv"
    roster.write_text("id,github\nada,adal\n")
    watched = Class(roster, TEMPLATE, "powers")
    roster.write_text("id,github\nada,adal\nben,benb\n")
    assert watched.look() == []
    both = [one.address.rpartition("/")[2] for one in watched.repositories]
    assert both == ["powers-adal.git", "powers-benb.git"]
    roster.unlink()
    (problem,) = watched.look()
    assert "the students known so far still hold" in problem
    assert len(watched.repositories) == 2
