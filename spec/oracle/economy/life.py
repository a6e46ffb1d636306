"""Reading a life and living it (README.md has the format)."""

from dataclasses import dataclass
from typing import Any

from .block import Header, run_block
from .dispatch import Nested, Outcome
from .genesis import genesis
from .keys import blake2_256
from .report import Reporter
from .state import State

SLOT_MS = 250
_AUTHORITIES = ("//One", "//Two", "//Three")


@dataclass
class Life:
    """A life with its accounts resolved."""

    accounts: dict[str, bytes]
    by_uri: dict[str, bytes]
    steps: dict[int, list[tuple[bytes, Nested]]]
    checkpoints: list[int]
    end: int


def _resolve(value: Any, accounts: dict[str, bytes]) -> Any:
    """Accounts, hex bytes and nested calls become what the handlers take."""
    if isinstance(value, dict):
        if set(value) == {"account"}:
            return accounts[value["account"]]
        if set(value) == {"call", "args"}:
            return Nested(value["call"], _resolve(value["args"], accounts))
        return {k: _resolve(v, accounts) for k, v in value.items()}
    if isinstance(value, list):
        return [_resolve(v, accounts) for v in value]
    if isinstance(value, str) and value.startswith("0x"):
        return bytes.fromhex(value[2:])
    return value


def read_life(data: dict[str, Any]) -> Life:
    """From the JSON of a life."""
    accounts = {name: bytes.fromhex(a["public"][2:]) for name, a in data["accounts"].items()}
    steps = {
        step["block"]: [
            (
                accounts[x["signer"]],
                Nested(x["call"], _resolve(x["args"], accounts)),
            )
            for x in step["extrinsics"]
        ]
        for step in data["steps"]
    }
    by_uri = {a["uri"]: accounts[name] for name, a in data["accounts"].items()}
    return Life(accounts, by_uri, steps, data["checkpoints"], data["end"])


def _header(life: Life, number: int, seen: dict[str, Any]) -> Header:
    """From the observed block, or a stand-in where nothing was observed."""
    if "author" in seen:
        author = life.accounts[seen["author"]]
    else:
        slot = seen["timestamp"] // SLOT_MS if "timestamp" in seen else number
        author = life.by_uri[_AUTHORITIES[slot % len(_AUTHORITIES)]]
    if "parentHash" in seen:
        parent = bytes.fromhex(seen["parentHash"][2:])
    else:
        parent = blake2_256(b"no block observed" + number.to_bytes(8, "little"))
    return Header(number, author, parent)


def _outcome(life: Life, block: int, index: int, signer: str, call: str, o: Outcome) -> Any:
    row = {"block": block, "index": index, "signer": signer, "call": call, "error": o.error}
    if o.inner:
        row["inner"] = o.inner
    return row


def live(life: Life, observed: dict[str, Any]) -> tuple[State, list[Any]]:
    """Runs all blocks; gives the last state and one report per checkpoint."""
    s = genesis(life.by_uri)
    reporter = Reporter(life.accounts)
    outcomes: list[Any] = []
    reports: list[Any] = []
    for number in range(1, life.end + 1):
        extrinsics = life.steps.get(number, [])
        header = _header(life, number, observed.get(str(number), {}))
        results = run_block(s, header, extrinsics)
        for index, ((signer, call), o) in enumerate(zip(extrinsics, results, strict=True)):
            name = reporter.who(signer)
            outcomes.append(_outcome(life, number, index, name, call.name, o))
        if number in life.checkpoints:
            reports.append({**reporter.state(s), "extrinsics": list(outcomes)})
            outcomes = []
    return s, reports
