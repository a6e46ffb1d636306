"""Matrix and vector steps of the epoch in I32F32 (spec: 35-yuma-epoch §1, §3–§7)."""

from .fixed import I32F32, I64F64, clamp

ONE = 1 << 32
E_AT_ONE = 11674931200
"""exp(1) as the library has it: e cut to 23 fraction bits (§1.3)."""
EXP_LIMIT = 20 << 32

Row = list[tuple[int, int]]
Matrix = list[Row]

add = I32F32.add
sub = I32F32.sub
mul = I32F32.mul
div0 = I32F32.div0


def prop(value: int) -> int:
    """A u16 as a share of 65535."""
    return (value << 32) // 65535


def q16(raw: int) -> int:
    """A share as a u16, truncating."""
    return clamp((raw * 65535) >> 32, 0, 65535)


def exp(x: int) -> int | None:
    """The library's series of thirty terms; no value on overflow."""
    if x == 0:
        return ONE
    if x == ONE:
        return E_AT_ONE
    y = -x if x < 0 else x
    result, term = y + ONE, y
    for i in range(2, 32):
        term = (term * y) >> 32
        if term > I32F32.high:
            return None
        term //= i
        result += term
        if result > I32F32.high:
            return None
    return (1 << 64) // result if x < 0 else result


def exp_safe(x: int) -> int:
    """exp on [−20, 20], clamped outside."""
    x = clamp(x, -EXP_LIMIT, EXP_LIMIT)
    result = exp(x)
    if result is None:
        return 0 if x <= 0 else I32F32.high
    return result


def normalise(values: list[int]) -> list[int]:
    """Divides by the sum; a zero sum changes nothing (§3.1)."""
    total = sum(values)
    return list(values) if total == 0 else [div0(v, total) for v in values]


def normalise_stake(values: list[int]) -> list[int]:
    """The same in I64F64, then cut to I32F32 (§3 step 3)."""
    total = sum(values)
    if total:
        values = [I64F64.div0(v, total) for v in values]
    return [I32F32.from_format(v, I64F64) for v in values]


def normalise_rows(matrix: Matrix) -> Matrix:
    """Row normalisation; rows that sum to 0 keep their entries."""
    out = []
    for row in matrix:
        total = sum(v for _, v in row)
        out.append([(j, div0(v, total)) for j, v in row] if total > 0 else list(row))
    return out


def normalise_columns(matrix: Matrix, n: int) -> Matrix:
    """Column normalisation; entries outside 0…n−1 stay."""
    sums = [0] * n
    for row in matrix:
        for j, v in row:
            if j < n:
                sums[j] = add(sums[j], v)
    return [[(j, div0(v, sums[j])) if j < n and sums[j] else (j, v) for j, v in r] for r in matrix]


def upscale_columns(matrix: Matrix, n: int) -> Matrix:
    """Makes the largest entry of each column 1 (§7.1)."""
    tops = [0] * n
    for row in matrix:
        for j, v in row:
            if j < n:
                tops[j] = max(tops[j], v)
    return [[(j, div0(v, tops[j])) if j < n and tops[j] else (j, v) for j, v in r] for r in matrix]


def weighted_median(stake: list[int], scores: list[int], minority: int) -> int:
    """The smallest score below or at which more than the minority of stake lies (§4)."""
    if not scores:
        return 0
    below = 0
    pairs = sorted(zip(scores, stake, strict=True))
    for index, (score, weight) in enumerate(pairs):
        below += weight
        last_of_score = index + 1 == len(pairs) or pairs[index + 1][0] != score
        if last_of_score and below > minority:
            return score
    return pairs[-1][0]


def consensus(act: list[int], weights: Matrix, n: int, kappa: int) -> list[int]:
    """Stake-weighted median of every column (§4)."""
    members = [i for i in range(n) if act[i] > 0]
    stake = normalise([act[i] for i in members])
    minority = sub(sum(stake), kappa)
    rows = [dict(weights[i]) for i in members]
    return [weighted_median(stake, [row.get(j, 0) for row in rows], minority) for j in range(n)]


def clip(weights: Matrix, at: list[int]) -> Matrix:
    """Weights cut down to consensus; entries without any consensus vanish (§5)."""
    out: Matrix = []
    for row in weights:
        cut: Row = []
        for j, w in row:
            c = at[j]
            if c >= w:
                cut.append((j, w))
            elif c > 0:
                cut.append((j, c))
        out.append(cut)
    return out


def interpolate(weights: Matrix, clipped: Matrix, ratio: int, n: int) -> Matrix:
    """Weights for bonds: between plain (ratio 0) and clipped (ratio 1) weights (§6)."""
    if ratio == 0:
        return weights
    if ratio == ONE or len(weights) != len(clipped):
        return clipped
    out: Matrix = []
    for row, cut in zip(weights, clipped, strict=True):
        w, c = dict(row), dict(cut)
        mixed: Row = []
        for j in range(n):
            v = add(w.get(j, 0), mul(ratio, sub(c.get(j, 0), w.get(j, 0))))
            if v > 0:
                mixed.append((j, v))
        out.append(mixed)
    return out


def ema(new: Matrix, old: Matrix, alpha: int, n: int) -> Matrix:
    """The plain moving average; rows come out in uid order (§7)."""
    rest = sub(ONE, alpha)
    out: Matrix = []
    for fresh, before in zip(new, old, strict=True):
        acc = [0] * n
        for row, factor in ((fresh, alpha), (before, rest)):
            for j, v in row:
                if j < n:
                    acc[j] = add(acc[j], mul(factor, v))
        out.append([(j, v) for j, v in enumerate(acc) if v > 0])
    return out


def cursor_lookup(row: Row, n: int) -> list[int]:
    """Values for columns 0…n−1 as one forward cursor finds them (§7.2, look-up rule)."""
    found = [0] * n
    at = 0
    for j in range(n):
        while at < len(row) and row[at][0] < j:
            at += 1
        if at < len(row) and row[at][0] == j:
            found[j] = row[at][1]
    return found


def liquid_alpha(c: int, w: int, b: int, low: int, high: int, steep: int) -> int:
    """The averaging factor of one bond (§7.2)."""
    gap = clamp(sub(w, c), 0, ONE) if w >= b else clamp(sub(b, w), 0, ONE)
    # I32F32 division by −100 truncates toward zero.
    slope = div0(steep << 32, -100 << 32)
    x = mul(slope, sub(gap, ONE >> 1))
    sigmoid = div0(ONE, add(ONE, exp_safe(x)))
    return max(min(add(low, mul(sigmoid, sub(high, low))), high), low)


def ema_liquid(
    new: Matrix, old: Matrix, at: list[int], n: int, low: int, high: int, steep: int
) -> Matrix:
    """The average with one factor per bond; bonds without a weight vanish (§7.2)."""
    out: Matrix = []
    for fresh, before in zip(new, old, strict=True):
        w, b = cursor_lookup(fresh, n), cursor_lookup(before, n)
        last = dict(before)
        row: Row = []
        for j, v in fresh:
            a = liquid_alpha(at[j], w[j], b[j], low, high, steep)
            kept = mul(sub(ONE, a), last.get(j, 0))
            x = min(ONE, add(kept, max(0, mul(a, v))))
            if x > 0:
                row.append((j, x))
        out.append(row)
    return out
