"""A saved graph, in ONNX or in OpenVINO's own format, as a function of arrays."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.encode.openvino_package import openvino
from index.errors import ModelError

Arrays: TypeAlias = Mapping[str, NDArray[Any]]
Graph: TypeAlias = Callable[[Arrays], list[NDArray[Any]]]


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def open_graph(path: Path, *, threads: int | None = None, half: bool = False) -> Graph:
    """Open a graph on the processor.

    Args:
        path: a `.onnx` file, computed by ONNX Runtime unless `half`, or an `.xml` file with its
            `.bin` beside it, computed by OpenVINO. Matrices may be in float32 or in eight bits.
        threads: processors that one call is shared between; None for all there are. With fewer,
            calls run side by side: on two processors and whole batches that takes a seventh less
            processor time than sharing each product.
        half: whether to compute in bfloat16, through OpenVINO, whatever is not in eight bits.

    Returns:
        a function of the graph's inputs by name that gives its outputs in order. Any number of
        threads may call it at a time.

    Raises:
        ModelError: the file is missing, or is no graph.
    """
    if not path.is_file():
        raise ModelError(f"no graph {path}; give a .onnx file, or an .xml file with its .bin")
    count = processors() if threads is None else threads
    try:
        if half or path.suffix == ".xml":
            return _compiled(path, count, half)
        return _session(path, count)
    except Exception as error:  # neither package raises anything narrower
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(f"cannot open the graph {path}: {reason}") from error


def _session(path: Path, threads: int) -> Graph:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Either would keep for ever what it takes for the inputs of each length.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    # A processor without VNNI adds two products of eight bits in sixteen, which are too few.
    options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(arrays: Arrays) -> list[NDArray[Any]]:
        found: list[NDArray[Any]] = session.run(None, dict(arrays))
        return found

    return run


def _compiled(path: Path, threads: int, half: bool) -> Graph:
    chosen = {
        "INFERENCE_PRECISION_HINT": "bf16" if half else "f32",
        "INFERENCE_NUM_THREADS": processors(),
        "NUM_STREAMS": max(1, processors() // threads),
        "ENABLE_CPU_PINNING": False,
    }
    compiled = openvino().Core().compile_model(path, "CPU", chosen)
    idle: SimpleQueue[Any] = SimpleQueue()

    def run(arrays: Arrays) -> list[NDArray[Any]]:
        try:
            request = idle.get_nowait()
        except Empty:
            request = compiled.create_infer_request()
        try:
            return [np.array(each) for each in request.infer(dict(arrays)).to_tuple()]
        finally:
            idle.put(request)

    return run
