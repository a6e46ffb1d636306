import { addressOf, blockNumber, decode, H160, hash, mechId, netUid, uid } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { callOf } from '../../../../src/calls.ts'
import type { RuntimeCall } from '../../../../src/frame/call.ts'
import type { Context } from '../../../../src/frame/context.ts'
import { moduleError } from '../../../../src/frame/error.ts'
import type { ModuleError } from '../../../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../../../src/frame/origin.ts'
import { LastStoredRound } from '../../../../src/pallets/drand/storage.ts'
import { errors } from '../../../../src/pallets/subtensor/errors.ts'
import { validityCode } from '../../../../src/pallets/subtensor/guards/validity-code.ts'
import * as parameters from '../../../../src/pallets/subtensor/storage/hyperparameters.ts'
import {
  MaxDelegateTake,
  MinDelegateTake,
  Owner,
} from '../../../../src/pallets/subtensor/storage/keys.ts'
import {
  ColdkeySwapAnnouncements,
  ColdkeySwapDisputes,
  LastRateLimitedBlock,
} from '../../../../src/pallets/subtensor/storage/limits.ts'
import {
  NetworkRateLimit,
  NetworksAdded,
  SubnetworkN,
} from '../../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../../src/pallets/subtensor/storage/neurons.ts'
import {
  LastEpochBlock,
  SubnetEpochIndex,
  Tempo,
} from '../../../../src/pallets/subtensor/storage/schedule.ts'
import { storageIndex } from '../../../../src/pallets/subtensor/types.ts'
import { accountData } from '../../../../src/pallets/system/accounts.ts'
import { BlockNumber } from '../../../../src/pallets/system/storage.ts'
import { alice, bob, runtime, TestChain } from '../../../executive/chain-kit.ts'
import { fails, succeeds } from '../../../helpers/expect-call.ts'
import { eventsDuring } from '../../../helpers/test-context.ts'
import { digestOf } from '../weights/commit-kit.ts'

const NETUID = netUid(5)
const MAIN = mechId(0)
const INDEX = storageIndex(NETUID, MAIN)
const who = alice.account
const genesis = runtime.genesis()

const subtensor = (name: string, args: Readonly<Record<string, unknown>>): RuntimeCall =>
  callOf('SubtensorModule', name, args)
const remark = callOf('System', 'remark', { remark: Uint8Array.of(1) })

/** Weights as every call around them wants them. */
const vector = { dests: [0], weights: [1], version_key: 0n }
const revealed = { uids: [0], values: [1], salt: [1], version_key: 0n }
const batchRevealed = {
  uids_list: [[0]],
  values_list: [[1]],
  salts_list: [[1]],
  version_keys: [0n],
}
const digest = digestOf(who, revealed)
const netuid = NETUID
const mecid = MAIN
const commit = Uint8Array.of(1)
const timelocked = { netuid, commit, reveal_round: 99n, commit_reveal_version: 4 }

const sets = [
  subtensor('set_weights', { netuid, ...vector }),
  subtensor('set_mechanism_weights', { netuid, mecid, ...vector }),
]
const commits = [
  subtensor('commit_weights', { netuid, commit_hash: digest }),
  subtensor('commit_mechanism_weights', { netuid, mecid, commit_hash: digest }),
]
const reveals = [
  subtensor('reveal_weights', { netuid, ...revealed }),
  subtensor('reveal_mechanism_weights', { netuid, mecid, ...revealed }),
  subtensor('batch_reveal_weights', { netuid, ...batchRevealed }),
]
const seals = [
  subtensor('commit_timelocked_weights', timelocked),
  subtensor('commit_timelocked_mechanism_weights', { ...timelocked, mecid }),
  subtensor('commit_crv3_mechanism_weights', { netuid, mecid, commit, reveal_round: 99n }),
]
const batches = [
  subtensor('batch_set_weights', { netuids: [netuid], weights: [[]], version_keys: [0n] }),
  subtensor('batch_commit_weights', { netuids: [netuid], commit_hashes: [digest] }),
]
const axon = {
  netuid,
  version: 1,
  ip: 0x0102_0304n,
  port: 80,
  ip_type: 4,
  protocol: 0,
  placeholder1: 0,
  placeholder2: 0,
}
const prometheus = { netuid, version: 1, ip: 0x0102_0304n, port: 80, ip_type: 4 }
const serves = (part: Partial<typeof axon>): readonly RuntimeCall[] => [
  subtensor('serve_axon', { ...axon, ...part }),
  subtensor('serve_axon_tls', { ...axon, ...part, certificate: Uint8Array.of(1) }),
  subtensor('serve_prometheus', { ...prometheus, ...part }),
]
const takes = (take: number): readonly RuntimeCall[] =>
  ['increase_take', 'decrease_take'].map((name) => subtensor(name, { hotkey: bob.account, take }))

