"""emission.json: halving, prices, shares, injection, whole blocks."""

from typing import Any

from economy import amm, shares
from economy import emission as em
from economy.balances import mint
from economy.fixed import U64_MAX, U96F32
from economy.keys import subnet_account
from economy.stake import tao_weight
from economy.state import ROOT, State

from .amm_vectors import load_pool

Case = dict[str, Any]


def _eq(got: int, want: Any) -> bool:
    return str(got) == str(want)


def block_emission(c: Case) -> bool:
    return _eq(em.block_emission(int(c["issuance"])), c["out"])


def decay_factor(c: Any) -> bool:
    return _eq(em.decay_factor(c[0]), c[1])


def pow_q32(c: Case) -> bool:
    return _eq(em.pow_q32(int(c["base"]), c["exp"]), c["out"])


def burn_decay(c: Case) -> bool:
    bounds = int(c["minBurn"]), int(c["maxBurn"])
    return _eq(em.decayed_burn(int(c["burn"]), *bounds, c["halfLife"], c["block"]), c["out"])


def burn_decay_run(c: Case) -> bool:
    burn, want = int(c["burn"]), dict(c["afterBlocks"])
    for n in range(1, max(want) + 1):
        burn = em.decayed_burn(burn, int(c["minBurn"]), int(c["maxBurn"]), c["halfLife"], n + 1)
        if n in want and not _eq(burn, want[n]):
            return False
    return True


def burn_bump(c: Case) -> bool:
    args = [int(c[k]) for k in ("burn", "minBurn", "maxBurn", "mult")]
    return _eq(em.bumped_burn(*args), c["out"])


def lock_cost(c: Case) -> bool:
    interval = em.effective_interval(int(c["interval"]), int(c["issuance"]))
    last, low = int(c["lastLock"]), int(c["minLock"])
    out = em.lock_cost(last, low, c["lastLockBlock"], c["block"], interval)
    return _eq(interval, c["effectiveInterval"]) and _eq(out, c["out"])


def lock_cost_run(c: Case) -> bool:
    interval = em.effective_interval(int(c["interval"]), int(c["issuance"]))
    last, low = int(c["lastLock"]), int(c["minLock"])
    return all(
        _eq(em.lock_cost(last, low, c["lastLockBlock"], block, interval), want)
        for block, want in c["atBlock"]
    )


def _price_state(c: Case) -> State:
    s = State()
    s.SubnetMechanism[1] = c.get("mech", 1)
    s.SubnetMovingPrice[1] = int(c["ema"])
    if c["firstEmissionBlock"] is not None:
        s.FirstEmissionBlockNumber[1] = c["firstEmissionBlock"]
    return s


def _moved(s: State, c: Case, block: int) -> int:
    start = max(0, (s.FirstEmissionBlockNumber.at(1) or 0) - 1)
    args = int(c["price"]), int(c["movingAlpha"]), shares.moving_price(s, 1)
    return shares.next_moving_price(*args, int(c["halvingBlocks"]), max(0, block - start))


def moving_price(c: Case) -> bool:
    s = _price_state(c)
    return _eq(shares.moving_price(s, 1), c["emaAsPrice"]) and _eq(
        _moved(s, c, c["block"]), c["out"]
    )


def moving_price_run(c: Case) -> bool:
    s, want = _price_state(c), dict(c["afterBlock"])
    for block in range(c["firstEmissionBlock"], max(want) + 1):
        s.SubnetMovingPrice[1] = _moved(s, c, block)
        if block in want and not _eq(s.SubnetMovingPrice.at(1), want[block]):
            return False
    return True


def root_proportion(c: Case) -> bool:
    s = State()
    s.SubnetTAO[ROOT], s.TaoWeight = int(c["rootTao"]), int(c["taoWeight"])
    s.SubnetAlphaIn[1], s.SubnetAlphaOut[1] = int(c["alphaIn"]), int(c["alphaOut"])
    return _eq(tao_weight(s), c["taoWeightFixed"]) and _eq(shares.root_proportion(s, 1), c["out"])


def _load(subnets: list[Case], block: int = 1) -> State:
    s = State()
    s.Number = block
    for p in subnets:
        n = p["netuid"]
        if "x" in p:
            load_pool(s, n, {"exists": True, **p})
        s.NetworksAdded[n] = s.SubtokenEnabled[n] = True
        s.FirstEmissionBlockNumber[n] = block
        s.SubnetMechanism[n] = p["mech"]
        s.SubnetMovingPrice[n] = int(p["ema"])
        s.MinerBurned[n] = int(p["minerBurned"])
        s.SubnetEmissionEnabled[n] = p["enabled"]
        s.OwnerCutEnabled[n] = p.get("ownerCutEnabled", True)
        s.TotalAlphaIssuance[n] = shares.alpha_issuance(s, n)
        # Subnet accounts exist in the vectors.
        s.Free[subnet_account(n)] = 10**6
    s.TotalStake = 0
    return s


