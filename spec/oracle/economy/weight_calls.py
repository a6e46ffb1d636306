"""Calls that set, commit and reveal weights (spec: 20-calls §5)."""

from . import commits, weights
from . import scale as sc
from .calls import NET, U16S, Args, Call, integer, subtensor
from .state import State

_MEC = ("mecid", sc.U8)
_KEY = ("version_key", sc.U64)
_HASH = ("commit_hash", sc.raw)
_REVEAL = (("uids", U16S), ("values", U16S), ("salt", U16S), _KEY)


def _set_weights(s: State, who: bytes, a: Args) -> None:
    mechanism = a.get("mecid", 0)
    row = a["dests"], a["weights"], integer(a, "version_key")
    weights.set_mechanism_weights(s, who, a["netuid"], mechanism, *row)


def _reveal(s: State, who: bytes, a: Args) -> None:
    row = a["uids"], a["values"], a["salt"], integer(a, "version_key")
    commits.reveal_weights(s, who, a["netuid"], a.get("mecid", 0), *row)


def _batch_reveal(s: State, who: bytes, a: Args) -> None:
    keys = [int(k) for k in a["version_keys"]]
    lists = a["uids_list"], a["values_list"], a["salts_list"]
    commits.batch_reveal_weights(s, who, a["netuid"], *lists, keys)


def _batch_set(s: State, who: bytes, a: Args) -> None:
    keys = [int(k) for k in a["version_keys"]]
    weights.batch_set_weights(s, who, a["netuids"], a["weights"], keys)


CALLS: dict[str, Call] = {
    "SubtensorModule.set_weights": subtensor(
        0,
        (NET, ("dests", U16S), ("weights", U16S), _KEY),
        118_513_610_000,
        _set_weights,
        pays=False,
    ),
    "SubtensorModule.batch_set_weights": subtensor(
        80,
        (
            ("netuids", sc.vec_of(sc.compact_of)),
            ("weights", sc.vec_of(sc.vec_of(sc.pair_of(sc.compact_of, sc.compact_of)))),
            ("version_keys", sc.vec_of(sc.compact_of)),
        ),
        703_092_000,
        _batch_set,
        pays=False,
    ),
    "SubtensorModule.commit_weights": subtensor(
        96,
        (NET, _HASH),
        594_049_000,
        lambda s, who, a: commits.commit_weights(s, who, a["netuid"], 0, a["commit_hash"]),
        pays=False,
    ),
    "SubtensorModule.reveal_weights": subtensor(
        97, (NET, *_REVEAL), 786_227_000, _reveal, pays=False
    ),
    "SubtensorModule.batch_reveal_weights": subtensor(
        98,
        (
            NET,
            ("uids_list", sc.vec_of(U16S)),
            ("values_list", sc.vec_of(U16S)),
            ("salts_list", sc.vec_of(U16S)),
            ("version_keys", sc.vec_of(sc.U64)),
        ),
        1_096_363_000,
        _batch_reveal,
        pays=False,
    ),
    "SubtensorModule.batch_commit_weights": subtensor(
        100,
        (("netuids", sc.vec_of(sc.compact_of)), ("commit_hashes", sc.vec_of(sc.raw))),
        722_224_000,
        lambda s, who, a: commits.batch_commit_weights(s, who, a["netuids"], a["commit_hashes"]),
        pays=False,
    ),
    "SubtensorModule.commit_mechanism_weights": subtensor(
        115,
        (NET, _MEC, _HASH),
        430_130_000,
        lambda s, who, a: commits.commit_weights(s, who, a["netuid"], a["mecid"], a["commit_hash"]),
        pays=False,
    ),
    "SubtensorModule.reveal_mechanism_weights": subtensor(
        116, (NET, _MEC, *_REVEAL), 722_000_000, _reveal, pays=False
    ),
    "SubtensorModule.set_mechanism_weights": subtensor(
        119,
        (NET, _MEC, ("dests", U16S), ("weights", U16S), _KEY),
        118_515_000_000,
        _set_weights,
        pays=False,
    ),
}
