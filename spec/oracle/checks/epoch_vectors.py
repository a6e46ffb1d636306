"""yuma/epochs.json: whole epochs with every mechanism, and the prune rule."""

from typing import Any

from economy import mechanisms, prune
from economy.epoch import NEVER, EpochInput, EpochOutput, run_epoch

Case = dict[str, Any]


def _rows(rows: list[Any]) -> dict[int, list[tuple[int, int]]]:
    return {uid: list(zip(flat[::2], flat[1::2], strict=True)) for uid, flat in rows}


def commit_blocks(
    n: int,
    queues: list[tuple[int, list[tuple[int, int]]]],
    timelocked: list[tuple[int, list[tuple[int, int]]]],
    epoch: int,
    period: int,
) -> list[int]:
    """The block that decides per uid: first live queue entry, every live timelocked one."""
    blocks = [NEVER] * n
    for uid, queue in queues:
        live = [block for at, block in queue if not epoch > at + period]
        if uid < n and live:
            blocks[uid] = min(blocks[uid], live[0])
    for at, entries in timelocked:
        for uid, block in entries:
            if uid < n and not epoch > at + period:
                blocks[uid] = min(blocks[uid], block)
    return blocks


def _input(i: Case, mech: Case, emission: int) -> EpochInput:
    return EpochInput(
        n=i["n"],
        block=i["block"],
        tempo=i["tempo"],
        last_step=i["lastStepBlock"],
        cutoff_milli=i["activityCutoffFactorMilli"],
        stake_threshold=int(i["stakeThreshold"]),
        tao_weight=int(i["taoWeight"]),
        alpha_stake=[int(v) for v in i["alphaStake"]],
        tao_stake=[int(v) for v in i["taoStake"]],
        owner=i["ownerUid"],
        max_validators=i["maxAllowedValidators"],
        kappa=i["kappa"],
        bonds_penalty=i["bondsPenalty"],
        bonds_moving_average=int(i["bondsMovingAverage"]),
        yuma3=i["yuma3"],
        liquid=i["liquidAlpha"],
        alpha_low=i["alphaLow"],
        alpha_high=i["alphaHigh"],
        steepness=i["alphaSigmoidSteepness"],
        commit_reveal=i["commitRevealEnabled"],
        registered=i["blockAtRegistration"],
        permits=[bool(p) for p in i["validatorPermit"]],
        last_update=mech["lastUpdate"],
        weights=_rows(mech["weights"]),
        bonds=_rows(mech["bonds"]),
        commit_block=commit_blocks(
            i["n"], mech["commits"], mech["timelockedCommits"], i["currentEpoch"], i["revealPeriod"]
        ),
        emission=emission,
        missing=frozenset(i["missingKeys"]),
    )


def _pick(values: list[Any], uids: list[int]) -> list[Any]:
    return [values[u] for u in uids]


def _ints(values: list[bool]) -> list[int]:
    return [int(v) for v in values]


def _mechanism_matches(
    out: EpochOutput, want: Case, uids: list[int], stored: dict[int, list[tuple[int, int]]]
) -> bool:
    got: Case = {
        "incentive": out.incentive,
        "totalStake": [str(v) for v in out.stake],
        "dividends": out.dividends,
        "consensus": out.consensus,
        "validatorTrust": out.validator_trust,
        "stakeWeight": out.stake_weight,
        "active": _ints(out.active),
        "newValidatorPermit": _ints(out.permits),
        "serverEmission": [str(v) for v in out.server_emission],
        "validatorEmission": [str(v) for v in out.validator_emission],
        "emission": [str(v) for v in out.emission],
    }
    # Rows behind the last position are not rewritten.
    after = {**stored, **{position: out.bonds[uid] for position, uid in enumerate(uids)}}
    bonds = [[u, [x for pair in row for x in pair]] for u, row in sorted(after.items()) if row]
    if bonds != want["bonds"]:
        return False
    return all(_pick(v, uids) == want[k] for k, v in got.items() if k in want)


def epoch_case(c: Case) -> bool:
    """One case."""
    i, want = c["in"], c["out"]
    total, n = int(i["emission"]), i["n"]
    mechs = i["mechanisms"]
    parts = None if i["emissionSplit"] is None else tuple(i["emissionSplit"])
    shares = mechanisms.split_emission(total, len(mechs), parts)
    if [str(v) for v in shares] != want["split"]:
        return False
    uids = [u for u in range(n) if u not in i["missingKeys"]]
    outputs = [run_epoch(_input(i, m, e)) for m, e in zip(mechs, shares, strict=True)]
    rows = zip(outputs, want["mechanisms"], mechs, strict=True)
    if not all(_mechanism_matches(o, w, uids, _rows(m["bonds"])) for o, w, m in rows):
        return False
    r, final = mechanisms.merge(outputs, shares, total, n), want["final"]
    got: Case = {
        "active": _ints(r.active),
        "validatorPermit": _ints(r.permits),
        "stakeWeight": r.stake_weight,
        "consensus": r.consensus,
        "validatorTrust": r.validator_trust,
        "dividends": r.dividends,
        "emission": [str(v) for v in r.emission],
        "serverEmission": [str(v) for v in r.server_emission],
        "validatorEmission": [str(v) for v in r.validator_emission],
    }
    if any(_pick(v, uids) != final[k] for k, v in got.items()):
        return False
    return bool(_prune(i, _pick(r.emission, uids)) == want["neuronToPrune"])


def _prune(i: Case, stored: list[int]) -> int | None:
    # Vectors are stored by position, so holes in Keys shift what each uid reads.
    n, registered = i["n"], i["blockAtRegistration"]
    return prune.choose(
        (stored + [0] * n)[:n],
        registered,
        [max(0, i["block"] - b) < i["immunityPeriod"] for b in registered],
        set(i["immortalUids"]),
        i["minNonImmuneUids"],
        frozenset(i["missingKeys"]),
    )


def run(data: dict[str, Any]) -> dict[str, list[bool]]:
    """All cases."""
    return {"cases": [epoch_case(c) for c in data["cases"]]}
