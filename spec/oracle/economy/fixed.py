"""Fixed-point numbers as plain integers (spec: 35-yuma-epoch §1, 30-block-step §1).

A number is its raw integer; the format says how many fraction bits it has and where it stops.
"""

from dataclasses import dataclass

U64_MAX = 2**64 - 1
U128_MAX = 2**128 - 1
I64_MAX = 2**63 - 1
I64_MIN = -(2**63)


def clamp(value: int, low: int, high: int) -> int:
    """The value, or the nearer end of the range."""
    return low if value < low else high if value > high else value


def u64(value: int) -> int:
    """Clamps into u64."""
    return clamp(value, 0, U64_MAX)


def trunc_div(a: int, b: int) -> int:
    """Integer division toward zero."""
    q = abs(a) // abs(b)
    return q if (a < 0) == (b < 0) else -q


@dataclass(frozen=True)
class Format:
    """One fixed-point format. All methods take and give raw integers."""

    frac: int
    low: int
    high: int

    @property
    def one(self) -> int:
        """Raw integer of 1."""
        return 1 << self.frac

    def sat(self, raw: int) -> int:
        """Clamps a raw integer into the format."""
        return clamp(raw, self.low, self.high)

    def of(self, integer: int) -> int:
        """From an integer, saturating."""
        return self.sat(integer << self.frac)

    def add(self, a: int, b: int) -> int:
        """Saturating sum."""
        return self.sat(a + b)

    def sub(self, a: int, b: int) -> int:
        """Saturating difference."""
        return self.sat(a - b)

    def mul(self, a: int, b: int) -> int:
        """Saturating product, rounded down."""
        return self.sat((a * b) >> self.frac)

    def checked_div(self, a: int, b: int) -> int | None:
        """Quotient toward zero; no value on zero or overflow."""
        if b == 0:
            return None
        q = trunc_div(a << self.frac, b)
        return q if self.low <= q <= self.high else None

    def div0(self, a: int, b: int) -> int:
        """Quotient toward zero; 0 on zero and on overflow (the chain's safe division)."""
        return self.checked_div(a, b) or 0

    def to_u64(self, raw: int) -> int:
        """Floor, clamped into u64."""
        return u64(raw >> self.frac)

    def from_format(self, raw: int, source: "Format") -> int:
        """Conversion from another format: lost fraction bits round down, the range clamps."""
        shift = self.frac - source.frac
        return self.sat(raw << shift if shift >= 0 else raw >> -shift)


U64F64 = Format(64, 0, U128_MAX)
U96F32 = Format(32, 0, U128_MAX)
I96F32 = Format(32, -(2**127), 2**127 - 1)
I64F64 = Format(64, -(2**127), 2**127 - 1)
I32F32 = Format(32, I64_MIN, I64_MAX)
