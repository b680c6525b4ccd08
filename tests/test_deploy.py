"""The files of deploy/: valid against the engines' schemas, and about variables that there are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from index.load.settings import LoadSettings
from index.milvus.settings import MilvusSettings
from index.settings import PROGRAM, IndexSettings
from rag.llm.settings import ModelSettings
from rag.settings import RagSettings

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
KINDS = (IndexSettings, LoadSettings, MilvusSettings, ModelSettings, RagSettings)


def test_every_variable_is_one_that_is_read():
    known = {*PROGRAM, *(name for kind in KINDS for name in kind.variables())}
    known |= {"DATELINE_AUTH"}  # compose's own, put into the command line
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            named = set(re.findall(r"DATELINE_[A-Z_]*[A-Z]", path.read_text("utf-8")))
            assert {each for each in named - known if each != "DATELINE_MILVUS"} == set(), path


def test_settings_of_the_example_are_valid(monkeypatch):
    documents = yaml.safe_load_all((DEPLOY / "kubernetes" / "dateline.yaml").read_text("utf-8"))
    config = next(each for each in documents if each["kind"] == "ConfigMap")
    for name, value in config["data"].items():
        monkeypatch.setenv(name, value)
    chosen = MilvusSettings()
    assert (chosen.index, chosen.shards, chosen.replicas) == ("HNSW_SQ", 8, 2)
    assert chosen.building()["sq_type"] == "SQ8"


def test_kubernetes_takes_the_manifests():
    validate = pytest.importorskip("kubernetes_validate")
    for document in yaml.safe_load_all((DEPLOY / "kubernetes" / "dateline.yaml").read_text()):
        validate.validate(document, "1.33", strict=True)


def test_an_asker_is_kept_at_one_page():
    rules = (DEPLOY / "Caddyfile").read_text("utf-8")
    assert re.findall(r"lb_policy (.+)", rules) == ["client_ip_hash", "cookie dateline"]
    documents = yaml.safe_load_all((DEPLOY / "kubernetes" / "dateline.yaml").read_text("utf-8"))
    service = next(each for each in documents if each["kind"] == "Service")["spec"]
    assert service["sessionAffinity"] == "ClientIP"
    assert service["externalTrafficPolicy"] == "Local"


@pytest.mark.skipif(shutil.which("docker") is None, reason="docker is not installed")
def test_docker_takes_the_compose_file():
    command = ["docker", "compose", "-f", str(DEPLOY / "compose.yaml"), "config", "--quiet"]
    secrets = {"MILVUS_PASSWORD": "long", "DATELINE_AUTH": "name:password"}
    told = subprocess.run(
        command, env={**os.environ, **secrets}, capture_output=True, text=True, check=False
    )
    if "is not a docker command" in told.stderr or "unknown shorthand" in told.stderr:
        pytest.skip("docker has no compose")
    assert (told.returncode, told.stderr) == (0, "")


def test_every_file_of_yaml_is_read_and_says_nothing_twice():
    found = sorted(DEPLOY.rglob("*.yaml"))
    assert len(found) == 4
    for path in found:
        for document in yaml.load_all(path.read_text("utf-8"), Once):
            assert isinstance(document, dict), path


class Once(yaml.SafeLoader):
    """Refuses a key that stands twice in one place; the last would count without a word."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key) for key, _ in node.value if key.value != "<<"]
        assert len(keys) == len(set(keys)), f"{node.start_mark}: {keys}"
        return super().construct_mapping(node, deep)


def test_services_mean_each_other():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    for name, service in services.items():
        needed = service.get("depends_on", [])
        assert set(needed) <= set(services), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert not source.startswith("./") or (DEPLOY / source).is_file(), volume