const committed = (ctx: Context, epoch: bigint): void =>
  neurons.WeightCommits.set(ctx, INDEX, who, [[digest, epoch, 1n, 0n]])
const announced = (ctx: Context): void =>
  ColdkeySwapAnnouncements.set(ctx, who, [blockNumber(9), digest])

/** A subnet whose only neuron is Alice; weights are committed to, in epoch 7. */
function setUpSubnet(ctx: Context): void {
  NetworksAdded.set(ctx, NETUID, true)
  SubnetworkN.set(ctx, NETUID, 1)
  neurons.Uids.set(ctx, NETUID, who, 0)
  neurons.Keys.set(ctx, NETUID, uid(0), who)
  parameters.RevealPeriodEpochs.set(ctx, NETUID, 1n)
  Tempo.set(ctx, NETUID, 360)
  LastEpochBlock.set(ctx, NETUID, 1n)
  SubnetEpochIndex.set(ctx, NETUID, 7n)
  MinDelegateTake.set(ctx, 10)
  MaxDelegateTake.set(ctx, 20)
}

interface Refusal {
  readonly setUp?: (ctx: Context) => void
  readonly calls: readonly RuntimeCall[]
  readonly error: ModuleError
  /** `InvalidTransaction::Custom` (spec: 50-fees-and-extensions §6). */
  readonly code: number
}

const noUid = (ctx: Context): void => neurons.Uids.remove(ctx, NETUID, who)
const tooSoon = (ctx: Context): void => neurons.LastUpdate.set(ctx, INDEX, [1n])
const open = (ctx: Context): void => parameters.CommitRevealWeightsEnabled.set(ctx, NETUID, false)

const refusals: readonly (readonly [string, Refusal])[] = [
  [
    'anything, once a coldkey swap is announced',
    { setUp: announced, calls: [remark, ...sets], error: errors.ColdkeySwapAnnounced, code: 0 },
  ],
  [
    'anything, once the swap is disputed',
    {
      setUp(ctx) {
        announced(ctx)
        ColdkeySwapDisputes.set(ctx, who, blockNumber(9))
      },
      calls: [remark],
      error: errors.ColdkeySwapDisputed,
      code: 21,
    },
  ],
  [
    'weights in lists of different lengths, before stake is looked at',
    {
      setUp: (ctx) => parameters.StakeThreshold.set(ctx, 1n),
      calls: [
        subtensor('batch_set_weights', { netuids: [netuid], weights: [], version_keys: [0n] }),
        subtensor('batch_set_weights', { netuids: [netuid], weights: [[]], version_keys: [] }),
        subtensor('batch_commit_weights', { netuids: [], commit_hashes: [digest] }),
        subtensor('batch_reveal_weights', { netuid, ...batchRevealed, values_list: [] }),
        subtensor('batch_reveal_weights', { netuid, ...batchRevealed, salts_list: [] }),
        subtensor('batch_reveal_weights', { netuid, ...batchRevealed, version_keys: [] }),
      ],
      error: errors.InputLengthsUnequal,
      code: 18,
    },
  ],
  [
    'weights without the stake for them',
    {
      setUp(ctx) {
        parameters.StakeThreshold.set(ctx, 1n)
        tooSoon(ctx)
      },
      calls: [...sets, ...commits, ...reveals, ...seals, ...batches],
      error: errors.NotEnoughStakeToSetWeights,
      code: 1,
    },
  ],
  [
    'to reveal what was not committed to',
    { calls: reveals, error: errors.NoWeightsCommitFound, code: 16 },
  ],
  [
    'to reveal another thing than was committed to',
    {
      setUp: (ctx) =>
        neurons.WeightCommits.set(ctx, INDEX, who, [[hash(new Uint8Array(32)), 6n, 1n, 0n]]),
      calls: reveals,
      error: errors.NoWeightsCommitFound,
      code: 16,
    },
  ],
  [
    'to reveal in the epoch of the commit',
    { setUp: (ctx) => committed(ctx, 7n), calls: reveals, error: errors.RevealTooEarly, code: 17 },
  ],
  [
    'to reveal two epochs after the commit',
    { setUp: (ctx) => committed(ctx, 5n), calls: reveals, error: errors.RevealTooEarly, code: 17 },
  ],
  [
    'a commit for a round that has passed',
    {
      setUp: (ctx) => LastStoredRound.set(ctx, 100n),
      calls: seals,
      error: errors.InvalidRevealRound,
      code: 15,
    },
  ],
  [
    'weights that come too soon',
    {
      setUp(ctx) {
        tooSoon(ctx)
        open(ctx)
      },
      calls: sets,
      error: errors.SettingWeightsTooFast,
      code: 6,
    },
  ],
  [
    'commits that come too soon',
    { setUp: tooSoon, calls: commits, error: errors.CommittingWeightsTooFast, code: 6 },
  ],
  [
    'a subnet too soon after the last',
    {
      setUp(ctx) {
        NetworkRateLimit.set(ctx, 10n)
        LastRateLimitedBlock.set(ctx, { type: 'NetworkLastRegistered' }, 1n)
      },
      calls: [subtensor('register_network', { hotkey: bob.account })],
      error: errors.NetworkTxRateLimitExceeded,
      code: 6,
    },
  ],
  ['a take that is too low', { calls: takes(9), error: errors.DelegateTakeTooLow, code: 26 }],
  ['a take that is too high', { calls: takes(21), error: errors.DelegateTakeTooHigh, code: 27 }],
  [
    'a take of an unknown hotkey',
    {
      setUp: (ctx) => Owner.remove(ctx, bob.account),
      calls: takes(15),
      error: errors.HotKeyAccountNotExists,
      code: 4,
    },
  ],
  [
    'a take of another’s hotkey',
    {
      setUp: (ctx) => Owner.set(ctx, bob.account, bob.account),
      calls: takes(15),
      error: errors.NonAssociatedColdKey,
      code: 25,
    },
  ],
  [
    'an endpoint without uid',
    { setUp: noUid, calls: serves({}), error: errors.HotKeyNotRegisteredInNetwork, code: 10 },
  ],
  [
    'an endpoint of a strange kind',
    { calls: serves({ ip_type: 5 }), error: errors.InvalidIpType, code: 255 },
  ],
  [
    'an endpoint on localhost',
    { calls: serves({ ip: 0x7f00_0001n }), error: errors.InvalidIpAddress, code: 11 },
  ],
  [
    'an endpoint too soon after the last',
    {
      setUp(ctx) {
        parameters.ServingRateLimit.set(ctx, NETUID, 50n)
        const info = { block: 1n, version: 0, ip: 0n, port: 0, ip_type: 4 }
        const rest = { protocol: 0, placeholder1: 0, placeholder2: 0 }
        neurons.Axons.set(ctx, NETUID, who, { ...info, ...rest })
        neurons.Prometheus.set(ctx, NETUID, who, info)
      },
      calls: serves({}),
      error: errors.ServingRateLimitExceeded,
      code: 12,
    },
  ],
  ['an endpoint on port 0', { calls: serves({ port: 0 }), error: errors.InvalidPort, code: 13 }],
]

