"""Runs over the samples that many tests look at: one as it is, one made worse on purpose."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from eval.drill import WORSE
from eval.loaders import load
from eval.measure import measure, records
from eval.runner import Options, run
from eval.setup import setup

CASES = Path(__file__).parents[2] / "eval" / "cases" / "samples.jsonl"


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
def run_once(cases, samples_index, tmp_path_factory):
    """Ask the questions over the samples, once for all processes of the suite."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def asked(name, settings=()):
        log = folder / f"{name}.jsonl"
        with FileLock(log.with_suffix(".lock")):
            options = Options(index=samples_index.folder, log=log, reuse=True)
            return run(cases, setup(settings), options)

    return asked


@pytest.fixture(scope="session")
def sample_run(run_once):
    """A run over the samples."""
    return run_once("samples")


@pytest.fixture(scope="session")
def sample_document(sample_run):
    """Its figures."""
    return measure(sample_run)


@pytest.fixture(scope="session")
def sample_records(sample_run):
    """Its judged questions by id."""
    return {one.id: one for one in records(sample_run.dataset, sample_run.results)}


@pytest.fixture(scope="session")
def worse_records(run_once):
    """The judged questions of a run with settings that are plainly worse."""
    done = run_once("worse", WORSE)
    return {one.id: one for one in records(done.dataset, done.results)}
