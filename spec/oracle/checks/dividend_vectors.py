"""dividends.json: parents, distribution, split, payout."""

from typing import Any

from economy import dividends as dv
from economy.state import ROOT, State

Case = dict[str, Any]
NETUID = 1


def account(number: int) -> bytes:
    """Account n: order of accounts is order of numbers; 0 is the zero account."""
    return number.to_bytes(32, "big")


def number(who: bytes) -> int:
    """The number of an account."""
    return int.from_bytes(who, "big")


def _relation(rows: list[Any]) -> tuple[tuple[int, bytes], ...]:
    return tuple((int(parts), account(who)) for parts, who in rows)


def _world(w: Case) -> State:
    s = State()
    s.TaoWeight, s.CKBurn = int(w["taoWeight"]), int(w["ckBurn"])
    s.MinChildkeyTake = w["minChildkeyTake"]
    s.MinChildkeyTakePerSubnet[NETUID] = w["minChildkeyTakeSubnet"]
    s.SubnetAlphaOut[NETUID] = int(w["alphaOut"])
    for h in w["hotkeys"]:
        who = account(h["id"])
        s.Owner[who] = account(h["owner"])
        s.TotalHotkeyAlpha[(who, NETUID)] = int(h["alpha"])
        s.TotalHotkeyAlpha[(who, ROOT)] = int(h["root"])
        s.ChildkeyTake[(who, NETUID)] = h["childkeyTake"]
        s.ChildKeys[(who, NETUID)] = _relation(h["children"])
        s.ParentKeys[(who, NETUID)] = _relation(h["parents"])
    return s


def _rows(values: dict[bytes, int]) -> list[list[Any]]:
    return [[number(k), str(v)] for k, v in sorted(values.items())]


def _sinks_match(s: State, c: Case) -> bool:
    out, recycled = s.SubnetAlphaOut.at(NETUID), s.AlphaRecycled.at(NETUID)
    return bool(str(out) == c["alphaOutAfter"]) and str(recycled) == c["recycled"]


def parent_child(c: Case) -> bool:
    s = _world(c["world"])
    who = account(c["hotkey"])
    out = dv.to_parents(s, who, NETUID, int(c["dividend"]))
    return (
        dv.childkey_take(s, who, NETUID) == c["effectiveTake"]
        and str(dv.self_contribution(s, who, NETUID)) == c["selfContribution"]
        and [[number(h), str(a)] for h, a in out] == c["out"]
        and _sinks_match(s, c)
    )


def distribution(c: Case) -> bool:
    s = _world(c["world"])
    emissions = [(account(h), int(i), int(d)) for h, i, d in c["hotkeyEmission"]]
    d = dv.distribute(s, NETUID, int(c["pendingRoot"]), int(c["validatorAlpha"]), emissions)
    return (
        _rows(d.incentives) == c["incentives"]
        and _rows(d.alpha_dividends) == c["alphaDividends"]
        and _rows(d.root_dividends) == c["rootDividends"]
        and _sinks_match(s, c)
    )


def split(c: Case) -> bool:
    stakes = {account(h): (int(a), int(r)) for h, a, r in c["stakes"]}
    shares = {account(h): int(v) for h, v in c["dividends"]}
    pending = int(c["pendingAlpha"]), int(c["pendingRoot"])
    a, r = dv.split(*pending, int(c["taoWeight"]), stakes, shares)
    return bool(_rows(a) == c["alphaDividends"]) and bool(_rows(r) == c["rootDividends"])


def _amounts(rows: list[Any]) -> dict[bytes, int]:
    return {account(h): int(v) for h, v in rows}


