"""share-pool.json: SafeFloat functions and share pools."""

from collections.abc import Callable
from typing import Any

from economy import safe_float as sf
from economy import share_pool
from economy.safe_float import SafeFloat


def _parse(v: Any) -> Any:
    return (int(v[0]), int(v[1])) if isinstance(v, list) else int(v)


def _show(v: Any) -> Any:
    if v is None or isinstance(v, bool):
        return v
    return [str(v[0]), str(v[1])] if isinstance(v, tuple) else str(v)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "new": sf.new,
    "fromU64": sf.from_u64,
    "fromU64F64": sf.from_u64f64,
    "toU64": sf.to_u64,
    "add": sf.add,
    "sub": sf.sub,
    "div": sf.div,
    "gt": sf.gt,
}


def function_case(case: dict[str, Any]) -> bool:
    """One function; mulDiv(a, b, c) is a · b / c."""
    args = [_parse(a) for a in case["args"]]
    if case["fn"] == "mulDiv":
        return bool(_show(sf.mul_div(args[0], args[1], args[2])) == case["out"])
    return bool(_show(_FUNCTIONS[case["fn"]](*args)) == case["out"])


class VectorPool:
    """A pool with the legacy maps, which are read first and moved on writing."""

    def __init__(self, before: dict[str, Any]) -> None:
        self.v = int(before["v"])
        self.d: SafeFloat | None = before["d"] and _parse(before["d"])
        self.shares: dict[bytes, SafeFloat] = {_key(k): _parse(v) for k, v in before["shares"]}
        legacy = before.get("legacyD")
        self.legacy_d: int | None = None if legacy is None else int(legacy)
        rows = before.get("legacyShares") or []
        self.legacy_shares: dict[bytes, int] = {_key(k): int(v) for k, v in rows}
        self.has_legacy = "legacyShares" in before

    def value(self) -> int:
        return self.v

    def set_value(self, value: int) -> None:
        self.v = value

    def denominator(self) -> SafeFloat:
        if self.legacy_d is not None:
            return sf.from_u64f64(self.legacy_d)
        return self.d or sf.ZERO

    def set_denominator(self, value: SafeFloat) -> None:
        self.legacy_d = None
        self.d = value if value[0] else None

    def share(self, key: bytes) -> SafeFloat | None:
        if key in self.legacy_shares:
            return sf.from_u64f64(self.legacy_shares[key])
        return self.shares.get(key)

    def set_share(self, key: bytes, value: SafeFloat) -> None:
        self.legacy_shares.pop(key, None)
        self.shares.pop(key, None)
        if value[0]:
            self.shares[key] = value

    def dump(self, keys: int) -> dict[str, Any]:
        """The pool as the vectors write it."""
        out: dict[str, Any] = {
            "v": str(self.v),
            "d": _show(self.d),
            "shares": [[int(k[0]), _show(v)] for k, v in sorted(self.shares.items())],
        }
        if self.legacy_d is not None or self.legacy_shares:
            out["legacyD"] = _show(self.legacy_d)
            out["legacyShares"] = [
                [int(k[0]), str(v)] for k, v in sorted(self.legacy_shares.items())
            ]
        out["values"] = [_show(share_pool.stake_of(self, _key(k))) for k in range(keys)]
        return out


def _key(number: int) -> bytes:
    return bytes([number])


def _step(pool: VectorPool, step: dict[str, Any]) -> Any:
    op = step["op"]
    if op == "one":
        share_pool.update_one(pool, _key(step["key"]), int(step["update"]))
    elif op == "all":
        share_pool.update_all(pool, int(step["update"]))
    elif op == "decrease":
        return share_pool.decrease(pool, _key(step["key"]), int(step["amount"]))
    elif op == "precise":
        return share_pool.is_precise_enough(pool, int(step["update"]))
    else:
        return str(share_pool.value_from_share(pool, _parse(step["share"])))
    return None


def pool_case(case: dict[str, Any]) -> bool:
    """One pool through its steps."""
    pool = VectorPool(case["before"])
    return all(
        _step(pool, step) == step.get("out") and pool.dump(case["keys"]) == step["after"]
        for step in case["steps"]
    )


def run(data: dict[str, Any]) -> dict[str, list[bool]]:
    """All sections."""
    return {
        "functions": [function_case(c) for c in data["functions"]],
        "pools": [pool_case(c) for c in data["pools"]],
    }
