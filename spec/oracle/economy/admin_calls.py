"""Calls of AdminUtils: how they are encoded and what they weigh (spec: 20-calls §13)."""

from typing import Any

from . import admin
from . import scale as sc
from .calls import NET, U16S, Args, Call, Handler, Origin
from .state import State


def _recycle_or_burn(value: Any) -> bytes:
    return bytes([("Burn", "Recycle").index(value["type"])])


def _setter(name: str) -> Handler:
    def handler(s: State, origin: Origin, a: Args) -> None:
        admin.run(s, origin, admin.SETTERS[name], a)

    return handler


# Call index, whether netuid comes first, the other arguments, weight in ps.
_BOOL = sc.boolean
_ADMIN: dict[str, tuple[int, bool, tuple[tuple[str, sc.Encoder], ...], int]] = {
    "sudo_set_weights_set_rate_limit": (
        7,
        True,
        (("weights_set_rate_limit", sc.U64),),
        141_420_000,
    ),
    "sudo_set_immunity_period": (13, True, (("immunity_period", sc.U16),), 259_414_000),
    "sudo_set_max_allowed_uids": (15, True, (("max_allowed_uids", sc.U16),), 343_381_000),
    "sudo_set_kappa": (16, True, (("kappa", sc.U16),), 141_301_000),
    "sudo_set_max_allowed_validators": (
        25,
        True,
        (("max_allowed_validators", sc.U16),),
        285_896_000,
    ),
    "sudo_set_network_rate_limit": (29, False, (("rate_limit", sc.U64),), 114_000_000),
    "sudo_set_tx_delegate_take_rate_limit": (45, False, (("tx_rate_limit", sc.U64),), 105_420_000),
    "sudo_set_commit_reveal_weights_enabled": (49, True, (("enabled", _BOOL),), 259_544_000),
    "sudo_set_liquid_alpha_enabled": (50, True, (("enabled", _BOOL),), 225_538_000),
    "sudo_set_alpha_values": (
        51,
        True,
        (("alpha_low", sc.U16), ("alpha_high", sc.U16)),
        259_224_000,
    ),
    "sudo_set_commit_reveal_weights_interval": (57, True, (("interval", sc.U64),), 259_654_000),
    "sudo_set_bonds_penalty": (60, True, (("bonds_penalty", sc.U16),), 259_354_000),
    "sudo_set_subnet_moving_alpha": (63, False, (("alpha", sc.signed(16)),), 102_955_000),
    "sudo_set_ema_price_halving_period": (65, True, (("ema_halving", sc.U64),), 104_198_000),
    "sudo_set_subtoken_enabled": (66, True, (("subtoken_enabled", _BOOL),), 225_467_000),
    "sudo_set_yuma3_enabled": (69, True, (("enabled", _BOOL),), 228_583_000),
    "sudo_set_ck_burn": (73, False, (("burn", sc.U64),), 140_650_000),
    "sudo_set_admin_freeze_window": (74, False, (("window", sc.U16),), 105_450_000),
    "sudo_set_owner_hparam_rate_limit": (75, False, (("epochs", sc.U16),), 105_471_000),
    "sudo_set_mechanism_count": (76, True, (("mechanism_count", sc.U8),), 140_000_000),
    "sudo_set_mechanism_emission_split": (
        77,
        True,
        (("maybe_split", sc.option_of(U16S)),),
        140_000_000,
    ),
    "sudo_set_min_allowed_uids": (79, True, (("min_allowed_uids", sc.U16),), 312_890_000),
    "sudo_set_recycle_or_burn": (80, True, (("recycle_or_burn", _recycle_or_burn),), 270_000_000),
    "sudo_set_min_non_immune_uids": (84, True, (("min", sc.U16),), 106_783_000),
    "sudo_set_subnet_emission_enabled": (94, True, (("enabled", _BOOL),), 141_351_000),
}
CALLS: dict[str, Call] = {
    f"AdminUtils.{name}": Call(
        (19, index), ((NET, *args) if has_net else args), weight, _setter(name)
    )
    for name, (index, has_net, args, weight) in _ADMIN.items()
}
