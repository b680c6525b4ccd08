"""The gate's drill on real runs: forty reseeded repetitions of each part."""

from dataclasses import replace

import pytest

from eval.drill import drill, shuffled
from eval.measure import records
from eval.runner import Options, run
from eval.setup import setup

REPEATS = 40
ALLOWED = 2


def asked(dataset, chosen, options):
    done = run(dataset, chosen, options)
    return {one.id: one for one in records(done.dataset, done.results)}


@pytest.fixture(scope="module")
def rebuilt(cases, samples_index, tmp_path_factory):
    """The judged questions over an archive with the same articles in another order."""
    folder = tmp_path_factory.mktemp("rebuilt")
    other = shuffled(cases, Options(index=samples_index.folder), seed=3)
    return asked(other, setup(), Options(index=folder / "index", log=folder / "run.jsonl"))


@pytest.mark.slow
def test_the_gate_is_silent_over_what_is_unchanged_and_loud_over_what_is_worse(
    sample_records, rebuilt, worse_records
):
    unchanged, chance, worse = drill(
        sample_records, [rebuilt], worse_records, repeats=REPEATS, seed=11
    )
    assert [one.part for one in (unchanged, chance, worse)] == ["unchanged", "chance", "worse"]
    assert unchanged.repeats == REPEATS
    assert unchanged.failed <= ALLOWED
    assert chance.changed > 5
    assert chance.failed <= ALLOWED
    assert worse.failed >= REPEATS - ALLOWED
    assert all(one.passed for one in (unchanged, chance, worse))
    assert worse.figures


def test_the_order_of_articles_changes_no_figure(sample_records, rebuilt):
    assert set(rebuilt) == set(sample_records)
    for name, one in rebuilt.items():
        assert one.right == sample_records[name].right, name


def test_a_drill_follows_its_seed(sample_records, worse_records):
    def once(seed):
        return drill(sample_records, [sample_records], worse_records, repeats=2, seed=seed)

    assert once(1) == once(1)


def test_a_gate_that_says_nothing_is_found_out(sample_records):
    unchanged, _, worse = drill(sample_records, [sample_records], sample_records, repeats=3)
    assert unchanged.passed
    assert worse.failed == 0
    assert not worse.passed


def test_a_gate_that_cries_wolf_is_found_out(sample_records, worse_records):
    steps = []
    unchanged, _, worse = drill(
        sample_records, [worse_records], worse_records, repeats=3, progress=steps.append
    )
    assert worse.failed == unchanged.failed == 3
    assert not unchanged.passed
    assert worse.passed
    assert steps == [1, 1, 1]


def test_shuffled_articles_are_the_same_articles(cases, samples_index):
    options = Options(index=samples_index.folder)
    one, other = (shuffled(cases, options, seed) for seed in (1, 2))
    assert {a.id for a in one.articles} == {info.id for info in samples_index.articles()}
    assert [a.id for a in one.articles] != [a.id for a in other.articles]
    again = shuffled(replace(cases, articles=one.articles[:5]), options, 1)
    assert {a.id for a in again.articles} == {a.id for a in one.articles[:5]}
