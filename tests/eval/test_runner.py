"""Runs over the samples: what is stored, resumed, reused and replayed."""

import json

import pytest

from eval.document import as_measured, read_documents
from eval.environment import model_digest
from eval.errors import DatasetError, RunError
from eval.figures import WHOLE
from eval.gate import slim
from eval.measure import flat_figures, measure
from eval.runner import Options, Progress, run
from eval.sets import Dataset, Question
from eval.setup import restored, setup
from eval.store import read_run


@pytest.fixture(scope="module")
def few(cases):
    """Six of the questions."""
    return cases.head(6)


def test_a_run_answers_every_question_and_breaks_nothing(sample_run, cases):
    assert list(sample_run.results) == [one.id for one in cases.questions]
    assert [one.error for one in sample_run.results.values() if one.error] == []
    broken = [line for one in sample_run.results.values() for line in one.violations]
    assert broken == []


def test_addresses_of_the_cases_were_found(sample_run):
    relevant = {name for one in sample_run.dataset.questions for name in one.relevant}
    assert relevant
    assert not [name for name in relevant if name.startswith("http")]


def test_every_contract_figure_that_can_be_measured_is_there(sample_document):
    assert set(sample_document["retrieval"]) >= {
        "ndcg@10", "mrr@10", "hit@1", "hit@5", "hit@10", "recall@10", "all_evidence@10",
    }  # fmt: skip
    assert set(sample_document["answers"]) >= {"contains", "exact_match", "f1"}
    assert set(sample_document["citations"]) >= {"precision", "recall"}
    assert set(sample_document["abstention"]) >= {"auroc", "coverage", "risk", "f1"}
    assert set(sample_document["speed"]) >= {
        "passages", "query_p50_ms", "query_p95_ms", "load_s", "peak_rss_mb",
    }  # fmt: skip
    assert "passages_per_s" not in sample_document["speed"]
    json.dumps(sample_document)


def test_figures_have_intervals_around_them(sample_document):
    for name, value in flat_figures(sample_document).items():
        if name in sample_document["intervals"]:
            low, high = sample_document["intervals"][name]
            assert low - 0.1 <= value <= high + 0.1, name


def test_every_figure_over_questions_has_an_interval(sample_document):
    named = set(flat_figures(sample_document))
    named |= {"speed.query_p50_ms", "speed.query_p95_ms", "speed.retrieve_p50_ms"}
    assert named <= set(sample_document["intervals"])
    low, high = sample_document["intervals"]["speed.query_p50_ms"]
    assert low <= sample_document["speed"]["query_p50_ms"] <= high
    for kind, values in sample_document["by_type"].items():
        ends = sample_document["by_type_intervals"][kind]
        for name, value in values.items():
            if name in ends:
                assert ends[name][0] - 1e-9 <= value <= ends[name][1] + 1e-9 or name in WHOLE
            else:
                assert name == "questions" or name in WHOLE


def test_a_document_says_nothing_of_this_machines_folders(sample_document, samples_index):
    assert str(samples_index.folder) not in json.dumps(sample_document["run"])


def test_what_cannot_be_measured_is_absent(samples_index, tmp_path):
    bare = Dataset("bare", (Question("q1", "Who leads the dockworkers in Tarvik?"),))
    options = Options(index=samples_index.folder, log=tmp_path / "run.jsonl")
    document = measure(run(bare, setup(), options))
    assert document["retrieval"] == {}
    assert document["answers"] == {}
    assert document["citations"] == {}
    assert set(document["abstention"]) == {"coverage"}


def test_a_run_that_was_cut_short_goes_on(few, samples_index, tmp_path):
    log = tmp_path / "run.jsonl"
    options = Options(index=samples_index.folder, log=log)
    whole = run(few, setup(), options)
    lines = log.read_text(encoding="utf-8").split("\n")
    kept = json.loads(lines[2])
    kept["answer_ms"] = 12345.0
    log.write_text("\n".join([lines[0], lines[1], json.dumps(kept), lines[3][:40]]), "utf-8")
    steps = []
    again = run(few, setup(), options, Progress(None, steps.append))
    assert steps == [2, 1, 1, 1, 1]
    assert again.results[kept["id"]].answer_ms == 12345.0
    assert list(again.results) == list(whole.results)
    assert read_run(log).footer is not None


def test_other_settings_do_not_go_on_with_it(few, samples_index, tmp_path):
    log = tmp_path / "run.jsonl"
    run(few.head(2), setup(), Options(index=samples_index.folder, log=log))
    log.write_text("\n".join(log.read_text(encoding="utf-8").split("\n")[:2]) + "\n", "utf-8")
    steps = []
    other = setup(["fusion=lexical"])
    options = Options(index=samples_index.folder, log=log)
    run(few.head(2), other, options, Progress(None, steps.append))
    assert steps[0] == 0


