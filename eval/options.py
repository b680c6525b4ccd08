"""Arguments and options that the commands of `dateline eval` share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

_JUDGE = (
    "Judge of whether citations support a sentence: support, words, MODULE:FUNCTION, or an"
    " entailment model's name or folder."
)
_INDEX = "Where the corpus is or will be indexed; the archive to ask when there is no corpus."


def option(name: str, metavar: str | None, text: str, **more: Any) -> Any:
    """Return the option `--name`; `more` is what `typer.Option` takes beside."""
    return typer.Option(f"--{name}", metavar=metavar, help=text, **more)


Questions: TypeAlias = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="A set of questions: a folder or a file.")
]
Settings: TypeAlias = Annotated[
    list[str] | None, option("setting", "NAME=VALUE", "Set one thing; may be repeated.")
]
IndexDir: TypeAlias = Annotated[str | None, option("index", "DIR", _INDEX)]
Limit: TypeAlias = Annotated[int | None, option("limit", None, "Ask at most so many.", min=1)]
Workers: TypeAlias = Annotated[
    int, option("workers", None, "Questions asked at a time; more than one blurs times.", min=1)
]
Level: TypeAlias = Annotated[
    float,
    option("level", None, "Chance of a false alarm over all watched figures.", min=0.0, max=1.0),
]
Seed: TypeAlias = Annotated[int, option("seed", None, "Of every resampling.")]
Judge: TypeAlias = Annotated[str, option("judge", "NAME", _JUDGE)]
Model: TypeAlias = Annotated[
    str | None,
    option("llm", "PROVIDER:MODEL", "A chat model that phrases the answers; small: one, here."),
]
JsonFile: TypeAlias = Annotated[Path | None, option("json", "FILE", "Write the figures here.")]
Report: TypeAlias = Annotated[Path | None, option("report", "DIR", "Write a report here.")]
