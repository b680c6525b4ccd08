"""The command line: a thin module over the four rooms."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

import eval.cli as eval_cli
import index.cli as index_cli
import index.find.cli as find_cli
import index.maintain.cli as maintain_cli
import rag.briefing.cli as brief_cli
import rag.cli as rag_cli
import rag.desk.cli as desk_cli
import rag.dossier.cli as dossier_cli
import rag.notes.cli as notes_cli
import rag.saved.cli as saved_cli
import ui.cli as ui_cli
from index.errors import DatelineError
from rag.saved.lines import told_after

if TYPE_CHECKING:
    from index.settings import RoomSettings

app = typer.Typer(
    name="dateline",
    help="Answer questions from an archive of news articles, with the source of every sentence.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

index_cli.AFTER_COMMIT.append(told_after)
app.command("samples")(desk_cli.samples)
app.command("index")(index_cli.index)
app.command("list")(index_cli.list_articles)
app.command("show")(index_cli.show)
app.command("search")(find_cli.search)
app.command("remove")(index_cli.remove)
app.command("ask")(rag_cli.ask)
app.command("brief")(brief_cli.brief)
app.command("watch")(desk_cli.watch)
app.command("clip")(desk_cli.clip)
app.command("scan")(desk_cli.scan)
app.command("said")(desk_cli.said)
app.add_typer(notes_cli.collection_app, name="collection")
app.add_typer(notes_cli.note_app, name="note")
app.command("dossier")(dossier_cli.dossier)
app.add_typer(saved_cli.app, name="saved")
app.command("replay")(rag_cli.replay)
app.command("chat")(ui_cli.chat)
app.add_typer(eval_cli.app, name="eval")
app.add_typer(ui_cli.feedback_app, name="feedback")
app.add_typer(ui_cli.account_app, name="account")
app.command("doctor")(maintain_cli.doctor)
app.command("compact")(maintain_cli.compact)
app.command("export")(maintain_cli.export)
app.command("import")(maintain_cli.import_archive)


_INTERRUPTED = 130
_STOPPED = "stopped; what was committed before stays"
_NO_MEMORY = (
    "there is too little memory for this; what was committed before stays: raise its limit, "
    "or take in fewer articles at a time"
)
_LEVELS = ("debug", "info", "warning", "error")


def __getattr__(name: str) -> str:
    """Return `__version__`, which `pyproject.toml` alone says."""
    if name != "__version__":
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dateline")
    except PackageNotFoundError:
        return "unknown"


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"dateline {__getattr__('__version__')}")
        raise typer.Exit()


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Answer questions from an archive of news articles, with the source of every sentence."""
    if context.invoked_subcommand is None:
        desk_cli.begin(context.get_help())


def _show_log() -> None:
    """Show on standard error what our modules log, from the level that `DATELINE_LOG` names.

    Raises:
        DatelineError: it names no level, or `DATELINE_LOG_FORMAT` no form.
    """
    level = os.environ.get("DATELINE_LOG", "").strip().lower()
    if not level:
        return
    if level not in _LEVELS:
        raise DatelineError(f"DATELINE_LOG is {level!r}: set it to one of {', '.join(_LEVELS)}")
    import logging

    shown = logging.StreamHandler()
    form = os.environ.get("DATELINE_LOG_FORMAT", "").strip().lower()
    if form not in ("", "text", "json"):
        raise DatelineError(f"DATELINE_LOG_FORMAT is {form!r}: set it to text or json")
    if form == "json":
        from ui.guard.log import JsonLines

        shown.setFormatter(JsonLines())
    else:
        shown.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    for room in ("index", "rag", "ui", "eval"):
        logger = logging.getLogger(room)
        logger.setLevel(level.upper())
        logger.addHandler(shown)
        logger.propagate = False


def _check_settings() -> None:
    """Refuse a misspelt variable of any room, whatever the command is about to read.

    Raises:
        UnknownSettingError: there is one.
    """
    if not any(name.upper().startswith("DATELINE_") for name in os.environ):
        return
    from index.settings import given

    if not given():
        return
    for kind in settings_kinds():
        kind.check_environment()


def settings_kinds() -> tuple[type[RoomSettings], ...]:
    """Return the classes of settings of all rooms."""
    from index.load.settings import LoadSettings
    from index.milvus.settings import MilvusSettings
    from index.settings import IndexSettings
    from rag.llm.settings import ModelSettings
    from rag.settings import RagSettings
    from ui.guard.settings import GuardSettings

    return (
        IndexSettings,
        LoadSettings,
        MilvusSettings,
        RagSettings,
        ModelSettings,
        GuardSettings,
    )


def main() -> None:
    """Run the command line; every failure is one line on standard error.

    Exit status: 0 done (an abstention is an answer), 2 bad usage, 1 anything that could not be
    done. `DATELINE_DEBUG=1` shows the whole traceback of an unexpected error, `DATELINE_LOG=debug`
    what was tried and given up.
    """
    try:
        _show_log()
        _check_settings()
        app()
    except DatelineError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        _fail(_STOPPED, status=_INTERRUPTED)
    except SystemExit as end:
        # What the command line's library makes of an interruption says nothing.
        if end.code == _INTERRUPTED:
            _fail(_STOPPED, status=_INTERRUPTED)
        raise
    except MemoryError:
        _fail(_NO_MEMORY)
    except BrokenPipeError:
        # The reader of a pipe has gone (`dateline list | head`): nothing is wrong with us.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        from index.settings import setting_at_fault

        _fail(
            setting_at_fault(error)
            or f"unexpected {type(error).__name__}: {error}; nothing committed was changed"
            " (set DATELINE_DEBUG=1 to see where)"
        )


def _fail(message: str, status: int = 1) -> None:
    typer.echo(f"dateline: {' '.join(message.split())}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
