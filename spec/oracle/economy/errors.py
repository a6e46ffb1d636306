"""Why a call failed."""


class DispatchError(Exception):
    """A failed call: `Pallet.Error`, or the name of an error that belongs to no pallet."""

    def __init__(self, name: str, actual_weight: int | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.actual_weight = actual_weight


def fail(name: str) -> DispatchError:
    """An error of SubtensorModule."""
    return DispatchError(f"SubtensorModule.{name}")


def ensure(condition: bool, name: str) -> None:
    """Raises an error of SubtensorModule unless the condition holds."""
    if not condition:
        raise fail(name)
