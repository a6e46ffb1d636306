"""What one package locks, the other opens."""

from __future__ import annotations

from bittensor_drand import (
    decrypt_with_signature,
    encrypt_at_round,
    get_encrypted_commit,
)

from asi.suite import Suite, equal, ok
from ours import Ours

# Published: the signature of round 1000 of quicknet.
ROUND_1000 = (
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39"
)
MESSAGES = [b"", b"plexus", bytes(range(256)) * 8]
HOTKEY = bytes(range(32))


def register(suite: Suite, ours: Ours) -> None:
    @suite.test("we open what Python locked", 60)
    def _theirs() -> None:
        for message in MESSAGES:
            envelope, _ = encrypt_at_round(message, 1000)
            opened = ours.ask("open", envelope=bytes(envelope).hex(), signature=ROUND_1000)
            equal(opened, message.hex(), "message")

    @suite.test("Python opens what we locked", 60)
    def _ours() -> None:
        for message in MESSAGES:
            envelope = bytes.fromhex(ours.ask("lock", message=message.hex(), round=1000))
            equal(bytes(decrypt_with_signature(envelope, ROUND_1000)), message, "message")

    @suite.test("Python opens the weights that we locked", 60)
    def _weights() -> None:
        request = {"hotkey": HOTKEY.hex(), "uids": [0, 256], "values": [65535, 1], "round": 1000}
        envelope = bytes.fromhex(ours.ask("lockWeights", **request))
        payload = bytes(decrypt_with_signature(envelope, ROUND_1000))
        # Lists with compact lengths: 32 bytes, two u16, two u16; then u64.
        expected = "80" + HOTKEY.hex() + "0800000001" + "08ffff0100" + "0100000000000000"
        equal(payload.hex(), expected, "payload")

    @suite.test("both name the same round", 30)
    def _round() -> None:
        for tempo, block, netuid, period, seconds in [
            (360, 5_000_000, 1, 1, 12.0),
            (99, 100, 2, 3, 12.0),
            (10, 7, 4095, 1, 0.25),
        ]:
            options = {"block": block, "netuid": netuid, "mechid": 0, "tempo": tempo}
            options |= {"revealPeriodEpochs": period, "blockSeconds": seconds}
            # The clock moves on between the three calls.
            before = ours.ask("round", **options)
            _, theirs = get_encrypted_commit(
                [0], [1], 0, tempo, block, netuid, period, seconds, HOTKEY
            )
            after = ours.ask("round", **options)
            ok(before <= theirs <= after, f"{theirs} is outside {before} to {after}")
