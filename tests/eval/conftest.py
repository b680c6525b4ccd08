"""Runs over the samples that many tests look at: one as it is, one made worse on purpose."""

from pathlib import Path

import pytest

from eval.loaders import load
from eval.measure import measure, records
from eval.runner import Options, run
from eval.setup import setup

CASES = Path(__file__).parents[2] / "eval" / "cases" / "samples.jsonl"
WORSE = ["fusion=lexical", "candidates=5", "max_sentences=1", "max_sentences_several=1"]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Keep what measuring remembers out of the user's cache folder."""
    folder = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setattr("eval.environment.cache_folder", lambda: folder)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def cases():
    """The questions over the samples."""
    return load(CASES)


@pytest.fixture(scope="session")
def sample_run(cases, samples_index, tmp_path_factory):
    """A run over the samples."""
    log = tmp_path_factory.mktemp("runs") / "samples.jsonl"
    return run(cases, setup(), Options(index=samples_index.folder, log=log))


@pytest.fixture(scope="session")
def sample_document(sample_run):
    """Its figures."""
    return measure(sample_run)


@pytest.fixture(scope="session")
def sample_records(sample_run):
    """Its judged questions by id."""
    return {one.id: one for one in records(sample_run.dataset, sample_run.results)}


@pytest.fixture(scope="session")
def worse_records(cases, samples_index, tmp_path_factory):
    """The judged questions of a run with settings that are plainly worse."""
    log = tmp_path_factory.mktemp("runs") / "worse.jsonl"
    done = run(cases, setup(WORSE), Options(index=samples_index.folder, log=log))
    return {one.id: one for one in records(done.dataset, done.results)}