def _load_payout(c: Case) -> State:
    s, b = State(), c["before"]
    for h in c["hotkeys"]:
        who = account(h["id"])
        s.Owner[who] = account(h["owner"])
        if h["take"] is not None:
            s.Delegates[who] = h["take"]
        owner = account(h["owner"])
        s.OwnedHotkeys[owner] = (*s.OwnedHotkeys.at(owner), who)
        if h["uid"] is not None:
            s.Uids[(NETUID, who)] = h["uid"]
            s.BlockAtRegistration[(NETUID, h["uid"])] = h["blockAtRegistration"]
    if c["subnetOwner"] is not None:
        s.SubnetOwner[NETUID] = account(c["subnetOwner"])
    if c["subnetOwnerHotkey"] is not None:
        s.SubnetOwnerHotkey[NETUID] = account(c["subnetOwnerHotkey"])
    if c["recycleOrBurn"] is not None:
        s.RecycleOrBurn[NETUID] = c["recycleOrBurn"].capitalize()
    for coldkey, target in c["autoStake"]:
        s.AutoStakeDestination[(account(coldkey), NETUID)] = account(target)
    s.SubnetAlphaOut[NETUID], s.TotalAlphaIssuance[NETUID] = (
        int(b["alphaOut"]),
        int(b["alphaIssuance"]),
    )
    s.AlphaRecycled[NETUID], s.AlphaBurned[NETUID] = int(b["recycled"]), int(b["burned"])
    for h, n, v in b["totalHotkeyAlpha"]:
        s.TotalHotkeyAlpha[(account(h), n)] = int(v)
    for h, n, v in b["denominators"]:
        s.TotalHotkeySharesV2[(account(h), n)] = (int(v[0]), int(v[1]))
    for h, cold, v in b["shares"]:
        s.AlphaV2[(account(h), account(cold), NETUID)] = (int(v[0]), int(v[1]))
    for cold, hotkeys in b["stakingHotkeys"]:
        s.StakingHotkeys[account(cold)] = tuple(account(h) for h in hotkeys)
    rates: dict[bytes, list[tuple[int, int]]] = {}
    for h, n, v in b["rootClaimable"]:
        rates.setdefault(account(h), []).append((n, int(v)))
    for who, rows in rates.items():
        s.RootClaimable[who] = tuple(sorted(rows))
    return s


def _dump_payout(s: State) -> Case:
    def by_hotkey(store: Any, show: Any) -> list[Any]:
        return [[number(h), n, show(v)] for (h, n), v in sorted(store.items())]

    def pair(v: tuple[int, int]) -> list[str]:
        return [str(v[0]), str(v[1])]

    return {
        "alphaOut": str(s.SubnetAlphaOut.at(NETUID)),
        "alphaIssuance": str(s.TotalAlphaIssuance.at(NETUID)),
        "recycled": str(s.AlphaRecycled.at(NETUID)),
        "burned": str(s.AlphaBurned.at(NETUID)),
        "totalHotkeyAlpha": by_hotkey(s.TotalHotkeyAlpha, str),
        "denominators": by_hotkey(s.TotalHotkeySharesV2, pair),
        "shares": [[number(h), number(c), pair(v)] for (h, c, _), v in sorted(s.AlphaV2.items())],
        "stakingHotkeys": [
            [number(c), [number(h) for h in v]] for c, v in sorted(s.StakingHotkeys.items())
        ],
        "rootClaimable": [
            [number(h), n, str(v)] for h, rows in sorted(s.RootClaimable.items()) for n, v in rows
        ],
        "minerBurned": str(s.MinerBurned.at(NETUID)),
        "alphaDividendsPerSubnet": [
            [number(h), str(v)] for (_, h), v in sorted(s.AlphaDividendsPerSubnet.items())
        ],
        "rootAlphaDividendsPerSubnet": [
            [number(h), str(v)] for (_, h), v in sorted(s.RootAlphaDividendsPerSubnet.items())
        ],
        "totalHotkeyAlphaLastEpoch": by_hotkey(s.TotalHotkeyAlphaLastEpoch, str),
    }


def payout(c: Case) -> bool:
    s = _load_payout(c)
    parts = (_amounts(c[k]) for k in ("incentives", "alphaDividends", "rootDividends"))
    dv.pay(s, NETUID, int(c["ownerCut"]), dv.Distribution(*parts))
    return bool(_dump_payout(s) == c["after"])


def run(data: dict[str, Any]) -> dict[str, list[bool]]:
    """All sections."""
    sections = {
        "parentChild": parent_child,
        "distribution": distribution,
        "split": split,
        "payout": payout,
    }
    return {name: [case(c) for c in data[name]] for name, case in sections.items()}
