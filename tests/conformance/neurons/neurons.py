"""A miner and a validator of each kind behind the same two methods."""

import asyncio
import socket
from types import SimpleNamespace
from typing import Any, NamedTuple, Tuple

import bittensor as bt
from bittensor.core import dendrite as dendrite_module
from bittensor_wallet import Keypair
from peer import Peer
from synapses import Classes, repeat

# Its look-up asks the Internet; an address of documentation (RFC 5737).
EXTERNAL_IP = "203.0.113.7"
dendrite_module.networking.get_external_ip = lambda: EXTERNAL_IP

MINER, VALIDATOR, BANNED = (f"//{name}" for name in ("Miner", "Validator", "Banned"))
ADDRESS = {uri: Keypair.create_from_uri(uri).ss58_address for uri in (MINER, VALIDATOR, BANNED)}


class Target(NamedTuple):
    ip: str
    port: int
    hotkey: str


class Outcome(NamedTuple):
    status: int
    answer: Any
    message: str


class PythonMiner:
    def __init__(self, classes: Classes) -> None:
        key = Keypair.create_from_uri(MINER)
        wallet = SimpleNamespace(hotkey=key, coldkeypub=key)
        self._axon = bt.Axon(
            wallet=wallet, port=free_port(), ip="127.0.0.1", external_ip=EXTERNAL_IP
        )
        self._attach(classes)
        self._axon.start()

    def target(self) -> Target:
        return Target("127.0.0.1", self._axon.port, ADDRESS[MINER])

    def stop(self) -> None:
        self._axon.stop()

    def _attach(self, classes: Classes) -> None:
        Repeat, Tell, Rush = classes.Repeat, classes.Tell, classes.Rush

        async def forward(synapse: Repeat) -> Repeat:
            if synapse.text == "fail":
                raise RuntimeError("the model is broken")
            if synapse.text == "sleep":
                await asyncio.sleep(3)
            synapse.answer = synapse.text * synapse.count + str(len(synapse.extra))
            return synapse

        def blacklist(synapse: Repeat) -> Tuple[bool, str]:
            return synapse.dendrite.hotkey == ADDRESS[BANNED], "banned"

        async def stream(synapse: Tell):
            async def words(send):
                for word in synapse.text.split(" "):
                    body = f"{word} ".encode()
                    await send({"type": "http.response.body", "body": body, "more_body": True})

            return synapse.create_streaming_response(words)

        def rush(synapse: Rush) -> Rush:
            return synapse

        def priority(synapse: Rush) -> float:
            raise TimeoutError()

        self._axon.attach(forward_fn=forward, blacklist_fn=blacklist)
        self._axon.attach(forward_fn=stream)
        self._axon.attach(forward_fn=rush, priority_fn=priority)


class PlexusMiner:
    def __init__(self, peer: Peer, strict: bool) -> None:
        served = peer.call("serve", strict=strict, uri=MINER, banned=ADDRESS[BANNED])
        self._target = Target("127.0.0.1", served["port"], served["hotkey"])

    def target(self) -> Target:
        return self._target

    def stop(self) -> None:
        """The peer stops its axons when it ends."""


class PythonValidator:
    def __init__(self, classes: Classes) -> None:
        self._classes = classes

    def query(
        self,
        target: Target,
        name: str,
        request: dict,
        uri: str = VALIDATOR,
        timeout: float = 12.0,
        streaming: bool = False,
        hashed: Any = None,
        count: type = int,
    ) -> Outcome:
        made = getattr(self._classes, name)
        if hashed is not None or count is not int:
            made = repeat(tuple(made.required_hash_fields if hashed is None else hashed), count)
        ends = asyncio.run(self._ask(info(target), made(**request), uri, timeout, streaming))
        *pieces, last = ends
        status = int(last.dendrite.status_code or 0)
        answer = "".join(pieces) if streaming else getattr(last, "answer", None)
        return Outcome(status, answer, str(last.dendrite.status_message))

    async def _ask(
        self, target: Any, synapse: Any, uri: str, timeout: float, streaming: bool
    ) -> list:
        async with bt.Dendrite(wallet=Keypair.create_from_uri(uri)) as dendrite:
            if not streaming:
                return [await dendrite.call(target, synapse, timeout=timeout, deserialize=False)]
            call = dendrite.call_stream(target, synapse, timeout=timeout, deserialize=False)
            return [piece async for piece in call]


class PlexusValidator:
    def __init__(self, peer: Peer, strict: bool) -> None:
        self._peer = peer
        self._strict = strict

    def query(
        self,
        target: Target,
        name: str,
        request: dict,
        uri: str = VALIDATOR,
        timeout: float = 12.0,
        streaming: bool = False,
        hashed: Any = None,
        count: type = int,
    ) -> Outcome:
        result = self._peer.call(
            "query",
            target=target._asdict(),
            name=name,
            request=request,
            strict=self._strict,
            uri=uri,
            hashed=hashed,
            timeoutMs=timeout * 1000,
            streaming=streaming,
        )
        if result["ok"]:
            return Outcome(200, result.get("response"), "Success")
        return Outcome(result["status"], result.get("response"), result["message"])


def info(target: Target) -> bt.AxonInfo:
    return bt.AxonInfo(
        version=10_002_000,
        ip=target.ip,
        port=target.port,
        ip_type=4,
        hotkey=target.hotkey,
        coldkey=target.hotkey,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


