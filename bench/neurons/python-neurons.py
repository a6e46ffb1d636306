"""Requests per second from Python bittensor's dendrite to its axon, both in one process."""

import asyncio
import json
import socket
import sys
import time
from types import SimpleNamespace
from typing import Optional

import bittensor as bt
from bittensor.core import dendrite as dendrite_module
from bittensor_wallet import Keypair

dendrite_module.networking.get_external_ip = lambda: "203.0.113.7"
TEXT = "x" * 200
COUNT, WARM_UP = 320, 32


class Echo(bt.Synapse):
    text: str
    answer: Optional[str] = None
    required_hash_fields = ("text",)


def echo(synapse: Echo) -> Echo:
    synapse.answer = synapse.text
    return synapse


async def run(info: bt.AxonInfo, concurrency: int) -> float:
    async with bt.Dendrite(wallet=Keypair.create_from_uri("//Validator")) as dendrite:
        # One uuid per request in flight: an axon wants rising nonces of each.
        workers = [bt.Dendrite(wallet=dendrite.keypair) for _ in range(concurrency)]

        async def work(worker: bt.Dendrite, count: int) -> int:
            answers = [
                (await worker.call(info, Echo(text=TEXT), deserialize=False)).answer
                for _ in range(count)
            ]
            return answers.count(TEXT)

        async def all_of(count: int) -> int:
            shares = (work(worker, count // concurrency) for worker in workers)
            return sum(await asyncio.gather(*shares))

        await all_of(WARM_UP)
        begin = time.perf_counter()
        # On a busy machine its server closes connections that it thinks idle.
        answered = await all_of(COUNT)
        seconds = time.perf_counter() - begin
        for worker in workers:
            await worker.aclose_session()
        return answered / seconds


def main() -> None:
    key = Keypair.create_from_uri("//Miner")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    wallet = SimpleNamespace(hotkey=key, coldkeypub=key)
    axon = bt.Axon(wallet=wallet, port=port, ip="127.0.0.1", external_ip="203.0.113.7")
    axon.attach(forward_fn=echo)
    axon.start()
    info = bt.AxonInfo(
        version=10_002_000,
        ip="127.0.0.1",
        port=port,
        ip_type=4,
        hotkey=key.ss58_address,
        coldkey=key.ss58_address,
    )
    try:
        rate = asyncio.run(run(info, int(sys.argv[1])))
        sys.stdout.write(json.dumps({"rate": rate}) + "\n")
        sys.stdout.flush()
    finally:
        axon.stop()


main()
