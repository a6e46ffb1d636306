"""SafeFloat, the number of the share pools (spec: 10-state §2.2)."""

from .fixed import U64_MAX

MAX_MANTISSA = 10**21
MIN_MANTISSA = 10**20
I64_MAX = 2**63 - 1
I64_MIN = -(2**63)

SafeFloat = tuple[int, int]
"""(mantissa, exponent), value = mantissa · 10^exponent."""

ZERO: SafeFloat = (0, 0)


def normalize(mantissa: int, exponent: int) -> SafeFloat | None:
    """Brings the mantissa into (1e20, 1e21]; no value when the exponent leaves i64."""
    if mantissa == 0:
        return ZERO
    while mantissa > MAX_MANTISSA:
        mantissa //= 10
        exponent += 1
    while mantissa <= MIN_MANTISSA:
        mantissa *= 10
        exponent -= 1
    return (mantissa, exponent) if I64_MIN <= exponent <= I64_MAX else None


def new(mantissa: int, exponent: int) -> SafeFloat | None:
    """A number from its parts; a mantissa above the maximum is refused."""
    return None if mantissa > MAX_MANTISSA else normalize(mantissa, exponent)


def from_u64(value: int) -> SafeFloat:
    """From an integer amount."""
    return normalize(value, 0) or ZERO


def from_u64f64(raw: int) -> SafeFloat:
    """From the format of the legacy maps: integer part + fraction / 2^64."""
    whole = from_u64(raw >> 64)
    fraction = div(from_u64(raw & U64_MAX), normalize(2**64, 0) or ZERO) or ZERO
    return add(whole, fraction) or ZERO


def _power_of_ten(exponent: int) -> int:
    """10^exponent, with the exponent cut at 22."""
    return int(10 ** min(exponent, 22))


def to_u64(a: SafeFloat) -> int:
    """Integer part, clamped into u64. Powers of ten above 10^22 are cut there."""
    mantissa, exponent = a
    if exponent >= 0:
        return min(U64_MAX, mantissa * _power_of_ten(exponent))
    return min(U64_MAX, mantissa // _power_of_ten(-exponent))


def _align(a: SafeFloat, b: SafeFloat) -> tuple[int, int, int]:
    exponent = max(a[1], b[1])
    return (
        a[0] // _power_of_ten(exponent - a[1]),
        b[0] // _power_of_ten(exponent - b[1]),
        exponent,
    )


def add(a: SafeFloat, b: SafeFloat) -> SafeFloat | None:
    """Sum at the larger exponent, truncating the smaller operand."""
    if a[0] == 0:
        return b
    if b[0] == 0:
        return a
    ma, mb, exponent = _align(a, b)
    return normalize(ma + mb, exponent)


def sub(a: SafeFloat, b: SafeFloat) -> SafeFloat | None:
    """Difference, saturating at zero; nothing can be taken from zero."""
    if b[0] == 0:
        return a
    if a[0] == 0:
        return None
    ma, mb, exponent = _align(a, b)
    return normalize(max(0, ma - mb), exponent)


def div(a: SafeFloat, b: SafeFloat) -> SafeFloat | None:
    """Quotient, truncating; no value on zero."""
    if b[0] == 0:
        return None
    return normalize(a[0] * MAX_MANTISSA // b[0], a[1] - b[1] - 21)


def mul_div(s: SafeFloat, a: SafeFloat, b: SafeFloat) -> SafeFloat | None:
    """s · a / b, truncating once; no value when b is zero."""
    if b[0] == 0:
        return None
    return normalize(s[0] * a[0] // b[0], s[1] + a[1] - b[1])


def gt(a: SafeFloat, b: SafeFloat) -> bool:
    """The chain's comparison: exponents first, then mantissas.

    Right for two numbers in normal form; zero, with its exponent 0, beats every number whose
    exponent is negative.
    """
    return (a[1], a[0]) > (b[1], b[0])
