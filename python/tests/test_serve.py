"""The adapter over HTTP, with plain functions as models."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Callable

import numpy as np
import pytest
from conftest import Client, fp32

from plexus_adapter import AdapterError, endpoint, serve
from plexus_adapter.__main__ import main

ROOT = Path(__file__).parents[1]
Run = Callable[..., Client]


def double(x: Any) -> Any:
    return 2 * x


def until(condition: Callable[[], bool]) -> None:
    """Waits for a condition, for ten seconds at most."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "the condition did not come"
        time.sleep(0.005)


def test_routes_of_the_protocol(run: Run) -> None:
    client = run(double, example=np.float32([[1, 2]]), task="classify", labels=["a", "b"])
    assert client.ask("GET", "/v2/health/live") == (200, {"live": True})
    assert client.ask("GET", "/v2/health/ready") == (200, {"ready": True})
    assert client.ask("GET", "/v2")[1]["extensions"] == ["binary_tensor_data"]
    expected = {
        "name": "double",
        "versions": ["1"],
        "platform": "python",
        "inputs": [{"name": "x", "datatype": "FP32", "shape": [-1, 2]}],
        "outputs": [{"name": "output_0", "datatype": "FP32", "shape": [-1, 2]}],
        "parameters": {"task": "classify", "labels": ["a", "b"]},
    }
    for path in ("/v2/models/double", "/v2/models/double/versions/1"):
        assert client.ask("GET", path) == (200, expected)
        assert client.ask("GET", f"{path}/ready")[0] == 200
    for path in ("/v2/models/other", "/v2/models/double/versions/2", "/v3", "/v2/models/double/x"):
        status, body = client.ask("GET", path)
        assert (status, "error" in body) == (404, True), path
    assert client.ask("POST", "/v2/models/double/generate", b"{}")[0] == 404


def test_inference_in_both_forms(run: Run) -> None:
    client = run(double, example=np.float32([[1, 2]]))
    status, body = client.infer(fp32("x", [1, 2], [1, 2]), id="7")
    assert status == 200
    assert body == {
        "model_name": "double",
        "model_version": "1",
        "id": "7",
        "outputs": [{"name": "output_0", "shape": [1, 2], "datatype": "FP32", "data": [2, 4]}],
    }
    entry = {
        "name": "x",
        "datatype": "FP32",
        "shape": [1, 2],
        "parameters": {"binary_data_size": 8},
    }
    header = json.dumps({"inputs": [entry], "parameters": {"binary_data_output": True}}).encode()
    headers = {"Inference-Header-Content-Length": str(len(header))}
    raw = np.float32([1, 2]).tobytes()
    status, content = client.ask("POST", "/v2/models/double/infer", header + raw, headers)
    assert status == 200
    length = int(client.headers["Inference-Header-Content-Length"])
    assert content[length:] == np.float32([2, 4]).tobytes()


def test_without_an_example_the_first_request_teaches(run: Run) -> None:
    client = run(double)
    assert client.ask("GET", "/v2/models/double")[1]["inputs"] == []
    assert client.infer(fp32("x", [2, 1], [1, 2]))[0] == 200
    inputs = client.ask("GET", "/v2/models/double")[1]["inputs"]
    assert inputs == [{"name": "x", "datatype": "FP32", "shape": [-1, 1]}]


@pytest.mark.parametrize(
    ("result", "names"),
    [
        (lambda x: (x, x), ["output_0", "output_1"]),
        (lambda x: {"a": x, "b": x, "c": None}, ["a", "b"]),
        (lambda x: [[1.0, 2.0]], ["output_0"]),
    ],
)
def test_results_of_any_form_have_names(run: Run, result: Any, names: list[str]) -> None:
    client = run(lambda x: result(x), name="m")
    outputs = client.infer(fp32("x", [1, 2], [1, 2]))[1]["outputs"]
    assert [output["name"] for output in outputs] == names


def test_two_inputs_go_to_their_parameters(run: Run) -> None:
    client = run(lambda a, b: a - b, name="m", example=(np.float32([5]), np.float32([3])))
    outputs = client.infer(fp32("b", [1], [1]), fp32("a", [1], [9]))[1]["outputs"]
    assert outputs[0]["data"] == [8]


def test_the_token_is_needed_but_for_health_and_metrics(run: Run) -> None:
    client = run(double)
    for path in ("/v2", "/v2/models/double"):
        assert client.ask("GET", path, token="wrong")[0] == 401
    assert client.ask("POST", "/v2/models/double/infer", b"{}", token="wrong")[0] == 401
    for path in ("/v2/health/live", "/v2/health/ready", "/metrics"):
        assert client.ask("GET", path, token="wrong")[0] == 200