def share_case(c: Case) -> bool:
    s = _load(c["subnets"])
    order = [p["netuid"] for p in c["subnets"]]
    parts = shares.shares(s, order)
    whole = U96F32.of(int(c["blockEmission"]))
    emissions = sorted(shares.subnet_emissions(s, order, whole).items())
    rows = sorted(zip(order, parts, strict=True))
    return bool(
        [[n, str(p)] for n, (p, _) in rows] == c["priceShares"]
        and [[n, str(f)] for n, (_, f) in rows] == c["shares"]
        and [[n, str(e)] for n, e in emissions] == c["emissions"]
        and shares.root_sell_flag(s, order) == c["rootSellFlag"]
    )


def terms(c: Case) -> bool:
    s = _load([c["subnet"]])
    n = c["subnet"]["netuid"]
    s.SubnetTAO[ROOT] = int(c["rootTao"])
    t = shares.terms(s, n, int(c["emission"]))
    return (
        _eq(amm.price(s, n), c["price"])
        and _eq(shares.root_proportion(s, n), c["rootProportion"])
        and [str(v) for v in (t.tao_in, t.alpha_in, t.alpha_out, t.excess)]
        == [c[k] for k in ("taoIn", "alphaIn", "alphaOut", "excess")]
    )


_AFTER = {
    "x": "SubnetAlphaIn",
    "y": "SubnetTAO",
    "alphaOut": "SubnetAlphaOut",
    "alphaIssuance": "TotalAlphaIssuance",
    "recycled": "AlphaRecycled",
    "taoInEmission": "SubnetTaoInEmission",
    "alphaInEmission": "SubnetAlphaInEmission",
    "alphaOutEmission": "SubnetAlphaOutEmission",
    "excessTao": "SubnetExcessTao",
    "protocolAlpha": "SubnetProtocolAlpha",
    "protocolFlow": "SubnetProtocolFlow",
    "volume": "SubnetVolume",
    "pendingOwnerCut": "PendingOwnerCut",
    "pendingServer": "PendingServerEmission",
    "pendingValidator": "PendingValidatorEmission",
    "pendingRoot": "PendingRootAlphaDivs",
}


def _matches(s: State, after: Case) -> bool:
    if not (
        _eq(s.TotalIssuance, after["totalIssuance"]) and _eq(s.TotalStake, after["totalStake"])
    ):
        return False
    for row in after["subnets"]:
        n = row["netuid"]
        if any(not _eq(getattr(s, item).at(n), row[k]) for k, item in _AFTER.items()):
            return False
        w2 = s.SwapBalancer.get(n)
        if (None if w2 is None else str(w2)) != row["w2"]:
            return False
        if s.PalSwapInitialized.at(n) != row["init"]:
            return False
    return True


def emit(c: Case) -> bool:
    s = _load(c["subnets"])
    s.SubnetTAO[ROOT] = int(c["rootTao"])
    s.SubnetOwnerCut = c["ownerCut"]
    s.TotalIssuance = int(c["totalIssuance"])
    s.BalancesTotalIssuance = U64_MAX
    order = [p["netuid"] for p in c["subnets"]]
    emissions = {n: int(e) for n, e in c["emissions"]}
    shares.emit(s, order, emissions, int(c["credit"]), c["rootSellFlag"])
    return _matches(s, c["after"])


def blocks(c: Case) -> bool:
    s = _load(c["subnets"], c["firstEmissionBlock"])
    s.SubnetTAO[ROOT] = int(c["rootTao"])
    s.TotalIssuance = int(c["totalIssuance"])
    order = [p["netuid"] for p in c["subnets"]]
    want = {p["block"]: p for p in c["checkpoints"]}
    for block in range(11, max(want) + 1):
        s.Number = block
        emission = em.block_emission(s.TotalIssuance)
        credit = mint(s, emission)
        emissions = shares.subnet_emissions(s, order, U96F32.of(credit))
        sell = shares.root_sell_flag(s, order)
        shares.emit(s, order, emissions, credit, sell)
        for n in order:
            shares.update_moving_price(s, n)
        if block in want:
            w = want[block]
            emas = [str(s.SubnetMovingPrice.at(n)) for n in order]
            if not (_matches(s, w) and emas == w["ema"] and sell == w["rootSellFlag"]):
                return False
    return True


_SECTIONS = {
    "blockEmission": block_emission,
    "decayFactor": decay_factor,
    "powQ32": pow_q32,
    "burnDecay": burn_decay,
    "burnDecayRun": burn_decay_run,
    "burnBump": burn_bump,
    "lockCost": lock_cost,
    "lockCostRun": lock_cost_run,
    "movingPrice": moving_price,
    "movingPriceRun": moving_price_run,
    "rootProportion": root_proportion,
    "shares": share_case,
    "terms": terms,
    "emit": emit,
    "blocks": blocks,
}


def run(data: dict[str, Any]) -> dict[str, list[bool]]:
    """All sections."""
    return {name: [case(c) for c in data[name]] for name, case in _SECTIONS.items()}