/** Alice's proxy is Bob. */
const proxied = (call: RuntimeCall): RuntimeCall =>
  callOf('Proxy', 'proxy', { real: addressOf(who), force_proxy_type: undefined, call })
const addBob = callOf('Proxy', 'add_proxy', {
  delegate: addressOf(bob.account),
  proxy_type: 'Any',
  delay: 0,
})

let chain: TestChain
beforeEach(() => {
  chain = new TestChain(genesis)
})

/** The state of the next block after the set-up of a row. */
function prepared(setUp: Refusal['setUp']): Context {
  const ctx = chain.read()
  setUpSubnet(ctx)
  setUp?.(ctx)
  chain.state = chain.state.after(ctx.state.changes())
  const next = chain.read()
  BlockNumber.set(next, 1)
  next.phase = { type: 'ApplyExtrinsic', value: 1 }
  return next
}

describe.each(refusals)('%s', (_, { setUp, calls, error, code }) => {
  const items = calls.map((call) => [call.call.name, call] as const)
  const expected = moduleError(error)

  test.each(items)('is refused to %s, and changes nothing', (_name, call) => {
    fails(prepared(setUp), call, signed(who), error)
  })

  test('is refused to a proxy as to whom it stands for', () => {
    const ctx = prepared((before) => {
      succeeds(before, addBob, signed(who))
      setUp?.(before)
    })
    for (const call of calls) {
      const events = eventsDuring(ctx, () => {
        expect(ctx.dispatch(proxied(call), signed(bob.account)).ok).toBe(true)
      })
      const result = { ok: false, error: expected }
      expect(events.at(-1), call.call.name).toEqual(['Proxy.ProxyExecuted', { result }])
    }
  })

  test.each(items)('makes %s invalid, in the pool and in a block, for no fee', (_name, call) => {
    const ctx = prepared(setUp)
    const before = accountData(ctx, who)
    const extrinsic = chain.sign(call)
    const refused = { type: 'Invalid', value: { type: 'Custom', value: code } }
    expect(chain.validate(extrinsic)).toEqual({ ok: false, error: refused })
    expect(chain.block(extrinsic)).toEqual([{ kind: 'invalid', error: refused }])
    expect(accountData(chain.read(), who)).toEqual(before)
  })
})

