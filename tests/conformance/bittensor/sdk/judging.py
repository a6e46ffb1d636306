"""Serving, weights, children and what comes of them."""

import bittensor as bt
from bittensor.core.chain_data import SubnetIdentity

from asi.suite import Suite, equal, ok
from chain import Chain, address, done, refused, wallet


def register(suite: Suite, chain: Chain) -> None:
    sub = chain.subtensor

    @suite.test("serves an axon that others find", 30)
    def _axon() -> None:
        axon = bt.Axon(wallet=chain.bob, ip="8.8.8.8", external_ip="8.8.8.8", port=8091)
        done(sub.serve_axon(2, axon), "serve_axon")
        neuron = sub.neuron_for_uid(1, 2)
        equal(neuron.axon_info.ip, "8.8.8.8", "ip")
        equal(neuron.axon_info.port, 8091, "port")
        ok(neuron.axon_info.is_serving, "it is serving")

    @suite.test("sets weights where commit and reveal is off", 60)
    def _weights() -> None:
        chain.sudo("sudo_set_commit_reveal_weights_enabled", netuid=2, enabled=False)
        chain.sudo("sudo_set_weights_set_rate_limit", netuid=2, weights_set_rate_limit=0)
        ok(not sub.commit_reveal_enabled(2), "commit and reveal is off")
        done(
            sub.set_weights(chain.alice, 2, uids=[1, 2], weights=[0.75, 0.25], block_time=0.25),
            "set_weights",
        )
        equal(dict(sub.weights(2))[0], [(1, 65535), (2, 21845)], "weights on chain")

    @suite.test("refuses weights of a neuron without permit", 60)
    def _no_permit() -> None:
        stranger = wallet("Dave", "DaveHot")
        done(sub.burned_register(stranger, 2), "burned_register")
        call = sub.compose_call(
            "SubtensorModule",
            "set_mechanism_weights",
            {"netuid": 2, "mecid": 0, "dests": [1], "weights": [65535], "version_key": 0},
        )
        response = sub.sign_and_send_extrinsic(call, stranger, sign_with="hotkey")
        refused(response, "NeuronNoValidatorPermit")

    @suite.test("pays miners and validators at the epoch", 60)
    def _epoch() -> None:
        chain.blocks(25)
        neurons = {each.uid: each for each in sub.neurons(2)}
        ok(neurons[0].validator_permit, "the validator has its permit")
        ok(neurons[1].incentive > neurons[2].incentive > 0, "incentive follows weights")
        ok(neurons[0].dividends > 0, "dividends of the validator")
        ok(neurons[1].emission > 0, "emission of the miner")

    @suite.test("commits and reveals weights", 90)
    def _commit_reveal() -> None:
        chain.sudo("sudo_set_commit_reveal_weights_enabled", netuid=2, enabled=True)
        # The SDK scales weights up when it reveals them and not when it commits to them.
        uids, weights, salt = [1, 2], [32768, 65535], [7, 11, 13]
        refused(
            sub.sign_and_send_extrinsic(
                sub.compose_call(
                    "SubtensorModule",
                    "set_mechanism_weights",
                    {"netuid": 2, "mecid": 0, "dests": [1], "weights": [1], "version_key": 0},
                ),
                chain.alice,
                sign_with="hotkey",
            ),
            "CommitRevealEnabled",
        )
        done(
            sub.commit_weights(
                chain.alice, 2, salt, uids, weights, wait_for_inclusion=True, period=16
            ),
            "commit_weights",
        )
        epoch = sub.query_subtensor("SubnetEpochIndex", params=[2])
        while sub.query_subtensor("SubnetEpochIndex", params=[2]).value == epoch.value:
            chain.blocks(1)
        done(sub.reveal_weights(chain.alice, 2, uids, weights, salt), "reveal_weights")
        equal(dict(sub.weights(2))[0], [(1, 32768), (2, 65535)], "weights on chain")

    @suite.test("sets weights that only time reveals", 60)
    def _timelock() -> None:
        response = sub.set_weights(
            chain.alice, 2, uids=[1, 2], weights=[0.5, 0.5], block_time=0.25, version_key=0
        )
        done(response, "set_weights")
        [(committer, *_)] = sub.get_timelocked_weight_commits(2)
        equal(committer, address(chain.alice), "who committed")

    @suite.test("gives stake weight to a child after the cool-down", 60)
    def _children() -> None:
        done(
            sub.set_children(chain.bob, 2, address(chain.bob), [(0.5, address(chain.charlie))]),
            "set_children",
        )
        pending, _block = sub.get_children_pending(address(chain.bob), 2)
        equal([child for _, child in pending], [address(chain.charlie)], "pending child")
        chain.blocks(45)
        found, children, error = sub.get_children(address(chain.bob), 2)
        ok(found, error)
        equal(children, [(0.5, address(chain.charlie))], "children")
        equal(sub.get_parents(address(chain.charlie), 2), [(0.5, address(chain.bob))], "parents")

    @suite.test("lowers a take and is refused a raise at once", 30)
    def _take() -> None:
        done(sub.set_delegate_take(chain.alice, address(chain.alice), 0.1), "set_delegate_take")
        ok(abs(sub.get_delegate_take(address(chain.alice)) - 0.1) < 0.0001, "take")
        again = sub.set_delegate_take(chain.alice, address(chain.alice), 0.15)
        refused(again, "DelegateTxRateLimitExceeded")

    @suite.test("sets the take of a child key", 30)
    def _childkey_take() -> None:
        params = {"hotkey": address(chain.bob), "netuid": 2, "take": 6_553}
        call = sub.compose_call("SubtensorModule", "set_childkey_take", params)
        done(sub.sign_and_send_extrinsic(call, chain.bob), "set_childkey_take")
        take = sub.query_subtensor("ChildkeyTake", params=[address(chain.bob), 2])
        equal(take.value, 6_553, "take")

    @suite.test("gives an account its identity", 30)
    def _account_identity() -> None:
        fields = ["name", "url", "github_repo", "image", "discord", "description", "additional"]
        params = {field: f"my {field}" for field in fields}
        call = sub.compose_call("SubtensorModule", "set_identity", params)
        done(sub.sign_and_send_extrinsic(call, chain.alice), "set_identity")
        identity = sub.query_identity(chain.alice.coldkeypub.ss58_address)
        equal((identity.name, identity.github), ("my name", "my github_repo"), "identity")

    @suite.test("gives a subnet its identity", 30)
    def _identity() -> None:
        identity = SubnetIdentity(
            subnet_name="plexus",
            github_repo="https://example.org/repo",
            subnet_contact="someone@example.org",
            subnet_url="https://example.org",
            logo_url="https://example.org/logo.png",
            discord="plexus",
            description="what it does",
            additional="more",
        )
        done(sub.set_subnet_identity(chain.alice, 2, identity), "set_subnet_identity")
        equal(sub.subnet(2).subnet_identity, identity, "identity")

    @suite.test("publishes a commitment", 30)
    def _commitment() -> None:
        done(sub.set_commitment(chain.bob, 2, "hello plexus"), "set_commitment")
        equal(sub.get_commitment(2, 1), "hello plexus", "commitment")

    @suite.test("chooses where its own incentive is staked", 30)
    def _auto_stake() -> None:
        done(sub.set_auto_stake(chain.bob, 2, address(chain.charlie)), "set_auto_stake")
        equal(
            sub.get_auto_stakes(chain.bob.coldkeypub.ss58_address)[2],
            address(chain.charlie),
            "destination",
        )

    @suite.test("chooses how root dividends are paid and claims them", 60)
    def _root_claim() -> None:
        done(sub.set_root_claim_type(chain.alice, "Keep"), "set_root_claim_type")
        equal(sub.get_root_claim_type(chain.alice.coldkeypub.ss58_address), "Keep", "type")
        done(sub.claim_root(chain.alice, [2]), "claim_root")

    @suite.test("lets a proxy act", 30)
    def _proxy() -> None:
        done(
            sub.add_proxy(chain.bob, chain.dave.coldkeypub.ss58_address, "Staking", 0),
            "add_proxy",
        )
        proxies, _deposit = sub.get_proxies_for_real_account(chain.bob.coldkeypub.ss58_address)
        equal([each.proxy_type for each in proxies], ["Staking"], "proxies of Bob")
