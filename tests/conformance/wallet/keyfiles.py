"""What one wallet writes, the other reads and signs with."""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bittensor_wallet import Keyfile, Keypair, Wallet
from bittensor_wallet.keyfile import decrypt_keyfile_data, get_password_from_environment

from asi.suite import Suite, equal, ok
from ours import Ours, Refused

FIXTURES = Path(__file__).resolve().parents[3] / "packages/sdk/test/wallet/fixtures"
FIXTURE_PASSWORD = "tempo 360 und vier Blöcke"
PASSWORD = "Ein Käfer, 3 Wale & 7 Füchse"
MESSAGE = b"who scores what"
# Argon2 over 512 MiB, on both sides, on a busy machine.
SLOW_S = 240


def register(suite: Suite, ours: Ours, folder: Path) -> None:
    path = str(folder)

    def official(name: str, hotkey: str = "default") -> Wallet:
        return Wallet(name=name, hotkey=hotkey, path=path)

    def ours_signs(key: Keypair, **which: Any) -> None:
        answer = ours.ask("sign", path=path, message=MESSAGE.hex(), **which)
        equal(answer["address"], key.ss58_address, "address")
        ok(key.verify(MESSAGE, bytes.fromhex(answer["signature"])), "our signature is good")

    def python_signs(key: Keypair, **which: Any) -> None:
        signature = bytes(key.sign(MESSAGE)).hex()
        signed = {"message": MESSAGE.hex(), "signature": signature}
        ok(ours.ask("verify", path=path, **signed, **which), "its signature is good")

    _register_theirs(suite, official, ours_signs, ours, path)
    _register_ours(suite, official, python_signs, ours, path)
    _register_rest(suite, ours, path)


def _register_theirs(
    suite: Suite,
    official: Callable[..., Wallet],
    ours_signs: Callable[..., None],
    ours: Ours,
    path: str,
) -> None:
    @suite.test("we sign with a coldkey that Python encrypted", SLOW_S)
    def _coldkey() -> None:
        mnemonic = Keypair.generate_mnemonic(12)
        wallet = official("theirs")
        wallet.regenerate_coldkey(mnemonic=mnemonic, coldkey_password=PASSWORD, suppress=True)
        ours_signs(Keypair.create_from_mnemonic(mnemonic), name="theirs", password=PASSWORD)

    @suite.test("we refuse another password for it", SLOW_S)
    def _wrong() -> None:
        try:
            ours.ask("sign", path=path, name="theirs", message="00", password="no")
        except Refused as refused:
            equal(refused.code, "WrongPassword", "code")
            return
        raise AssertionError("it was opened")

    @suite.test("we sign with hotkeys that Python wrote", 30)
    def _hotkeys() -> None:
        quiet: Any = {"use_password": False, "suppress": True}
        official("theirs", "seed").regenerate_hotkey(seed="0x" + "9f" * 32, **quiet)
        official("theirs", "uri").create_hotkey_from_uri("//Alice/soft//hard", **quiet)
        official("theirs", "fresh").create_new_hotkey(n_words=24, **quiet)
        for name in ("seed", "uri", "fresh"):
            ours_signs(official("theirs", name).hotkey, name="theirs", hotkey=name)

    @suite.test("we list what Python wrote")
    def _list() -> None:
        (wallet,) = ours.ask("list", path=path)
        coldkey = official("theirs").coldkeypub.ss58_address
        equal(wallet["coldkey"], ["nacl", coldkey], "coldkey")
        expected = [
            [name, "plaintext", official("theirs", name).hotkey.ss58_address]
            for name in ("fresh", "seed", "uri")
        ]
        equal(wallet["hotkeys"], expected, "hotkeys")


