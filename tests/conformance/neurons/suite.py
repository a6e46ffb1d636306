"""Neurons of Python bittensor 10.2.0 and of this project, each as miner and as validator."""

import sys
from pathlib import Path
from typing import Any, Callable

HERE = Path(__file__).resolve().parent
# Not the package, which needs the substrate client that neurons do without.
sys.path[:0] = [str(HERE.parent / "lib" / "asi"), str(HERE)]

import raw  # noqa: E402
from neurons import (  # noqa: E402
    BANNED,
    PlexusMiner,
    PlexusValidator,
    PythonMiner,
    PythonValidator,
    free_port,
)
from peer import Peer  # noqa: E402
from suite import Suite, equal, ok  # noqa: E402
from synapses import Classes  # noqa: E402

# A text, a count, a whole float and nesting: where the `str` of Python is hardest to match.
REQUEST = {
    "text": "it's \"ü\" 🎉\n\\",
    "count": 3,
    "scale": 1.0,
    "extra": {"k": [1, 2.5, None, True, "it's", 'say "x"'], "2": {"z": 1e-07, "é": "\t\u2028"}},
}
ANSWER = REQUEST["text"] * 3 + "2"
PLAIN = {"text": "a", "count": 1, "scale": 0.5, "extra": {}}

Scenario = Callable[[Any, Any, str, bool], None]
SCENARIOS: "dict[str, Scenario]" = {}


def scenario(name: str) -> "Callable[[Scenario], Scenario]":
    def register(body: Scenario) -> Scenario:
        SCENARIOS[name] = body
        return body

    return register


def expect(outcome: Any, *statuses: int) -> None:
    ok(outcome.status in statuses, f"status {outcome.status} ({outcome.message}) of {statuses}")


@scenario("200, plain")
def plain(validator: Any, miner: Any, _kind: str, _strict: bool) -> None:
    for _ in range(3):
        outcome = validator.query(miner.target(), "Repeat", REQUEST)
        expect(outcome, 200)
        equal(outcome.answer, ANSWER, "answer")


@scenario("200, streaming")
def streaming(validator: Any, miner: Any, _kind: str, _strict: bool) -> None:
    outcome = validator.query(miner.target(), "Tell", {"text": "one two three"}, streaming=True)
    expect(outcome, 200)
    equal(outcome.answer, "one two three ", "pieces")


@scenario("401, a request for another axon")
def receiver(validator: Any, miner: Any, _kind: str, _strict: bool) -> None:
    target = miner.target()._replace(hotkey=raw.ADDRESS[BANNED])
    outcome = validator.query(target, "Repeat", PLAIN)
    expect(outcome, 401)
    ok("Not Verified with error" in outcome.message, outcome.message)


@scenario("403, a hotkey on the blacklist")
def blacklisted(validator: Any, miner: Any, _kind: str, _strict: bool) -> None:
    outcome = validator.query(miner.target(), "Repeat", PLAIN, uri=BANNED)
    expect(outcome, 403)
    equal(outcome.message, "Forbidden. Key is blacklisted: banned.", "message")


@scenario("404, an unknown synapse")
def unknown(validator: Any, miner: Any, _kind: str, _strict: bool) -> None:
    outcome = validator.query(miner.target(), "Nothing", {"text": "a"})
    expect(outcome, 404)
    expected = "Synapse name 'Nothing' not found. Available synapses ['Synapse', 'Repeat', 'Tell', 'Rush']"
    equal(outcome.message, expected, "message")


@scenario("408, an answer that is late")
def late(validator: Any, miner: Any, _kind: str, _strict: bool) -> None:
    outcome = validator.query(miner.target(), "Repeat", {**PLAIN, "text": "sleep"}, timeout=0.5)
    expect(outcome, 408)


@scenario("500, a model that fails")
def failing(validator: Any, miner: Any, _kind: str, _strict: bool) -> None:
    outcome = validator.query(miner.target(), "Repeat", {**PLAIN, "text": "fail"})
    expect(outcome, 500)
    ok(outcome.message.startswith("Internal Server Error #"), outcome.message)


@scenario("500 (strict 401), a hash of other fields")
def mismatch(validator: Any, miner: Any, kind: str, strict: bool) -> None:
    hashed = ["extra", "scale", "count", "text"] if strict else ["text"]
    outcome = validator.query(miner.target(), "Repeat", PLAIN, hashed=hashed)
    expect(outcome, 401 if strict and kind == "plexus" else 500)


@scenario("422, a field of another type")
def invalid(validator: Any, miner: Any, kind: str, _strict: bool) -> None:
    request = {**PLAIN, "count": "many"}
    outcome = validator.query(miner.target(), "Repeat", request, count=str)
    # Python's own check of the hash stumbles first, over the class that it cannot build.
    expect(outcome, 422 if kind == "plexus" else 500)


@scenario("503, nobody listens")
def nobody(validator: Any, miner: Any, _kind: str, _strict: bool) -> None:
    target = miner.target()._replace(port=free_port())
    outcome = validator.query(target, "Repeat", PLAIN)
    expect(outcome, 503)
    equal(outcome.message, f"Service unavailable at 127.0.0.1:{target.port}/Repeat", "message")


def register(suite: Suite, peer: Peer, strict: bool) -> "list[Any]":
    classes = Classes(strict)
    miners = {"python": PythonMiner(classes), "plexus": PlexusMiner(peer, strict)}
    validators = {
        "python": PythonValidator(classes),
        "plexus": PlexusValidator(peer, strict),
    }
    mode = "strict" if strict else "stock"
    for asks, validator in validators.items():
        for answers, miner in miners.items():
            for name, body in SCENARIOS.items():
                title = f"{mode}: {asks} validator, {answers} miner: {name}"
                suite.test(title)(bind(body, validator, miner, answers, strict))
    for answers, miner in miners.items():
        for name, check in raw.CHECKS.items():
            title = f"{mode}: {answers} miner: {name}"
            suite.test(title)(bind(check, classes, miner, answers, strict))
    return list(miners.values())


def bind(body: Callable[..., None], *given: Any) -> Callable[[], None]:
    return lambda: body(*given)


if __name__ == "__main__":
    tests = Suite()
    plexus = Peer()
    running = [*register(tests, plexus, False), *register(tests, plexus, True)]
    failures = tests.run()
    for neuron in running:
        neuron.stop()
    plexus.close()
    sys.exit(failures)
