"""Wallets, subnets, registration and stake."""

import os

import bittensor as bt
from bittensor_wallet import Wallet

from asi.suite import Suite, equal, ok
from chain import TAO, Chain, address, done, event, refused, tao, wallet

# Of the requirements; the runner names another when it tries newer ones.
RELEASE = os.environ.get("PLEXUS_RELEASE", "bittensor 10.2.0")


def register(suite: Suite, chain: Chain) -> None:
    sub = chain.subtensor

    @suite.test("is the release that the requirements name")
    def _release() -> None:
        equal(bt.__version__, RELEASE.split()[-1], "version")

    @suite.test("connects and knows the chain for a fast local network")
    def _connect() -> None:
        ok(sub.is_fast_blocks(), "the slot lasts 250 ms")
        equal(sub.get_existential_deposit().rao, 500, "existential deposit")
        equal(sorted(sub.get_all_subnets_netuid()), [0, 1], "subnets of the genesis")
        equal(sub.get_subnet_burn_cost().rao, 1_000 * TAO, "cost of a subnet")

    @suite.test("keeps wallets in files and signs with them")
    def _wallets() -> None:
        bob = wallet("Bob", "BobHot")
        equal(bob.coldkeypub.ss58_address, "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty", "//Bob")
        again = Wallet(path=bob.path, name=bob.name, hotkey=bob.hotkey_str)
        equal(address(again), address(bob), "hotkey in the file")
        ok(bob.hotkey.verify(b"hello", again.hotkey.sign(b"hello")), "signature")

    @suite.test("transfers TAO and pays the fee it was told")
    def _transfer() -> None:
        before, before_dave = chain.free(chain.alice), chain.free(chain.dave)
        fee = sub.get_transfer_fee(chain.alice, chain.dave.coldkeypub.ss58_address, tao(5))
        response = done(
            sub.transfer(chain.alice, chain.dave.coldkeypub.ss58_address, tao(5)), "transfer"
        )
        equal(chain.free(chain.dave).rao, before_dave.rao + 5 * TAO, "what arrives")
        paid = response.extrinsic_fee.rao
        # The SDK asks for the fee of an extrinsic without era and nonce, which is a few bytes shorter.
        ok(0 <= paid - fee.rao <= 8, f"a fee of {paid} rao where {fee.rao} were announced")
        equal(chain.free(chain.alice).rao, before.rao - 5 * TAO - paid, "what is left")

    @suite.test("refuses a transfer of more than there is")
    def _too_much() -> None:
        response = sub.transfer(chain.dave, chain.alice.coldkeypub.ss58_address, tao(10**7))
        ok(not response.success, "the transfer succeeded")

    @suite.test("sends a transfer that nobody can read before it runs", 60)
    def _shielded() -> None:
        before = chain.free(chain.dave)
        response = done(
            sub.transfer(
                chain.alice, chain.dave.coldkeypub.ss58_address, tao(3), mev_protection=True
            ),
            "encrypted transfer",
        )
        inner, wrapper = response.mev_extrinsic, response.extrinsic_receipt
        equal(inner.block_hash, wrapper.block_hash, "block of what was inside")
        equal(inner.extrinsic_idx, wrapper.extrinsic_idx + 1, "place of what was inside")
        equal(chain.free(chain.dave).rao, before.rao + 3 * TAO, "what arrives")

    @suite.test("Root opens the root network and the freeze window", 30)
    def _open() -> None:
        chain.sudo("sudo_set_admin_freeze_window", window=0)
        chain.sudo("sudo_set_subtoken_enabled", netuid=0, subtoken_enabled=True)
        equal(sub.get_admin_freeze_window(), 0, "freeze window")

    @suite.test("registers two subnets and starts them", 60)
    def _subnets() -> None:
        cost = sub.get_subnet_burn_cost()
        before = chain.free(chain.alice)
        response = done(sub.register_subnet(chain.alice), "register_subnet")
        spent = before.rao - chain.free(chain.alice).rao
        equal(spent, cost.rao + response.extrinsic_fee.rao, "lock cost and fee")
        chain.netuid = 2
        ok(sub.subnet_exists(2), "the subnet exists")
        equal(sub.get_subnet_owner_hotkey(2), address(chain.alice), "owner hotkey")
        equal(sub.get_subnet_burn_cost().rao > cost.rao, True, "the next one costs more")
        done(sub.register_subnet(chain.bob), "register_subnet")
        chain.other = 3
        ok(not sub.is_subnet_active(2), "not started yet")
        refused(sub.start_call(chain.charlie, 2), "Bad")
        done(sub.start_call(chain.alice, 2), "start_call")
        done(sub.start_call(chain.bob, 3), "start_call")
        ok(sub.is_subnet_active(2), "started")
        refused(sub.start_call(chain.alice, 2), "FirstEmissionBlockNumberAlreadySet")
        for netuid in (2, 3):
            chain.sudo("sudo_set_subnet_emission_enabled", netuid=netuid, enabled=True)

    @suite.test("registers neurons for what the subnet asks", 60)
    def _neurons() -> None:
        price = sub.recycle(2)
        before = chain.free(chain.bob)
        response = done(sub.burned_register(chain.bob, 2), "burned_register")
        spent = before.rao - chain.free(chain.bob).rao - response.extrinsic_fee.rao
        ok(0 < spent <= price.rao, f"{spent} rao spent of a price of {price.rao}")
        done(sub.burned_register(chain.charlie, 2), "burned_register")
        equal(sub.get_uid_for_hotkey_on_subnet(address(chain.bob), 2), 1, "uid of Bob")
        equal(sub.get_uid_for_hotkey_on_subnet(address(chain.charlie), 2), 2, "uid of Charlie")
        ok(sub.is_hotkey_registered(address(chain.bob), 2), "registered")
        equal(sub.subnetwork_n(2), 3, "neurons")
        equal(sub.get_hotkey_owner(address(chain.bob)), chain.bob.coldkeypub.ss58_address, "owner")
        equal(sub.get_netuids_for_hotkey(address(chain.charlie)), [2], "subnets of Charlie")

    @suite.test("joins the root network", 30)
    def _root() -> None:
        done(sub.root_register(chain.alice), "root_register")
        equal(sub.get_uid_for_hotkey_on_subnet(address(chain.alice), 0), 0, "uid on root")
        done(sub.add_stake(chain.alice, 0, address(chain.alice), tao(1000)), "root stake")
        equal(chain.stake(chain.alice, chain.alice, 0).rao, 1000 * TAO, "one to one on root")

    @suite.test("stakes, and gets what was simulated", 30)
    def _stake() -> None:
        response = done(sub.add_stake(chain.bob, 2, address(chain.bob), tao(100)), "add_stake")
        bought = event(response, "StakeAdded")[3]
        # In the block before; emission moves the price by a thousandth in each.
        block_hash = response.extrinsic_receipt.block_hash
        before = sub.substrate.get_block_number(block_hash) - 1
        expected = sub.sim_swap(0, 2, tao(100), block=before).alpha_amount.rao
        ok(abs(bought - expected) <= expected // 200, f"{bought} of about {expected} alpha")
        ok(chain.stake(chain.bob, chain.bob, 2).rao >= bought, "stake")
        done(sub.add_stake(chain.charlie, 2, address(chain.charlie), tao(50)), "add_stake")
        done(sub.add_stake(chain.alice, 2, address(chain.alice), tao(200)), "add_stake")

    @suite.test("stakes with a price limit and is refused beyond it", 30)
    def _safe_stake() -> None:
        done(
            sub.add_stake(
                chain.bob, 2, address(chain.bob), tao(5), safe_staking=True, rate_tolerance=0.05
            ),
            "add_stake_limit",
        )
        response = sub.add_stake(
            chain.bob, 2, address(chain.bob), tao(500), safe_staking=True, rate_tolerance=0.0001
        )
        ok(not response.success, "a price limit was ignored")

    @suite.test("unstakes a part", 30)
    def _unstake() -> None:
        before, stake = chain.free(chain.bob), chain.stake(chain.bob, chain.bob, 2)
        part = type(stake).from_rao(stake.rao // 4, netuid=2)
        response = done(sub.unstake(chain.bob, 2, address(chain.bob), part), "unstake")
        # Not the stake before and after: an epoch may pay dividends in between.
        _, _, received, sold, netuid, fee = event(response, "StakeRemoved")
        equal((sold + fee, netuid), (part.rao, 2), "alpha taken back")
        paid = response.extrinsic_fee.rao
        equal(chain.free(chain.bob).rao, before.rao + received - paid, "TAO that came back")

    @suite.test("swaps stake between subnets", 30)
    def _swap() -> None:
        stake = chain.stake(chain.bob, chain.bob, 2)
        amount = type(stake).from_rao(stake.rao // 4, netuid=2)
        done(sub.swap_stake(chain.bob, address(chain.bob), 2, 3, amount), "swap_stake")
        ok(chain.stake(chain.bob, chain.bob, 3).rao > 0, "stake on the other subnet")

    @suite.test("moves stake between hotkeys and transfers it between coldkeys", 30)
    def _move() -> None:
        stake = chain.stake(chain.bob, chain.bob, 2)
        amount = type(stake).from_rao(stake.rao // 4, netuid=2)
        done(
            sub.move_stake(
                chain.bob, 2, address(chain.bob), 2, address(chain.charlie), amount
            ),
            "move_stake",
        )
        ok(chain.stake(chain.bob, chain.charlie, 2).rao > 0, "stake with the other hotkey")
        done(
            sub.transfer_stake(
                chain.bob, chain.dave.coldkeypub.ss58_address, address(chain.bob), 2, 2, amount
            ),
            "transfer_stake",
        )
        ok(chain.stake(chain.dave, chain.bob, 2).rao > 0, "stake of the other coldkey")

    @suite.test("unstakes everything", 30)
    def _unstake_all() -> None:
        done(sub.unstake_all(chain.dave, 2, address(chain.bob), None), "unstake_all")
        # An epoch may pay dividends on the last share of a rao before the stake is read.
        ok(chain.stake(chain.dave, chain.bob, 2).rao < 10, "stake is left")

    @suite.test("refuses stake for a subnet or a hotkey that is not there", 30)
    def _refused() -> None:
        refused(sub.add_stake(chain.bob, 77, address(chain.bob), tao(1)), "SubnetNotExists")
        refused(sub.add_stake(chain.bob, 2, address(chain.dave), tao(1)), "HotKeyAccountNotExists")
