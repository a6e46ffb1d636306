"""What the SDK reads of a living network."""

from asi.suite import Suite, equal, ok
from chain import TAO, Chain, address


def register(suite: Suite, chain: Chain) -> None:
    sub = chain.subtensor

    @suite.test("reads the metagraph, in full and lite", 30)
    def _metagraph() -> None:
        for lite in (True, False):
            graph = sub.metagraph(2, lite=lite)
            equal(int(graph.n), 4, "neurons")
            equal(graph.hotkeys[1], address(chain.bob), "hotkey of uid 1")
            ok(graph.S[0] > 0, "stake of the validator")
        equal(graph.W.shape, (4, 4), "weights")

    @suite.test("reads all of the metagraph's fields at once", 30)
    def _metagraph_info() -> None:
        info = sub.get_metagraph_info(2)
        equal(info.netuid, 2, "netuid")
        equal(info.num_uids, 4, "uids")
        equal(info.hotkeys[1], address(chain.bob), "hotkey of uid 1")
        equal(info.owner_coldkey, chain.alice.coldkeypub.ss58_address, "owner")
        equal(info.axons[1]["port"], 8091, "axon")
        ok(info.alpha_stake[0].rao > 0, "stake of the validator")
        equal(len(sub.get_all_metagraphs_info()), 4, "metagraphs of all subnets")

    @suite.test("reads subnets: info, price, pool, hyperparameters", 30)
    def _subnets() -> None:
        equal([each.netuid for each in sub.all_subnets()], [0, 1, 2, 3], "subnets")
        subnet = sub.subnet(2)
        ok(subnet.tao_in.rao > 1000 * TAO // 2, "TAO of the pool")
        price = sub.get_subnet_price(2)
        ok(abs(price.tao - subnet.tao_in.tao / subnet.alpha_in.tao) < 0.01, f"price {price}")
        equal([each.netuid for each in sub.get_all_subnets_info()], [0, 1, 2, 3], "infos")
        parameters = sub.get_subnet_hyperparameters(2)
        equal(parameters.tempo, 10, "tempo")
        equal(parameters.max_burn, 100 * TAO, "max_burn")
        equal(parameters.commit_reveal_weights_enabled, True, "commit and reveal")
        equal(sub.tempo(2), 10, "tempo")
        equal(sub.immunity_period(2), 5000, "immunity period")
        ok(sub.get_next_epoch_start_block(2) > sub.block - 1, "the next epoch is to come")

    @suite.test("reads delegates and what is delegated", 30)
    def _delegates() -> None:
        delegate = sub.get_delegate_by_hotkey(address(chain.alice))
        equal(delegate.owner_ss58, chain.alice.coldkeypub.ss58_address, "owner")
        ok(2 in delegate.registrations, "registrations")
        ok(address(chain.alice) in [each.hotkey_ss58 for each in sub.get_delegates()], "listed")
        ok(sub.is_hotkey_delegate(address(chain.alice)), "is a delegate")
        sub.get_delegated(chain.bob.coldkeypub.ss58_address)

    @suite.test("reads stake by coldkey, hotkey and subnet", 30)
    def _stakes() -> None:
        cold = chain.bob.coldkeypub.ss58_address
        rows = sub.get_stake_info_for_coldkey(cold)
        ok({(2, address(chain.bob)), (3, address(chain.bob))} <= {
            (each.netuid, each.hotkey_ss58) for each in rows
        }, "stakes of Bob")
        both = sub.get_stake_for_coldkey_and_hotkey(cold, address(chain.bob), [2, 3])
        equal(sorted(both), [2, 3], "subnets")

    @suite.test("reads a block of the past", 30)
    def _past() -> None:
        block = sub.block - 20
        equal(sub.subnetwork_n(2, block=block), 4, "neurons then")
        ok(sub.get_balance(chain.alice.coldkeypub.ss58_address, block=block).rao > 0, "balance")
