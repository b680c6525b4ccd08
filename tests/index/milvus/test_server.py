"""What a server does to an archive: away, back again, refusing, another model in its place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from index import Article, Index
from index.errors import DatelineError, EngineError, IndexLockedError, ModelMismatchError
from index.maintain.doctor import doctor
from index.maintain.repair import repair
from index.milvus.lease import holding
from index.milvus.recovery import aliased
from index.milvus.rows import pack_vectors, unpack_vectors
from index.milvus.settings import Address, MilvusSettings
from index.settings import IndexSettings
from tests.support.milvus import free_port
from tests.support.words import WordEncoder

TEXT = "The ferry of Lomund runs every twenty minutes. The bridge is closed for six weeks."


class Other(WordEncoder):
    name = "other"
    fingerprint = "another"
    dimension = 64


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setenv("DATELINE_MILVUS_TIMEOUT", "3")


def test_a_server_that_is_away_is_told_in_a_line(quick):
    with pytest.raises(EngineError, match="does not answer") as told:
        Index.open(f"milvus://127.0.0.1:{free_port()}/news")
    assert "\n" not in str(told.value)


def test_a_server_that_was_started_again_answers(own_server, words):
    with Index.open(own_server.address(), encoder=words) as index:
        index.add([Article("a", TEXT, "Ferry")])
        first = index.search("ferry bridge", 1)
        own_server.stop()
        own_server.start()
        assert index.search("ferry bridge", 1) == first
        assert index.article("a").text == TEXT


def test_who_is_not_let_in_is_told(quick):
    grpc = pytest.importorskip("grpc")

    class Closed(grpc.GenericRpcHandler):
        """Lets nobody in, as Milvus does where names and passwords are asked for."""

        def service(self, details):
            def refuse(request, context):
                context.abort(grpc.StatusCode.UNAUTHENTICATED, "auth check failure")

            return grpc.unary_unary_rpc_method_handler(refuse)

    with ThreadPoolExecutor(2) as threads:
        closed = grpc.server(threads, handlers=(Closed(),))
        port = closed.add_insecure_port("127.0.0.1:0")
        closed.start()
        try:
            with pytest.raises(EngineError, match="DATELINE_MILVUS_TOKEN"):
                Index.open(f"milvus://127.0.0.1:{port}/news")
        finally:
            closed.stop(None).wait()


def test_another_model_takes_its_place_whole(server, words):
    place = server.address()
    with Index.open(place, encoder=words) as reader:
        reader.add([Article("a", TEXT, "Ferry"), Article("b", "A bank raised rates.", "Rates")])
        engine, names = reader.connection
        assert aliased(engine, names) == names.build(1)
        report = repair(place, settings=IndexSettings(), encoder=Other())
        assert report.healthy
        assert "2 passages" in report.repaired[0]
        assert aliased(engine, names) == names.build(2)
        assert [each.article_id for each in reader.search("ferry", 1)] == ["a"]
        with pytest.raises(ModelMismatchError):
            Index.open(place, encoder=words)
        with Index.open(place, encoder=Other()) as moved:
            assert moved.generation == 2
            assert [each.article_id for each in moved.search("bank rates", 1)] == ["b"]
            assert moved.add([Article("c", "Dockers struck.", "Strike")]).added == 1
            assert len(moved) == 3


def test_damage_is_found(server, words):
    place = server.address()
    with Index.open(place, encoder=words) as index:
        index.add([Article("a", TEXT, "Ferry"), Article("b", "A bank raised rates.", "Rates")])
        engine, names = index.connection
        (passage,) = index.article_passages("b")
        engine.delete(names.build(1), f"id in [{passage.id}]")
        report = doctor(place)
        assert any("2 and 1" in line or "b and 0 more" in line for line in report.problems)
        assert repair(place, encoder=words).healthy


def test_one_writes_at_a_time(server, words):
    place = server.address()
    with Index.open(place, encoder=words) as index:
        engine, names = index.connection
        with (
            holding(engine, names, 1.0),
            pytest.raises(IndexLockedError, match="is writing"),
            holding(engine, names, 0.0),
        ):
            pass
        assert index.add([Article("a", TEXT, "Ferry")]).added == 1


def test_a_foreign_collection_is_left_alone(server, words):
    place = server.address()
    with Index.open(place, encoder=words) as index:
        engine, names = index.connection
        engine.call(lambda client: client.create_collection(names.alias, dimension=4))
        with pytest.raises(EngineError, match="something else"):
            index.add([Article("a", TEXT, "Ferry")])


@pytest.mark.parametrize(
    "text", ["milvus://", "milvus://host", "milvus://host:19530/", "milvus://h/a b"]
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(DatelineError, match="milvus://HOST:PORT/COLLECTION"):
        Address.parse(text)


def test_an_address_has_a_usual_port():
    assert str(Address.parse("milvus://db.example/news")) == "milvus://db.example:19530/news"


def test_each_index_has_its_usual_parameters():
    assert MilvusSettings().building() == {"M": 16, "efConstruction": 200}
    assert MilvusSettings().searching(1000) == {"ef": 1000}
    assert MilvusSettings(index="IVF_SQ8").searching(10) == {"nprobe": 64}
    assert MilvusSettings(index="DISKANN").searching(10) == {"search_list": 256}
    assert MilvusSettings(index="AUTOINDEX").building() == {}
    assert MilvusSettings(search_params={"nprobe": 8}).searching(10) == {"nprobe": 8}


def test_vectors_keep_their_directions(words):
    rows = words.encode_texts(["the ferry", "a bank", "rates"])
    again = unpack_vectors(pack_vectors(rows), words.dimension)
    assert again.shape == rows.shape
    assert (again * rows).sum(axis=1).min() > 0.97
    assert pack_vectors(rows[:0]) == ""
