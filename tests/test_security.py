"""Each promise of SECURITY.md names a test that there is; the lock holds what is needed."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROMISES = [
    line.split(" | ")
    for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines()
    if re.match(r"\| (?!against |---)", line)
]


@pytest.mark.parametrize("row", PROMISES, ids=lambda row: row[0].strip("| "))
def test_each_promise_names_a_test_that_there_is(row):
    _, _, named = row
    places = re.findall(r"\[[^]]+\]\((tests/[^)]+)\)", named)
    assert places
    for place in places:
        path = ROOT / place
        files = [path] if path.suffix == ".py" else [*path.glob("test_*.py")]
        assert any("\ndef test_" in each.read_text("utf-8") for each in files), place


def test_the_promises_are_found():
    assert len(PROMISES) > 10


def locked():
    """Return what the lock holds, by name: its version, and whether it has hashes."""
    text = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    parts = (line.split(" --", 1) for line in text.splitlines() if line.strip())
    return {
        canonicalize_name(requirement.name): (
            next(iter(requirement.specifier)).version,
            any(each.startswith("hash=sha256:") for each in rest),
        )
        for requirement, rest in ((Requirement(first), rest) for first, *rest in parts)
    }


def needed(project, extra=""):
    """Return the requirements of the project, those of an extra with those that it names."""
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    for line in lines:
        requirement = Requirement(line)
        if requirement.name == project["name"]:
            for each in sorted(requirement.extras):
                yield from needed(project, each)
        elif requirement.marker is None or requirement.marker.evaluate():
            yield requirement


def test_the_lock_holds_all_that_is_needed_with_hashes():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    held = locked()
    for requirement in [*needed(project), *needed(project, "dev")]:
        version, hashed = held[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True), requirement
        assert hashed, requirement


def test_the_lock_and_the_constraints_agree():
    held = locked()
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        name, sign, version = line.partition("==")
        if sign and canonicalize_name(name) in held:
            assert held[canonicalize_name(name)][0] == version, line