def test_a_whole_run_is_reused_when_asked_for(few, samples_index, tmp_path):
    options = Options(index=samples_index.folder, log=tmp_path / "run.jsonl", reuse=True)
    first = run(few.head(2), setup(), options)
    steps = []
    second = run(few.head(2), setup(), options, Progress(None, steps.append))
    assert steps == []
    assert second.header["started"] == first.header["started"]
    assert second.results == first.results


def test_several_workers_find_the_same(few, samples_index, tmp_path, sample_run):
    options = Options(index=samples_index.folder, log=tmp_path / "run.jsonl", workers=3)
    for name, one in run(few, setup(), options).results.items():
        assert one.answer["answer"] == sample_run.results[name].answer["answer"]
        assert one.documents == sample_run.results[name].documents


def test_a_conversation_is_asked_turn_by_turn(samples_index, tmp_path):
    question = Question(
        "c1",
        "And who sat opposite him?",
        history=("Who led the South Korean delegation at the December consultations?",),
    )
    options = Options(index=samples_index.folder, log=tmp_path / "run.jsonl")
    done = run(Dataset("talk", (question,)), setup(), options)
    standalone = done.results["c1"].answer["standalone_question"]
    assert standalone != question.text


def test_settings_survive_a_run(sample_run):
    chosen = setup(["fusion=rrf", "rag.top_k=5"])
    again = restored(json.loads(json.dumps(chosen.dump())))
    assert again.rag == chosen.rag
    assert again.index == chosen.index


def test_a_run_tells_its_models_by_their_files(sample_run, tmp_path):
    assert len(sample_run.header["model"]["fingerprint"]) == 64
    assert sample_run.header["reranker"] is None
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    first = model_digest(str(tmp_path))
    assert model_digest(str(tmp_path)) == first
    (tmp_path / "weights").write_bytes(b"other")
    assert model_digest(str(tmp_path)) != first
    assert model_digest("some/model-of-a-hub") is None


def test_a_set_of_another_archive_is_refused(samples_index, tmp_path):
    question = Question("q1", "Who?", ("Ada",), {"https://other.example/a": 1})
    with pytest.raises(DatasetError, match="expects articles that the archive does not have"):
        run(
            Dataset("other", (question,)),
            setup(),
            Options(index=samples_index.folder, log=tmp_path / "run.jsonl"),
        )


def test_a_file_that_is_no_run_is_refused(tmp_path):
    file = tmp_path / "run.jsonl"
    file.write_text('{"question": "why"}\n{}\n', encoding="utf-8")
    with pytest.raises(RunError, match="line 1: not a line of a run"):
        read_run(file)
    with pytest.raises(RunError, match="cannot be read"):
        read_run(tmp_path / "absent.jsonl")


@pytest.mark.parametrize("resume", [True, False])
def test_a_file_that_is_no_run_is_not_written_over(few, samples_index, tmp_path, resume):
    file = tmp_path / "letter.txt"
    for content in (b"Dear reader,\nall is well.\n", b"\xff\xfe\x00"):
        file.write_bytes(content)
        options = Options(index=samples_index.folder, log=file, resume=resume)
        with pytest.raises(RunError, match="choose another --log"):
            run(few, setup(), options)
        assert file.read_bytes() == content


def test_documents_are_read_back(sample_document, sample_records, tmp_path):
    file = tmp_path / "out.json"
    file.write_text(json.dumps([sample_document]), encoding="utf-8")
    (found,) = read_documents(file).values()
    assert found.records == sample_records
    assert as_measured(sample_document).records == sample_records
    file.write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(RunError, match="not what"):
        read_documents(file)


@pytest.mark.parametrize(
    "text",
    [
        '{"format": 1}',
        '{"format": 1, "set": "a", "questions": [{"id": "x"}]}',
        '{"format": 1, "set": "a", "questions": 3}',
        '{"format": 1, "set": "a", "questions": ["x"]}',
    ],
)
def test_a_damaged_document_is_refused(tmp_path, text):
    file = tmp_path / "out.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match="is damaged, or of another version"):
        read_documents(file)


def test_a_baseline_is_not_enough_for_a_report(sample_document, tmp_path):
    file = tmp_path / "baseline.json"
    file.write_text(json.dumps(slim(sample_document)), encoding="utf-8")
    assert read_documents(file)
    with pytest.raises(RunError, match="a baseline holds no more"):
        read_documents(file, whole=True)


def test_a_damaged_run_is_refused(sample_run, tmp_path):
    file = tmp_path / "run.jsonl"
    lines = sample_run.log.read_text(encoding="utf-8").split("\n")
    file.write_text("\n".join([lines[0], '{"kind": "result", "id": "a"}', lines[1]]), "utf-8")
    with pytest.raises(RunError, match="line 2: not a line of a run"):
        read_run(file)
    file.write_text('{"kind": "run", "set": "a"}\n', encoding="utf-8")
    with pytest.raises(RunError, match="has no 'identity'"):
        read_run(file)