/** A batch itself is refused to a coldkey that is about to be swapped. */
const inBatch = refusals.filter(([, { code }]) => code !== 0 && code !== 21)

test.each(inBatch)('%s is refused inside a batch, which goes on', (_, { setUp, calls, error }) => {
  const ctx = prepared(setUp)
  const batch = callOf('Utility', 'force_batch', { calls: [...calls, remark] })
  const failed = ['Utility.ItemFailed', { error: moduleError(error) }]
  expect(succeeds(ctx, batch, signed(who))).toEqual([
    ...calls.map(() => failed),
    ['Utility.ItemCompleted', undefined],
    ['Utility.BatchCompletedWithErrors', undefined],
  ])
})

describe('guards', () => {
  test('ask nothing of Root and of nobody', () => {
    const ctx = prepared((before) => {
      announced(before)
      tooSoon(before)
    })
    for (const origin of [NONE, ROOT]) succeeds(ctx, remark, origin)
    fails(ctx, sets[0] ?? remark, ROOT, errors.CommitRevealEnabled)
  })

  test('let a coldkey that is about to be swapped do what belongs to the swap', () => {
    const ctx = prepared(announced)
    const again = subtensor('announce_coldkey_swap', { new_coldkey_hash: digest })
    const swap = subtensor('swap_coldkey_announced', { new_coldkey: bob.account })
    const clear = subtensor('clear_coldkey_swap_announcement', {})
    const dispute = subtensor('dispute_coldkey_swap', {})
    for (const call of [again, swap, clear, dispute]) {
      expect(chain.validate(chain.sign(call)).ok, call.call.name).toBe(true)
    }
    fails(ctx, again, signed(who), errors.ColdkeySwapReannouncedTooEarly)
    fails(ctx, swap, signed(who), errors.AnnouncedColdkeyHashDoesNotMatch)
    fails(ctx, clear, signed(who), errors.ColdkeySwapClearTooEarly)
    succeeds(ctx, dispute, signed(who))
    for (const call of [again, swap, clear, dispute, remark]) {
      fails(ctx, call, signed(who), errors.ColdkeySwapDisputed)
    }
  })

  test('leave it to the calls to refuse weights that need a commit, and hotkeys without uid', () => {
    const ctx = prepared((before) => {
      tooSoon(before)
      noUid(before)
    })
    for (const call of sets) fails(ctx, call, signed(who), errors.CommitRevealEnabled)
    for (const call of commits) fails(ctx, call, signed(who), errors.HotKeyNotRegisteredInSubNet)
  })

  test('let a commit for a round that is still to come pass', () => {
    const ctx = prepared((before) => LastStoredRound.set(before, 99n))
    for (const call of seals) {
      expect(chain.validate(chain.sign(call)).ok, call.call.name).toBe(true)
      expect(ctx.dispatch(call, signed(who)).ok, call.call.name).toBe(true)
      neurons.LastUpdate.remove(ctx, INDEX)
    }
  })

  test('see calls inside others only when those are dispatched', () => {
    prepared((before) => parameters.StakeThreshold.set(before, 1n))
    const batch = callOf('Utility', 'batch', { calls: sets })
    expect(chain.verdict(chain.sign(batch))).toBe('ok')
  })

  test('are asked in their order', () => {
    const ctx = prepared((before) => {
      parameters.StakeThreshold.set(before, 1n)
      tooSoon(before)
    })
    for (const call of commits) fails(ctx, call, signed(who), errors.NotEnoughStakeToSetWeights)
  })
})

describe('an EVM key', () => {
  const associate = subtensor('associate_evm_key', {
    netuid,
    evm_key: new Uint8Array(20),
    block_number: 1n,
    signature: new Uint8Array(65),
  })
  const codeOf = (): unknown => {
    const verdict = chain.validate(chain.sign(associate))
    return verdict.ok ? 'ok' : verdict.error.value.value
  }

  test('is for hotkeys with a uid', () => {
    prepared(noUid)
    expect(codeOf()).toBe(19)
  })

  test('comes not in the block of the last one', () => {
    const address = decode(H160, new Uint8Array(20))
    prepared((ctx) => neurons.AssociatedEvmAddress.set(ctx, NETUID, uid(0), [address, 1n]))
    expect(codeOf()).toBe(20)
  })

  test('is no matter of guards otherwise', () => {
    prepared(undefined)
    expect(codeOf()).toBe('ok')
  })
})

test('errors without a code of their own are bad requests', () => {
  expect(validityCode(errors.Deprecated)).toBe(255)
})
