"""`python -m eval.train reader|checker|mine|export|…`: train what Dateline ships."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)

Data = Annotated[Path, typer.Option(help="Folder of the training sets.")]
Out = Annotated[Path, typer.Option(help="Folder for checkpoints and the model.")]


@app.command()
def mine(
    data: Data,
    out: Annotated[Path, typer.Option(help="JSON Lines file that the places go to.")],
    index: Annotated[Path, typer.Option(help="Index of newsroom-articles.")],
) -> None:
    """Find, for each newsroom question, the passages that our own retrieval brings up."""
    from eval.train.negatives import mine as mined
    from eval.train.rows import read_jsonl
    from index import Index

    questions = list(read_jsonl(data / "newsroom-questions.jsonl.gz"))
    with Index.open(index) as archive:
        mined(archive, questions, out)


@app.command()
def harden(
    data: Data,
    mined: Annotated[Path, typer.Option(help="What `mine` wrote.")],
    out: Annotated[Path, typer.Option(help="JSON Lines file that the places go to.")],
    model: Annotated[
        str | None, typer.Option(help="Folder of the reader; the shipped one.")
    ] = None,
) -> None:
    """Order what `mine` found by how much it tempts the reader of the round before."""
    from eval.train.negatives import hardest_first, read_mined
    from eval.train.newsroom import read_stories
    from eval.train.rows import read_jsonl
    from rag.read import load_reader

    questions = list(read_jsonl(data / "newsroom-questions.jsonl.gz"))
    stories = read_stories(data / "newsroom-articles.jsonl.gz")
    hardest_first(load_reader(model), questions, stories, read_mined(mined), out)


@app.command()
def tempt(
    data: Data,
    out: Annotated[Path, typer.Option(help="JSON Lines file that the places go to.")],
    index: Annotated[Path, typer.Option(help="Index of newsroom-articles.")],
) -> None:
    """Find, for each newsroom question, the sentences that the reader prefers, rightly or not."""
    from eval.train.negatives import tempting
    from eval.train.stages import learnt
    from index import Index

    with Index.open(index) as archive:
        tempting(archive, learnt(data), out)


@app.command()
def reader(
    data: Data,
    out: Out,
    stage: Annotated[str, typer.Option(help="general, then news, then sheets.")] = "general",
    start: Annotated[Path | None, typer.Option(help="Folder of weights to start from.")] = None,
    mined: Annotated[Path | None, typer.Option(help="What `mine` wrote.")] = None,
    tempted: Annotated[Path | None, typer.Option(help="What `tempt` wrote, for sheets.")] = None,
    rate: float = 1e-4,
    epochs: int = 1,
    limit: Annotated[int | None, typer.Option(help="Groups at the most, to try out.")] = None,
    seed: int = 11,
) -> None:
    """Train the reader of spans; a stopped run goes on where it was."""
    from eval.train import mixture, model
    from eval.train.features import MOST_TOKENS, tokenised
    from eval.train.loop import Recipe, train
    from rag.read import base

    if stage == "sheets" and tempted is None:
        raise typer.BadParameter("sheets are made of what `tempt` wrote; give --tempted FILE")
    made = model.new_reader(str(start or _default_weights()))
    tokenizer = _tokenizer(start or _default_weights())
    if stage == "general":
        groups = mixture.reader_groups(data, seed)
    else:
        from eval.train import stages

        if tempted is not None and stage == "sheets":
            groups = stages.sheets(data, tempted, seed, epochs)
        else:
            groups = stages.news_groups(data, mined, seed, epochs)
        epochs = 1
    groups = groups[:limit]
    most = base.MOST_TOKENS if stage == "sheets" else MOST_TOKENS
    features = tokenised(groups, tokenizer, most)
    logging.info("%d groups, %d rows", len(groups), sum(map(len, groups)))
    train(made, features, model.reader_loss, Recipe(rate=rate, epochs=epochs, seed=seed), out)
    _keep(made, tokenizer, out)


@app.command()
def checker(
    data: Data,
    out: Out,
    stage: Annotated[str, typer.Option(help="general, or news (after general).")] = "general",
    start: Annotated[Path | None, typer.Option(help="Folder of weights to start from.")] = None,
    mined: Annotated[Path | None, typer.Option(help="What `mine` wrote.")] = None,
    rate: float = 1e-4,
    epochs: int = 1,
    limit: Annotated[int | None, typer.Option(help="Claims at the most, to try out.")] = None,
    tempted: Annotated[Path | None, typer.Option(help="What `tempt` wrote.")] = None,
    seed: int = 11,
) -> None:
    """Train the checker of claims; a stopped run goes on where it was."""
    from eval.train import mixture, model
    from eval.train.features import tokenised_claims
    from eval.train.loop import Recipe, train

    made = model.new_checker(str(start or _default_weights()))
    tokenizer = _tokenizer(start or _default_weights())
    if stage == "general":
        groups = mixture.checker_groups(data, seed)
    else:
        from eval.train import stages

        groups = stages.news_claims(data, mined, seed, tempted)
    features = tokenised_claims(groups[:limit], tokenizer)
    train(made, features, model.checker_loss, Recipe(rate=rate, epochs=epochs, seed=seed), out)
    _keep(made, tokenizer, out)


@app.command()
def export(
    model: Annotated[Path, typer.Option(help="Folder of the trained model.")],
    out: Out,
    kind: Annotated[str, typer.Option(help="reader, listwise or checker")],
) -> None:
    """Write a trained model as the eight-bit graph that ships."""
    from eval.train.export import export as exported

    exported(model, out, kind)


@app.command()
def calibrate(
    data: Data,
    index: Annotated[Path, typer.Option(help="Index of newsroom-articles.")],
    out: Annotated[Path, typer.Option(help="Where calibration.json goes.")],
    model: Annotated[
        str | None, typer.Option(help="Folder of the reader; the shipped one.")
    ] = None,
    keep: Annotated[Path | None, typer.Option(help="Where the cases are kept.")] = None,
    also: Annotated[
        Path | None, typer.Option(help="Further questions that were kept from training.")
    ] = None,
) -> None:
    """Fit order, confidence and thresholds on questions that the reader was not trained on."""
    import pickle
    from datetime import date

    from eval.train import calibrate as fitting
    from eval.train.rows import read_jsonl
    from eval.train.stages import HELD_SHARE, held
    from index import Index

    questions = [
        row
        for row in read_jsonl(data / "newsroom-questions.jsonl.gz")
        if any(held(name) for name in row["docs"])
    ]
    questions += read_jsonl(also) if also else ()
    with Index.open(index) as archive:
        known = fitting.cases(archive, questions, model, date(2025, 1, 1))
    if keep:
        keep.write_bytes(pickle.dumps(known))
    note = f"{len(known)} newsroom questions over one in {HELD_SHARE} of the training articles"
    if also:
        note += ", and others kept from training"
    fitting.calibrate(known, out, note, {"careful": 0.8, "balanced": 0.93})


@app.command("calibrate-checker")
def calibrate_checker(
    data: Data,
    out: Annotated[Path, typer.Option(help="Where calibration.json goes.")],
    people: Annotated[Path | None, typer.Option(help="Claims that people judged (QAGS).")] = None,
) -> None:
    """Fit what the shipped checker's scores and the other signs of support weigh.

    Claims over articles that were kept from training are used, and the half of what people
    judged that is not reported.
    """
    from eval.train import calibrate_checker as fitting
    from eval.train.claims import judged, written
    from eval.train.stages import HELD_SHARE, held
    from index.encode import load_encoder

    by_article = written(data / "newsroom-claims.jsonl.gz", held)
    sources = [[group for own in by_article.values() for group in own]]
    note = f"newsroom claims over one in {HELD_SHARE} of the training articles"
    if people:
        sources.append(judged(people, 0))
        note += ", and as much of a half of the claims that people judged"
    fitting.calibrate_checker(sources, load_encoder(), out, note)


def _default_weights() -> Path:
    from index.encode.weights import locate

    return locate(None).folder


def _tokenizer(folder: Path) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(folder)


def _keep(made: Any, tokenizer: Any, out: Path) -> None:
    made.save_pretrained(out / "model")
    tokenizer.save_pretrained(out / "model")
    (out / "done.json").write_text(json.dumps({"parameters": made.num_parameters()}))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    app()
