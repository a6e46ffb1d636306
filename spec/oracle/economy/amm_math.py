"""The maths of the weighted pool (spec: 40-amm §2, §3, §4, §7). No state."""

from math import gcd

from .fixed import U64_MAX, U64F64, U128_MAX, clamp

WEIGHT_ONE = 10**18
HALF = WEIGHT_ONE // 2
MIN_WEIGHT = 10**16
SWAP_PRECISION = 256
LIMIT_PRECISION = 1024
_GUARD = 1 << 24
_MAX_ROOT = 1024


def is_weight_allowed(w2: int) -> bool:
    """Whether both weights are at least 1 %."""
    return w2 >= MIN_WEIGHT and WEIGHT_ONE - w2 >= MIN_WEIGHT


def parts_from_rational(p: int, q: int) -> int:
    """p / q in parts of 1e18, rounded down; 1 when q is 0 or p > q."""
    return WEIGHT_ONE if q == 0 or p > q else p * WEIGHT_ONE // q


def mul_parts_round(parts: int, value: int) -> int:
    """parts · value, half up, clamped into u128."""
    return min(U128_MAX, (parts * value + HALF) // WEIGHT_ONE)


def spot_price(w2: int, x: int, y: int) -> int:
    """Price in U64F64: two divisions first, then the product (the last bit depends on it)."""
    if x == 0:
        return 0
    weights = U64F64.div0(U64F64.of(WEIGHT_ONE - w2), U64F64.of(w2))
    return U64F64.mul(weights, U64F64.div0(U64F64.of(y), U64F64.of(x)))


def _round_g(v: int) -> int:
    sign = -1 if v < 0 else 1
    q, rem = divmod(abs(v), _GUARD)
    if rem and 2 * rem >= _GUARD:
        q += 1
    return sign * q


class _Log:
    """Logarithm and exponential with `bits` fraction bits, the last 24 of them guards."""

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.one = 1 << bits
        self.limit = min(4096, bits + 128)
        self.ln2 = -self.ln1p(-(self.one >> 1))

    def ln1p(self, t: int) -> int:
        term = res = t
        prev = _round_g(res)
        for n in range(2, self.limit + 1):
            term = (term * t) >> self.bits
            if term == 0:
                break
            c = term // n
            if c == 0:
                break
            res += -c if n % 2 == 0 else c
            r = _round_g(res)
            if abs(c) < _GUARD or r == prev:
                break
            prev = r
        return res

    def ln(self, v: int) -> int:
        s = v.bit_length() - 1
        m = (v << self.bits) >> s
        if m >= self.one + (self.one >> 1):
            m >>= 1
            s += 1
        return self.ln1p(m - self.one) + self.ln2 * s

    def exp(self, t: int) -> int:
        term = res = self.one
        prev = _round_g(res)
        # The cap is reachable: the truncated series is then the answer (§3.1).
        for n in range(1, self.limit + 1):
            term = (term * t) // (self.one * n)
            if term == 0:
                break
            res += term
            r = _round_g(res)
            if abs(term) < _GUARD or r == prev:
                break
            prev = r
        return res


def _root(n: int, k: int) -> int:
    """Integer k-th root, rounded down."""
    if n < 2 or k == 1:
        return n
    r = 1 << -(-n.bit_length() // k)
    while True:
        t = ((k - 1) * r + n // r ** (k - 1)) // k
        if t >= r:
            return r
        r = t


_LOGS: dict[int, _Log] = {}


def pow_ratio_scaled(bn: int, bd: int, en: int, ed: int, precision: int, scale: int) -> int | None:
    """(bn / bd) ^ (en / ed) · scale, by exact roots for small exponents, else by series."""
    if bd == 0 or ed == 0 or min(bn, bd, en, ed) < 0:
        return None
    if bn == 0:
        return 0
    if en == 0:
        return scale
    g = gcd(en, ed)
    en, ed = en // g, ed // g
    if en <= _MAX_ROOT and ed <= _MAX_ROOT:
        return _root(bn**en * scale**ed // bd**en, ed)
    p = max(precision, 32, scale.bit_length() + 8)
    log = _LOGS.setdefault(p, _Log(p + 24))
    exponent = (log.ln(bn) - log.ln(bd)) * en // ed
    return _round_g(log.exp(exponent)) * scale >> p


def exp_scaled(r: int, d: int, a: int, b: int) -> int:
    """(r / (r + d)) ^ (a / b) in U64F64; capped at 1 for d ≥ 0 (§3)."""
    den = clamp(r + d, 0, U64_MAX)
    if den == 0:
        return 0
    v = pow_ratio_scaled(r, den, a, b, SWAP_PRECISION, WEIGHT_ONE)
    if v is None or v < 0 or v > U64_MAX:
        return 0
    e = U64F64.div0(U64F64.of(v), U64F64.of(WEIGHT_ONE))
    return min(e, U64F64.one) if d >= 0 else e


def exp_sell(w2: int, x: int, dx: int) -> int:
    """What is left of the TAO reserve (share of 1) after selling dx alpha."""
    return exp_scaled(x, dx, WEIGHT_ONE - w2, w2)


def exp_buy(w2: int, y: int, dy: int) -> int:
    """What is left of the alpha reserve (share of 1) after paying dy TAO."""
    return exp_scaled(y, dy, w2, WEIGHT_ONE - w2)


def out_for(reserve: int, left: int) -> int:
    """Amount paid out of a reserve of which the share `left` stays."""
    return U64F64.to_u64(U64F64.mul(U64F64.of(reserve), U64F64.sub(U64F64.one, left)))


def _in_for_ratio(num: int, den: int, weight: int, reserve: int) -> int:
    ratio = pow_ratio_scaled(num, den, weight, WEIGHT_ONE, LIMIT_PRECISION, WEIGHT_ONE)
    if ratio is None:
        return 0
    grown = U64F64.div0(U64F64.of(clamp(ratio, 0, U64_MAX)), U64F64.of(WEIGHT_ONE))
    return U64F64.to_u64(U64F64.mul(U64F64.of(reserve), U64F64.sub(grown, U64F64.one)))


def tao_in_for_price(w2: int, price: int, target: int, y: int) -> int:
    """TAO that moves the price up to the target (§4 step 6)."""
    return _in_for_ratio(target, price, WEIGHT_ONE - w2, y)


def alpha_in_for_price(w2: int, price: int, target: int, x: int) -> int:
    """Alpha that moves the price down to the target (§4 step 6)."""
    return _in_for_ratio(price, target, w2, x)


def alpha_for_exact_tao(w2: int, y: int, x: int, tao: int) -> int:
    """Alpha needed for an exact amount of TAO (§9)."""
    e = exp_scaled(y, -tao, w2, WEIGHT_ONE - w2)
    return U64F64.to_u64(U64F64.mul(U64F64.of(x), U64F64.sub(e, U64F64.one)))


def weight_after_injection(w2: int, y: int, x: int, d_tao: int, d_alpha: int) -> int | None:
    """The weight that keeps the price when both reserves grow; none when out of bounds (§7)."""
    q1 = mul_parts_round(WEIGHT_ONE - w2, min(U128_MAX, y * (x + d_alpha)))
    q2 = mul_parts_round(w2, min(U128_MAX, x * (y + d_tao)))
    total = min(U128_MAX, q1 + q2)
    new = HALF if total == 0 else parts_from_rational(q2, total)
    return new if is_weight_allowed(new) else None
