"""amm.json: pool functions, pools, moves and sequences."""

from collections.abc import Callable
from typing import Any

from economy import amm
from economy import amm_math as m
from economy.errors import DispatchError
from economy.state import State

NETUID = 1
OTHER = 2

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "weightAllowed": m.is_weight_allowed,
    "partsFromRational": m.parts_from_rational,
    "mulPartsRound": m.mul_parts_round,
    "price": m.spot_price,
    "powRatioScaled": m.pow_ratio_scaled,
    "expSell": m.exp_sell,
    "expBuy": m.exp_buy,
    "taoInForPrice": m.tao_in_for_price,
    "alphaInForPrice": m.alpha_in_for_price,
    "alphaForExactTao": m.alpha_for_exact_tao,
}


def function_case(case: dict[str, Any]) -> bool:
    """One pure function."""
    args = [int(v) for v in case["args"].values()]
    if case["fn"] == "weightAfterInjection":
        w2 = m.weight_after_injection(*args)
        got: Any = {"err": "InvalidValue"} if w2 is None else {"w2": str(w2)}
    else:
        got = _FUNCTIONS[case["fn"]](*args)
        if isinstance(got, int) and not isinstance(got, bool):
            got = str(got)
    return bool(got == case["out"])


def load_pool(s: State, netuid: int, p: dict[str, Any]) -> None:
    """Puts a pool of the vectors into the state."""
    s.SubnetMechanism[netuid] = p["mech"]
    if p.get("exists", True):
        s.NetworksAdded[netuid] = True
    s.SubnetAlphaIn[netuid], s.SubnetTAO[netuid] = int(p["x"]), int(p["y"])
    s.SubnetAlphaOut[netuid] = int(p["alphaOut"])
    if p["w2"] is not None:
        s.SwapBalancer[netuid] = int(p["w2"])
    if p.get("feeRate") is not None:
        s.FeeRate[netuid] = p["feeRate"]
    s.PalSwapInitialized[netuid] = p["init"]
    s.TotalStake = int(p.get("totalStake", 0))
    s.SubnetVolume[netuid] = int(p.get("volume", 0))


def dump_pool(s: State) -> dict[str, Any]:
    """The pool as the vectors write it."""
    w2 = s.SwapBalancer.get(NETUID)
    return {
        "x": str(s.SubnetAlphaIn.at(NETUID)),
        "y": str(s.SubnetTAO.at(NETUID)),
        "alphaOut": str(s.SubnetAlphaOut.at(NETUID)),
        "w2": None if w2 is None else str(w2),
        "init": s.PalSwapInitialized.at(NETUID),
        "totalStake": str(s.TotalStake),
        "volume": str(s.SubnetVolume.at(NETUID)),
        "price": str(amm.price(s, NETUID)),
    }


def _swap_out(r: amm.Swap) -> dict[str, str]:
    return {
        "paidIn": str(r.paid_in),
        "paidOut": str(r.paid_out),
        "fee": str(r.fee),
        "feeToAuthor": str(r.fee_to_author),
    }


def _run(s: State, op: str, a: dict[str, Any]) -> Any:
    if op == "swap":
        amount, limit, drop = int(a["amount"]), int(a["limit"]), a["dropFees"]
        if a["simulate"]:
            return _swap_out(amm.quote(s, NETUID, a["buy"], amount, limit, drop, False))
        swap = amm.swap_tao_for_alpha if a["buy"] else amm.swap_alpha_for_tao
        return _swap_out(swap(s, NETUID, amount, limit, drop))
    if op == "simSwap":
        return _swap_out(amm.sim_swap(s, NETUID, a["buy"], int(a["amount"])))
    if op == "initSwap":
        amm.initialise(s, NETUID, None if a["price"] is None else int(a["price"]))
        return {"ok": True}
    if op in ("adjustProtocolLiquidity", "inject"):
        tao, alpha = amm.adjust_protocol_liquidity(s, NETUID, int(a["dTao"]), int(a["dAlpha"]))
        if op == "inject":
            s.SubnetTAO.bump(NETUID, tao)
            s.SubnetAlphaIn.bump(NETUID, alpha)
        return {"tao": str(tao), "alpha": str(alpha)}
    if op == "approxFee":
        return str(amm.approx_fee(s, NETUID, int(a["amount"])))
    if op == "alphaAmountForTao":
        return str(amm.alpha_for_tao(s, NETUID, int(a["tao"])))
    if op == "clearProtocolLiquidity":
        amm.clear_protocol_liquidity(s, NETUID)
        return {"ok": True}
    limit_of = {"maxAmountAdd": amm.max_amount_add, "maxAmountRemove": amm.max_amount_remove}
    return {"amount": str(limit_of[op](s, NETUID, int(a["limit"])))}


def _step(s: State, op: str, args: dict[str, Any]) -> Any:
    try:
        with s.layer():
            return _run(s, op, args)
    except DispatchError as error:
        return {"err": error.name.removeprefix("Swap.")}


def pool_case(case: dict[str, Any]) -> bool:
    """One operation on one pool."""
    s = State()
    load_pool(s, NETUID, case["before"])
    out = _step(s, case["op"], case["args"])
    return bool(out == case["out"]) and dump_pool(s) == case["after"]


def move_case(case: dict[str, Any]) -> bool:
    """The largest move between two pools."""
    s = State()
    load_pool(s, NETUID, case["origin"])
    load_pool(s, OTHER, case["destination"])
    try:
        out = {"amount": str(amm.max_amount_move(s, NETUID, OTHER, int(case["limit"])))}
    except DispatchError as error:
        out = {"err": error.name.removeprefix("Swap.")}
    return bool(out == case["out"])


def sequence_case(case: dict[str, Any]) -> bool:
    """One pool through many steps."""
    s = State()
    load_pool(s, NETUID, case["before"])
    return all(
        _step(s, step["op"], step) == step["out"] and dump_pool(s) == step["after"]
        for step in case["steps"]
    )


def run(data: dict[str, Any]) -> dict[str, list[bool]]:
    """All sections."""
    return {
        "functions": [function_case(c) for c in data["functions"]],
        "pool": [pool_case(c) for c in data["pool"]],
        "move": [move_case(c) for c in data["move"]],
        "sequences": [sequence_case(c) for c in data["sequences"]],
    }
