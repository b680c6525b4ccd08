"""Front matter: YAML between `---` or TOML between `+++` at the head of a file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from index.errors import RefusedError

_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)(?:\n|(?<=\n))\1[ \t]*(?:\n|\Z)", re.DOTALL)
# A title with a colon is the commonest slip in front matter written by hand.
_BARE = re.compile(r"^(\w[\w -]*):[ \t]++(?![\"'\[{|>&*!#])(.*:.*)$", re.MULTILINE)


def split_front(text: str) -> tuple[Mapping[str, Any], str]:
    """Return front matter and body; an empty mapping when there is none.

    Raises:
        RefusedError: the front matter is not valid YAML or TOML.
    """
    match = _FRONT.match(text.lstrip("\ufeff"))
    if not match:
        return {}, text
    body = text.lstrip("\ufeff")[match.end() :]
    if match[1] == "+++":
        return _toml(match[2]), body
    values = _yaml(match[2])
    if isinstance(values, Mapping):
        return values, body
    if values is None:
        return {}, body
    return {}, text  # a horizontal rule, not front matter


def _toml(source: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RefusedError(f"its front matter is not valid TOML: {error}") from error


def _yaml(source: str) -> Any:
    import yaml

    class Loader(yaml.SafeLoader):
        """YAML without anchors, which can be made to grow without end; dates stay strings."""

        yaml_implicit_resolvers = {  # noqa: RUF012 - a copy of the parent's own
            first: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
            for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("anchors and aliases are not read")
            return super().compose_node(parent, index)

    quoted = _BARE.sub(lambda match: f"{match[1]}: {json.dumps(match[2])}", source)
    problems: list[Exception] = []
    for text in (source, quoted):
        try:
            return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            problems.append(error)
    problem = problems[0]
    mark = getattr(problem, "problem_mark", None)
    place = f" in line {mark.line + 2}" if mark else ""
    reason = getattr(problem, "problem", None) or str(problem)
    raise RefusedError(f"its front matter is not valid YAML{place}: {reason}") from problem
