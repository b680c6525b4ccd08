"""The image asks for what there is: extras that exist, options that the page has."""

import json
import re
import tomllib
from pathlib import Path

from typer.main import get_command

import dateline

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "Containerfile").read_text("utf-8")


def test_its_extras_are_in_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (extras,) = re.findall(r"^ARG EXTRAS=([\w,]+)$", TEXT, re.MULTILINE)
    assert set(extras.split(",")) <= set(project["optional-dependencies"])


def test_its_command_is_one():
    command, *words = json.loads(re.search(r"^CMD (\[.*\])$", TEXT, re.MULTILINE)[1])
    known = get_command(dateline.app).commands[command]
    options = {name for each in known.params for name in (*each.opts, *each.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= options
