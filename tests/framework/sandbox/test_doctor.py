"""What `autograder doctor` says of this machine."""

import sys

from autograder.sandbox.doctor import _compiled


def test_packages_without_bytecode_are_named(tmp_path, monkeypatch):
    """The finding says how to compile them; a package that is not installed is no matter."""
    (tmp_path / "slow_one").mkdir()
    (tmp_path / "slow_one/__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    finding = _compiled(("slow_one", "not_installed"))
    assert (finding.ok, finding.is_needed) == (False, False)
    assert finding.told.startswith("not slow_one; ")
    assert finding.told.endswith(f": {sys.executable} -m compileall -q {tmp_path}")


def test_compiled_packages_are_fine(tmp_path, monkeypatch):
    """Python has written the bytecode at the first import."""
    (tmp_path / "quick_one.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    import quick_one  # noqa: F401, PLC0415 - made just now

    assert _compiled(("quick_one",)) == ("compiled packages", True, "quick_one", False)