def test_bad_requests_leave_the_connection_open(run: Run) -> None:
    client = run(double, example=np.float32([[1, 2]]))
    status, body = client.infer(fp32("x", [1, 3], [1, 2, 3]))
    assert status == 400
    assert "input 'x' has the shape [1, 3]" in body["error"]
    assert client.ask("POST", "/v2/models/double/infer", b"nonsense")[0] == 400
    assert client.infer(fp32("x", [1, 2], [1, 2]))[0] == 200


def test_huge_and_unmeasured_bodies_are_refused(run: Run) -> None:
    client = run(double)
    client.connection.putrequest("POST", "/v2/models/double/infer")
    client.connection.putheader("Content-Length", str(2**40))
    client.connection.endheaders()
    assert client.connection.getresponse().status == 413
    client.connection.close()
    client.connection.putrequest("POST", "/v2/models/double/infer")
    client.connection.putheader("Transfer-Encoding", "chunked")
    client.connection.endheaders()
    assert client.connection.getresponse().status == 400


def test_a_model_that_raises_fails_its_request_only(run: Run) -> None:
    def fragile(x: Any) -> Any:
        if (x == 13).any():
            raise ValueError("thirteen")
        return x

    client = run(fragile, max_wait_ms=200)
    status, body = client.infer(fp32("x", [1], [13]))
    assert (status, "raised ValueError: thirteen" in body["error"]) == (500, True)
    statuses: dict[int, int] = {}

    def ask(value: int) -> None:
        statuses[value] = Client(client.server).infer(fp32("x", [1], [value]))[0]

    threads = [threading.Thread(target=ask, args=(value,)) for value in range(10, 16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == {value: 500 if value == 13 else 200 for value in range(10, 16)}


def test_nan_comes_back_in_the_binary_form_only(run: Run) -> None:
    client = run(lambda x: x * np.nan, name="m")
    status, body = client.infer(fp32("x", [1], [1]))
    assert (status, "ask for binary output" in body["error"]) == (500, True)
    assert client.infer(fp32("x", [1], [1]), parameters={"binary_data_output": True})[0] == 200


class Gate:
    """A model that waits until it is let through, and remembers the rows of its calls."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.calls: list[int] = []

    def __call__(self, x: Any) -> Any:
        self.calls.append(len(x))
        assert self.open.wait(20)
        return x


def test_requests_that_wait_run_as_one_batch(run: Run) -> None:
    gate = Gate()
    client = run(gate, batch=8, max_wait_ms=50)
    answers: list[Any] = []

    def ask(value: int) -> None:
        answer = Client(client.server).infer(fp32("x", [1, 1], [value]))
        answers.append((value, answer[1]["outputs"][0]["data"]))

    threads = [threading.Thread(target=ask, args=(value,)) for value in range(9)]
    threads[0].start()
    until(lambda: gate.calls == [1])
    for thread in threads[1:]:
        thread.start()
    until(lambda: client.server.worker.waiting == 8)
    gate.open.set()
    for thread in threads:
        thread.join()
    assert gate.calls == [1, 8]
    assert sorted(answers) == [(value, [value]) for value in range(9)]


def test_a_full_queue_says_429_and_the_rest_is_answered(run: Run) -> None:
    gate = Gate()
    client = run(gate, batch=2)
    statuses: list[int] = []

    def ask() -> None:
        statuses.append(Client(client.server).infer(fp32("x", [1, 1], [1]))[0])

    first = threading.Thread(target=ask)
    first.start()
    until(lambda: len(gate.calls) == 1)
    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    until(lambda: len(statuses) == 4)
    assert statuses == [429] * 4
    gate.open.set()
    for thread in [first, *threads]:
        thread.join()
    assert sorted(statuses) == [200] * 9 + [429] * 4


def test_metrics_count_every_request(run: Run) -> None:
    client = run(double, example=np.float32([[1, 2]]))
    client.infer(fp32("x", [1, 2], [1, 2]))
    client.infer(fp32("x", [1, 1], [1]))
    status, content = client.ask("GET", "/metrics")
    assert status == 200
    lines = content.decode().splitlines()
    assert 'plexus_adapter_requests_total{outcome="ok"} 1' in lines
    assert 'plexus_adapter_requests_total{outcome="refused"} 1' in lines
    assert "plexus_adapter_request_seconds_count 2" in lines
    # The example and the good request, of one row each.
    assert 'plexus_adapter_batch_rows_bucket{le="1"} 2' in lines
    assert content.endswith(b"\n")
    seen: set[str] = set()
    for line in lines:
        if line.startswith("# TYPE"):
            assert line.split()[2] not in seen, line
            seen.add(line.split()[2])


def test_the_discovery_file_is_private_and_goes_away(run: Run, runtime: Path) -> None:
    runtime.mkdir(parents=True)
    stale = runtime / "old.json"
    stale.write_text(json.dumps({"pid": 2**22 + 1}))
    client = run(double)
    assert not stale.exists()
    (path,) = runtime.glob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    server = client.server
    assert json.loads(path.read_text()) == {
        "url": server.url,
        "model": "double",
        "task": "tensor",
        "pid": os.getpid(),
        "token": server.token,
    }
    server.close()
    assert list(runtime.iterdir()) == []


def test_text_is_streamed_and_whole(run: Run) -> None:
    @endpoint(task="text.generate")
    def reply(prompt: str, max_tokens: int = 3) -> Any:
        for index in range(max_tokens):
            yield f"{prompt}{index} "

    client = run(reply)
    body = {"text_input": "a", "parameters": {"max_tokens": 2, "unknown": 1}}
    status, whole = client.ask("POST", "/v2/models/reply/generate", body)
    assert (status, whole["text_output"]) == (200, "a0 a1 ")
    status, content = client.ask("POST", "/v2/models/reply/versions/1/generate_stream", body)
    events = [json.loads(line[6:]) for line in content.decode().split("\n\n") if line]
    assert (status, [event["text_output"] for event in events]) == (200, ["a0 ", "a1 ", ""])
    assert Client(client.server).ask("POST", "/v2/models/reply/generate", {"x": 1})[0] == 400
    assert Client(client.server).ask("POST", "/v2/models/reply/infer", {})[0] == 404


def test_text_that_fails_on_the_way_ends_with_an_error(run: Run) -> None:
    def reply(prompt: str) -> Any:
        yield "a"
        raise ValueError("boom")

    client = run(reply, task="text.generate")
    _, content = client.ask("POST", "/v2/models/reply/generate_stream", {"text_input": ""})
    assert json.loads(content.decode().split("\n\n")[1][6:]) == {
        "error": "the model raised ValueError: boom"
    }
    status, body = Client(client.server).ask(
        "POST", "/v2/models/reply/generate", {"text_input": ""}
    )
    assert (status, "boom" in body["error"]) == (500, True)


def test_classes_become_probabilities_once(run: Run) -> None:
    client = run(lambda x: x, name="m", task="classify")
    logits = client.infer(fp32("x", [1, 2], [0, 0]))[1]["outputs"][0]["data"]
    assert logits == [0.5, 0.5]
    kept = client.infer(fp32("x", [1, 2], [0.25, 0.75]))[1]["outputs"][0]["data"]
    assert kept == [0.25, 0.75]


@pytest.mark.parametrize(
    ("model", "options", "why"),
    [
        (42, {}, "a int cannot be served"),
        ("/nowhere/m.onnx", {}, "no model at /nowhere"),
        (str(ROOT / "pyproject.toml"), {}, "neither an .onnx file nor a SavedModel"),
        (double, {"task": "magic"}, "no task 'magic'"),
        (double, {"name": "a b"}, "no name of a model"),
        (double, {"batch": 0}, "at least 1"),
        (lambda x: 1 / 0, {"name": "m", "example": np.float32([1])}, "raised ZeroDivisionError"),
        (lambda x: object(), {"name": "m", "example": np.float32([1])}, "not a tensor"),
    ],
)
def test_what_cannot_be_served_says_why(model: Any, options: dict[str, Any], why: str) -> None:
    with pytest.raises(AdapterError, match=why):
        serve(model, block=False, **options)


SCRIPT = """
import sys, time
sys.path.insert(0, "src")
from plexus_adapter import serve
def slow(x):
    print("begun", flush=True)
    time.sleep(1)
    return x
serve(slow, token="t")
"""


def test_sigterm_lets_what_runs_end(runtime: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        until(lambda: any(runtime.glob("*.json")))
        (path,) = runtime.glob("*.json")
        entry = json.loads(path.read_text())

        class Known:
            url, model, token = entry["url"], entry["model"], entry["token"]

        statuses: list[int] = []
        client: Any = Known()
        ask = threading.Thread(
            target=lambda: statuses.append(Client(client).infer(fp32("x", [1], [1]))[0])
        )
        ask.start()
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGTERM)
        ask.join()
        assert process.wait(10) == 0
        assert statuses == [200]
        assert list(runtime.iterdir()) == []


def test_check_prints_what_a_model_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mymodel.py"
    file.write_text(
        "import numpy as np\nexample = np.zeros((4, 3), 'f4')\n"
        "model = lambda x: x @ np.ones((3, 2), 'f4')\n"
        "mean = lambda x: x - x.mean() + len(x)\n"
    )
    assert main(["check", f"{file}:model"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[:2] == ["input  x FP32[-1, 3]", "output output_0 FP32[-1, 2]"]
    assert [line.split(":")[0] for line in out[2:]] == ["batch   1", "batch   8", "batch  32"]
    assert main(["check", f"{file}:mean"]) == 0
    assert "rows of a batch differ" in capsys.readouterr().out
    assert main(["check", f"{file}:nothing"]) == 1
    assert main(["check", f"{tmp_path}/none.py:model"]) == 1
    assert main(["check", f"{file}:model", "--example", "nothing"]) == 1
