"""The life itself: generated, covering, and conserving money and alpha."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import make_life
from economy.block import Header, run_block
from economy.dispatch import Nested
from economy.genesis import _OTHERS_ENDOWED, genesis
from economy.keys import blake2_256
from economy.life import Life, live, read_life
from economy.stake import hotkey_stake, stake_of
from economy.state import State

ORACLE = Path(__file__).resolve().parents[1]
DATA: dict[str, Any] = json.loads((ORACLE / "life.json").read_text())

REQUIRED = {
    f"SubtensorModule.{name}"
    for name in (
        "register_network start_call burned_register root_register add_stake add_stake_limit "
        "remove_stake remove_stake_limit move_stake swap_stake swap_stake_limit transfer_stake "
        "set_weights set_mechanism_weights batch_set_weights commit_weights reveal_weights "
        "commit_mechanism_weights reveal_mechanism_weights batch_commit_weights "
        "batch_reveal_weights set_children set_childkey_take increase_take decrease_take "
        "set_root_claim_type claim_root set_coldkey_auto_stake_hotkey root_dissolve_network "
        "unstake_all unstake_all_alpha"
    ).split()
}


def _names(call: Nested) -> set[str]:
    inner = call.args.get("calls", [])
    found = {call.name} | ({call.args["call"].name} if "call" in call.args else set())
    return found.union(*(_names(c) for c in inner)) if inner else found


def _blocks(life: Life) -> Any:
    """Runs the life block by block and gives the state after each."""
    s = genesis(life.by_uri)
    for number in range(1, life.end + 1):
        parent = blake2_256(number.to_bytes(4, "big"))
        header = Header(number, life.by_uri["//One"], parent)
        run_block(s, header, life.steps.get(number, []))
        yield s


def test_the_file_is_what_the_script_writes() -> None:
    text = io.StringIO()
    with redirect_stdout(text):
        make_life.main()
    # The file is laid out by the project's formatter, so only the contents are compared.
    assert json.loads(text.getvalue()) == DATA


def test_the_life_uses_every_required_call() -> None:
    life = read_life(DATA)
    used = set().union(*(_names(c) for rows in life.steps.values() for _, c in rows))
    assert REQUIRED <= used, REQUIRED - used


def _assert_money_adds_up(s: State) -> None:
    held = sum(s.Free.values()) + _OTHERS_ENDOWED
    assert held == s.BalancesTotalIssuance, f"block {s.Number}"


def _assert_stakes_fit(s: State) -> None:
    for hotkey, netuid in s.TotalHotkeyAlpha:
        parts = [c for h, c, n in s.AlphaV2 if (h, n) == (hotkey, netuid)]
        total = sum(stake_of(s, hotkey, c, netuid) for c in parts)
        assert total <= hotkey_stake(s, hotkey, netuid) + len(parts), f"block {s.Number}"
    for netuid in s.netuids():
        staked = sum(v for (_, n), v in s.TotalHotkeyAlpha.items() if n == netuid)
        pending = sum(
            getattr(s, item).at(netuid)
            for item in (
                "PendingServerEmission",
                "PendingValidatorEmission",
                "PendingRootAlphaDivs",
                "PendingOwnerCut",
            )
        )
        # A childkey burn leaves the counters although the dividends are paid in full afterwards.
        known = s.SubnetAlphaOut.at(netuid) + s.AlphaRecycled.at(netuid)
        assert staked + pending <= known, f"block {s.Number} netuid {netuid}"


def test_money_and_alpha_are_conserved_in_every_block() -> None:
    for s in _blocks(read_life(DATA)):
        _assert_money_adds_up(s)
        _assert_stakes_fit(s)


def test_one_neuron_was_replaced_and_the_second_subnet_reborn() -> None:
    s, reports = live(read_life(DATA), {})
    main = reports[1]["subnets"]["2"]["neurons"]["Keys"]
    assert "Miner9" in main
    assert "Miner7" not in main
    assert [sorted(r["subnets"]) for r in reports[2:]] == [
        ["0", "1", "2", "3"],
        ["0", "1", "2"],
        ["0", "1", "2", "3"],
    ]
    assert s.SubnetEpochIndex.at(2) >= 20


def test_claims_follow_the_parent_hash() -> None:
    life = read_life(DATA)
    end = max(life.checkpoints)
    zeros = {str(n): {"parentHash": "0x" + "00" * 32} for n in range(1, end + 1)}
    _, plain = live(life, {})
    _, drawn = live(life, zeros)
    assert plain[0]["root"]["RootClaimed"] != drawn[0]["root"]["RootClaimed"]
    same = [[x["error"] for x in r["extrinsics"]] for r in plain]
    assert same == [[x["error"] for x in r["extrinsics"]] for r in drawn]
