"""Weights of the life: first in the open, then committed and revealed."""

from economy.commits import commit_hash
from economy.run_epochs import storage_index
from life_accounts import ACCOUNTS
from life_calls import MAIN, SIDE, Json, Script, commit_reveal, set_weights, sub

MINER_UIDS = list(range(4, 12))


def open_weights(s: Script) -> None:
    """Weights in the open: blocks 21 to 101."""
    for turn, block in enumerate(range(21, 102, 10)):
        values = [(7919 * (turn + 1) * (k + 3)) % 60000 + 1 for k in range(len(MINER_UIDS))]
        # The last miner but one is never good for anything: it will be replaced.
        values[6] = 0
        shifted = values[2:] + values[:2]
        s.at(block, "Validator1", set_weights(MAIN, MINER_UIDS, values))
        s.at(
            block,
            "Validator2",
            sub(
                "set_mechanism_weights",
                netuid=MAIN,
                mecid=0,
                dests=MINER_UIDS[:6],
                weights=shifted[:6],
                version_key="0",
            ),
        )
        pairs = [[uid, v] for uid, v in zip(MINER_UIDS, values, strict=True)]
        s.at(
            block + turn % 3,
            "Validator3",
            sub("batch_set_weights", netuids=[MAIN], weights=[pairs[::-1]], version_keys=["0"]),
        )
        s.at(block, "CharlieHot", set_weights(SIDE, [2, 3], [turn + 1, 40000]))
        if turn > 2:
            s.at(block + 2, "Miner5", set_weights(SIDE, [2, 0], [30, 10 + turn]))
    s.at(31, "BobHot", set_weights(MAIN, [0, 4, 5], [100, 200, 300]))
    # Neurons without a permit: fail, free. The second one's stake works for its child.
    s.at(32, "Miner2", set_weights(MAIN, [4, 5], [1, 2]))
    s.at(23, "Validator1", set_weights(SIDE, [3, 2, 0], [30, 20, 10]))


def hidden_weights(s: Script) -> None:
    """Weights committed in one epoch and revealed in the next: blocks 105 to 300."""
    s.at(105, "Bob", commit_reveal(MAIN, True))
    for turn, block in enumerate(range(111, 291, 10)):
        values = [(104729 * (turn + 2) * (k + 1)) % 50000 + 5 for k in range(len(MINER_UIDS))]
        salt = [turn, 7, 1000 + turn]
        _commit_one(s, block, "Validator1", 0, values, salt)
        _commit_mechanism(s, block, "Validator2", 0, values[::-1], salt)
        _commit_batch(s, block, "Validator3", values, salt)
        if 161 <= block <= 191:
            _commit_mechanism(s, block, "Validator1", 1, values[3:] + values[:3], salt)
            _commit_mechanism(s, block, "BobHot", 1, values, salt)
    # Rejected in dispatch, free: weights in the open while they must be hidden.
    s.at(113, "Validator1", set_weights(MAIN, MINER_UIDS, [1] * 8))


def _hash(who: str, mechanism: int, values: list[int], salt: list[int]) -> str:
    key = bytes.fromhex(ACCOUNTS[who]["public"][2:])
    index = storage_index(MAIN, mechanism)
    return "0x" + commit_hash(key, index, MINER_UIDS, values, salt, 0).hex()


def _reveal_args(values: list[int], salt: list[int]) -> dict[str, Json]:
    return {"uids": MINER_UIDS, "values": values, "salt": salt, "version_key": "0"}


def _commit_one(
    s: Script, block: int, who: str, mechanism: int, values: list[int], salt: list[int]
) -> None:
    hashed = _hash(who, mechanism, values, salt)
    s.at(block, who, sub("commit_weights", netuid=MAIN, commit_hash=hashed))
    s.at(block + 11, who, sub("reveal_weights", netuid=MAIN, **_reveal_args(values, salt)))


def _commit_mechanism(
    s: Script, block: int, who: str, mechanism: int, values: list[int], salt: list[int]
) -> None:
    where = {"netuid": MAIN, "mecid": mechanism}
    hashed = _hash(who, mechanism, values, salt)
    s.at(block, who, sub("commit_mechanism_weights", **where, commit_hash=hashed))
    row = _reveal_args(values, salt)
    s.at(block + 12, who, sub("reveal_mechanism_weights", **where, **row))


def _commit_batch(s: Script, block: int, who: str, values: list[int], salt: list[int]) -> None:
    """Two commits in one epoch, revealed together: the second one stays."""
    lists = [values, values[1:] + values[:1]]
    hashes = [_hash(who, 0, v, salt) for v in lists]
    s.at(block, who, sub("batch_commit_weights", netuids=[MAIN], commit_hashes=hashes[:1]))
    s.at(block + 3, who, sub("batch_commit_weights", netuids=[MAIN], commit_hashes=hashes[1:]))
    s.at(
        block + 10,
        who,
        sub(
            "batch_reveal_weights",
            netuid=MAIN,
            uids_list=[MINER_UIDS] * 2,
            values_list=lists,
            salts_list=[salt] * 2,
            version_keys=["0", "0"],
        ),
    )
