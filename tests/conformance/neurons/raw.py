"""Requests that no dendrite sends: headers and bodies of a signed one, changed on the way."""

import asyncio
from typing import Any, Callable

import aiohttp
import bittensor as bt
from bittensor_wallet import Keypair
from neurons import ADDRESS, VALIDATOR, info
from suite import equal, ok

CHECKS: "dict[str, Callable[..., None]]" = {}


def check(name: str) -> "Callable[[Callable[..., None]], Callable[..., None]]":
    def register(body: Callable[..., None]) -> "Callable[..., None]":
        CHECKS[name] = body
        return body

    return register


def signed(classes: Any, target: Any, name: str = "Repeat", **fields: Any) -> Any:
    """Headers and body of a correct request."""

    async def make() -> Any:
        synapse = getattr(classes, name)(**{"text": "a", **fields})
        dendrite = bt.Dendrite(wallet=Keypair.create_from_uri(VALIDATOR))
        synapse = dendrite.preprocess_synapse_for_request(info(target), synapse, 12.0)
        return synapse.to_headers(), synapse.model_dump()

    return asyncio.run(make())


def post(target: Any, path: str, headers: dict, body: Any) -> Any:
    """Status, JSON and headers of the reply."""

    async def send() -> Any:
        url = f"http://{target.ip}:{target.port}{path}"
        given = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with aiohttp.ClientSession() as session:
            async with session.post(url, headers=headers, **given) as reply:
                return reply.status, await reply.json(content_type=None), dict(reply.headers)

    return asyncio.run(send())


@check("200, the headers of a good answer")
def headers_of_answer(classes: Any, miner: Any, _kind: str, _strict: bool) -> None:
    headers, body = signed(classes, miner.target())
    status, json, got = post(miner.target(), "/Repeat", headers, body)
    equal((status, json["answer"], json["name"]), (200, "a0", "Repeat"), "answer")
    equal(got["bt_header_axon_status_code"], "200", "status")
    equal(got["bt_header_axon_status_message"], "Success", "message")
    equal(got["bt_header_axon_hotkey"], ADDRESS["//Miner"], "hotkey")
    ok(float(got["bt_header_axon_process_time"]) >= 0, "process time")


@check("200, a ping")
def ping(_classes: Any, miner: Any, _kind: str, _strict: bool) -> None:
    async def make() -> Any:
        dendrite = bt.Dendrite(wallet=Keypair.create_from_uri(VALIDATOR))
        return await dendrite.call(info(miner.target()), bt.Synapse(), deserialize=False)

    equal(int(asyncio.run(make()).dendrite.status_code), 200, "status")


@check("401, a request a second time")
def replayed(classes: Any, miner: Any, _kind: str, _strict: bool) -> None:
    headers, body = signed(classes, miner.target())
    equal(post(miner.target(), "/Repeat", headers, body)[0], 200, "first")
    status, json, got = post(miner.target(), "/Repeat", headers, body)
    message = "Not Verified with error: Nonce is too old, a newer one was last processed"
    equal((status, json), (401, {"message": message}), "second")
    equal(got["bt_header_axon_status_code"], "401", "status")
    signature = f"{got['bt_header_axon_nonce']}.{ADDRESS[VALIDATOR]}.{ADDRESS['//Miner']}."
    signature += got["bt_header_axon_uuid"]
    key = Keypair(ss58_address=ADDRESS["//Miner"])
    ok(key.verify(signature, got["bt_header_axon_signature"]), "signature of the axon")


@check("401, an old nonce")
def old(classes: Any, miner: Any, _kind: str, _strict: bool) -> None:
    headers, body = signed(classes, miner.target())
    nonce = str(int(headers["bt_header_dendrite_nonce"]) - 100_000_000_000)
    headers["bt_header_dendrite_nonce"] = nonce
    status, json, _ = post(miner.target(), "/Repeat", headers, body)
    ok(status == 401 and "Nonce is too old: acceptable delta is 16.00" in json["message"], json)


@check("401, a wrong signature")
def forged(classes: Any, miner: Any, _kind: str, _strict: bool) -> None:
    headers, body = signed(classes, miner.target())
    headers["bt_header_dendrite_signature"] = "0x" + "11" * 64
    equal(post(miner.target(), "/Repeat", headers, body)[0], 401, "status")


@check("401, no signature, which Python lets pass")
def unsigned(classes: Any, miner: Any, kind: str, _strict: bool) -> None:
    headers, body = signed(classes, miner.target())
    del headers["bt_header_dendrite_signature"]
    expected = 401 if kind == "plexus" else 200
    equal(post(miner.target(), "/Repeat", headers, body)[0], expected, "status")


@check("401 (strict) or unnoticed (stock), a swapped body")
def swapped(classes: Any, miner: Any, kind: str, strict: bool) -> None:
    headers, body = signed(classes, miner.target())
    status, _, _ = post(miner.target(), "/Repeat", headers, {**body, "text": "b"})
    equal(status, {"plexus": 401, "python": 500}[kind] if strict else 200, "status")


@check("408, the time of the caller is over")
def rush(classes: Any, miner: Any, _kind: str, _strict: bool) -> None:
    headers, body = signed(classes, miner.target(), "Rush")
    headers["timeout"] = "0.2"
    status, json, got = post(miner.target(), "/Rush", headers, body)
    equal((status, json["message"]), (408, "Response timeout after: 0.2s"), "reply")
    equal(got["bt_header_axon_status_code"], "408", "header")


@check("422, a body that is no JSON")
def no_json(classes: Any, miner: Any, _kind: str, _strict: bool) -> None:
    headers, _ = signed(classes, miner.target())
    status, json, _ = post(
        miner.target(), "/Repeat", {**headers, "content-type": "application/json"}, b'{"text":'
    )
    ok(status == 422 and isinstance(json["detail"], list), f"{status} {json}")


@check("500, headers that make no synapse")
def bad_headers(classes: Any, miner: Any, _kind: str, _strict: bool) -> None:
    headers, body = signed(classes, miner.target())
    headers["bt_header_dendrite_nonce"] = "soon"
    status, json, _ = post(miner.target(), "/Repeat", headers, body)
    ok(status == 500 and json["message"].startswith("Internal Server Error #"), f"{status} {json}")