def _register_ours(
    suite: Suite,
    official: Callable[..., Wallet],
    python_signs: Callable[..., None],
    ours: Ours,
    path: str,
) -> None:
    @suite.test("Python signs with a coldkey that we encrypted", SLOW_S)
    def _coldkey() -> None:
        answer = ours.ask("create", path=path, name="ours", protection={"password": PASSWORD})
        wallet = official("ours")
        ok(wallet.coldkey_file.is_encrypted(), "Python sees that it is encrypted")
        key = wallet.get_coldkey(PASSWORD)
        equal(key.ss58_address, answer["address"], "address")
        equal(wallet.coldkeypub.ss58_address, answer["address"], "pubfile")
        again = Keypair.create_from_mnemonic(answer["mnemonic"])
        equal(again.ss58_address, answer["address"], "mnemonic")
        python_signs(key, name="ours")

    @suite.test("Python refuses another password for it", SLOW_S)
    def _wrong() -> None:
        try:
            official("ours").get_coldkey("another password")
        except Exception as error:
            ok("password" in str(error).lower(), str(error))
            return
        raise AssertionError("it was opened")

    @suite.test("Python signs with hotkeys that we wrote", 30)
    def _hotkeys() -> None:
        sources = {
            "phrase": {"kind": "mnemonic", "mnemonic": Keypair.generate_mnemonic(15)},
            "seed": {"kind": "seed", "seed": "9f" * 32},
            "uri": {"kind": "uri", "uri": "//Bob//deep/soft"},
        }
        for name, source in sources.items():
            which = {"name": "ours", "hotkey": name}
            address = ours.ask("regenerate", path=path, source=source, protection={}, **which)
            wallet = official("ours", name)
            equal(wallet.hotkey.ss58_address, address, f"{name}: address")
            equal(wallet.hotkeypub.ss58_address, address, f"{name}: pubfile")
            python_signs(wallet.hotkey, **which)

    @suite.test("our files are readable by their owner only")
    def _modes() -> None:
        files = [file for file in Path(path, "ours").rglob("*") if file.is_file()]
        equal(len(files), 8, "files")
        for file in files:
            equal(oct(stat.S_IMODE(file.stat().st_mode)), "0o600", file.name)


def _register_rest(suite: Suite, ours: Ours, path: str) -> None:
    @suite.test("both find the password in the environment")
    def _environment() -> None:
        keyfile = Keyfile(path=str(Path(path, "theirs", "cold.key-1")))
        name = keyfile.env_var_name()
        equal(ours.ask("variable", keyfile=keyfile.path), name, "name of the variable")
        for password in ("orchard lantern seventeen", "x9$Qm2!vT", "a" * 300):
            keyfile.save_password_to_env(password)
            value = _environment_of_the_process(name)
            equal(ours.ask("show", variable=name, value=value), password, "theirs")
            os.environ[name] = ours.ask("hide", variable=name, text=password)
            equal(get_password_from_environment(name), password, "ours")
        del os.environ[name]

    @suite.test("both open an Ansible Vault")
    def _ansible() -> None:
        vault = (FIXTURES / "coldkey.ansible").read_bytes()
        plaintext = bytes(decrypt_keyfile_data(vault, FIXTURE_PASSWORD))
        equal(plaintext, (FIXTURES / "phrase.keyfile").read_bytes(), "plaintext")
        place = Path(path, "vault", "coldkey")
        place.parent.mkdir()
        place.write_bytes(vault)
        which = {"name": "vault", "message": "00", "password": FIXTURE_PASSWORD}
        answer = ours.ask("sign", path=path, **which)
        public = (FIXTURES / "coldkeypub.txt").read_text()
        ok(answer["address"] in public, "address")

    @suite.test("both import an export of the Polkadot-JS wallet", 60)
    def _polkadot() -> None:
        export = (FIXTURES / "polkadot-sr25519.export").read_text()
        key = Keypair.create_from_encrypted_json(export, FIXTURE_PASSWORD)
        source = {"kind": "polkadot-json", "json": export, "passphrase": FIXTURE_PASSWORD}
        which = {"name": "vault", "hotkey": "polkadot", "protection": {}}
        equal(ours.ask("regenerate", path=path, source=source, **which), key.ss58_address, "key")
        reread = Wallet(name="vault", hotkey="polkadot", path=path).hotkey
        equal(reread.ss58_address, key.ss58_address, "what we wrote of it")


def _environment_of_the_process(name: str) -> str:
    """What the Rust side has set, which Python's copy of the environment does not know."""
    getenv = ctypes.CDLL(None).getenv
    getenv.restype = ctypes.c_char_p
    value = getenv(name.encode())
    assert value is not None, f"{name} is not set"
    return value.decode()
