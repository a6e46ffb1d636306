import {
  blockNumber,
  bytesToHex,
  decode,
  encode,
  hexToBytes,
  mechId,
  netUid,
  uid,
} from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../src/frame/context.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import { setCommitment } from '../../src/pallets/commitments/calls/set-commitment.ts'
import { setMaxSpace } from '../../src/pallets/commitments/calls/set-max-space.ts'
import { Data } from '../../src/pallets/commitments/data.ts'
import { errors } from '../../src/pallets/commitments/errors.ts'
import { commitmentsPallet } from '../../src/pallets/commitments/index.ts'
import { purgeCommitments } from '../../src/pallets/commitments/purge.ts'
import {
  CommitmentOf,
  LastBondsReset,
  LastCommitment,
  MaxSpace,
  RevealedCommitments,
  TimelockedIndex,
  UsedSpaceOf,
} from '../../src/pallets/commitments/storage.ts'
import { Registration } from '../../src/pallets/commitments/types.ts'
import { BondsResetOn } from '../../src/pallets/subtensor/storage/hyperparameters.ts'
import { Bonds, Uids } from '../../src/pallets/subtensor/storage/neurons.ts'
import {
  LastEpochBlock,
  SubnetEpochIndex,
  Tempo,
} from '../../src/pallets/subtensor/storage/schedule.ts'
import { storageIndex } from '../../src/pallets/subtensor/types.ts'
import { BlockNumber } from '../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../helpers/expect-call.ts'
import { account, testContext } from '../helpers/test-context.ts'

const NET = netUid(5)
const HOTKEY = account(1)
const OTHER = account(2)
const BLOCK = 1000
const by = signed(HOTKEY)

function world(): Context {
  const ctx = testContext()
  BlockNumber.set(ctx, blockNumber(BLOCK))
  Tempo.set(ctx, NET, 360)
  LastEpochBlock.set(ctx, NET, BigInt(BLOCK))
  Uids.set(ctx, NET, HOTKEY, 3)
  return ctx
}

const raw = (length: number): Data => ({ type: `Raw${length}`, value: new Uint8Array(length) })
const big = (length: number): Data => ({ type: 'BigRaw', value: new Uint8Array(length) })
const locked = (length: number, reveal_round = 9n): Data => ({
  type: 'TimelockEncrypted',
  value: { encrypted: new Uint8Array(length), reveal_round },
})
const commit = (...fields: readonly Data[]) => setCommitment.with({ netuid: NET, info: { fields } })
const used = (ctx: Context, who: AccountId = HOTKEY): bigint | undefined =>
  UsedSpaceOf.get(ctx, NET, who)?.used_space

describe('data on the wire', () => {
  // 10-state §4.3: the tag, then the bytes; texts have their length in the tag.
  test.each([
    ['00', { type: 'None' }],
    ['01', raw(0)],
    ['0361 62', { type: 'Raw2', value: hexToBytes('6162') }],
    [`81${'00'.repeat(128)}`, raw(128)],
    [`82${'07'.repeat(32)}`, { type: 'BlakeTwo256', value: new Uint8Array(32).fill(7) }],
    [`83${'07'.repeat(32)}`, { type: 'Sha256', value: new Uint8Array(32).fill(7) }],
    [`84${'07'.repeat(32)}`, { type: 'Keccak256', value: new Uint8Array(32).fill(7) }],
    [`85${'07'.repeat(32)}`, { type: 'ShaThree256', value: new Uint8Array(32).fill(7) }],
    ['86 08 0000 0900000000000000', locked(2)],
    ['87', { type: 'ResetBondsFlag' }],
    ['88 0c 000000', big(3)],
  ] as const)('%s', (hex, data) => {
    const bytes = hexToBytes(hex.replaceAll(' ', ''))
    expect(bytesToHex(encode(Data, data as Data))).toBe(bytesToHex(bytes))
    expect(decode(Data, bytes)).toEqual({ value: undefined, ...data })
  })

  test.each([
    ['an unknown tag', '89'],
    ['a text that ends too early', '0561'],
    ['more than 512 bytes', `880508${'00'.repeat(513)}`],
    ['a ciphertext of more than 1024 bytes', `860510${'00'.repeat(1025)}0900000000000000`],
  ])('%s is refused', (_title, hex) => {
    expect(() => decode(Data, hexToBytes(hex))).toThrow()
  })

  test('a commitment is deposit, block and fields', () => {
    const value = { deposit: 1n, block: 2, info: { fields: [raw(1)] } }
    expect(bytesToHex(encode(Registration, value))).toBe('0x010000000000000002000000040200')
  })
})

describe('a commitment', () => {
  test('is stored with its block, and replaces the one before', () => {
    const ctx = world()
    succeeds(ctx, commit(raw(1)), by)
    BlockNumber.set(ctx, blockNumber(BLOCK + 1))
    expect(succeeds(ctx, commit(raw(2), { type: 'None' }), by)).toEqual([
      ['Commitments.Commitment', { netuid: NET, who: HOTKEY }],
    ])
    expect(CommitmentOf.get(ctx, NET, HOTKEY)).toEqual({
      deposit: 0n,
      block: BLOCK + 1,
      info: { fields: [raw(2), { type: 'None' }] },
    })
    expect(LastCommitment.get(ctx, NET, HOTKEY)).toBe(BLOCK + 1)
  })

  test('is free', () => {
    const { args } = commit(raw(1))
    const info = setCommitment.info(args, runtimeConfig('fast'))
    // 33,480,000 ps, five reads, four writes.
    expect(info).toEqual({
      weight: { ref_time: 558_480_000n, proof_size: 0n },
      class: 'Normal',
      paysFee: false,
    })
  })

  test('needs a uid in the subnet', () => {
    const ctx = world()
    fails(ctx, commit(raw(1)), signed(OTHER), errors.AccountNotAllowedCommit)
    fails(ctx, commit(raw(1)), ROOT, { type: 'BadOrigin' })
    fails(ctx, commit(raw(1)), NONE, { type: 'BadOrigin' })
  })

  test('has three fields at most', () => {
    const ctx = world()
    const four = [raw(1), raw(1), raw(1), raw(1)]
    fails(ctx, commit(...four), by, errors.TooManyFieldsInCommitmentInfo)
    expect(() => encode(Registration, { deposit: 0n, block: 0, info: { fields: four } })).toThrow()
  })
})

describe('the space of an epoch', () => {
  test.each([
    ['100 bytes at least', [], 100n],
    ['the sum of the texts', [raw(128), big(300), locked(200)], 628n],
    ['32 bytes of a hash', [raw(80), { type: 'Sha256', value: new Uint8Array(32) } as Data], 112n],
    ['nothing for flags', [{ type: 'ResetBondsFlag' } as Data, raw(101)], 101n],
  ])('counts %s', (_title, fields, expected) => {
    const ctx = world()
    succeeds(ctx, commit(...fields), by)
    expect(used(ctx)).toBe(expected)
  })

  test('may be used up, and not more', () => {
    const ctx = world()
    for (let sum = 0; sum < 3100; sum += 100) succeeds(ctx, commit(), by)
    expect(used(ctx)).toBe(3100n)
    fails(ctx, commit(), by, errors.SpaceLimitExceeded)
    succeeds(ctx, setMaxSpace.with({ new_limit: 3200 }), ROOT)
    succeeds(ctx, commit(), by)
  })

  test('is new in the next epoch', () => {
    const ctx = world()
    MaxSpace.set(ctx, 100)
    succeeds(ctx, commit(), by)
    fails(ctx, commit(), by, errors.SpaceLimitExceeded)
    SubnetEpochIndex.set(ctx, NET, 1n)
    succeeds(ctx, commit(), by)
    expect(UsedSpaceOf.get(ctx, NET, HOTKEY)).toEqual({ last_epoch: 1n, used_space: 100n })
  })

  test('is set by Root alone, without an event', () => {
    const ctx = world()
    const call = setMaxSpace.with({ new_limit: 5 })
    fails(ctx, call, by, { type: 'BadOrigin' })
    expect(succeeds(ctx, call, ROOT)).toEqual([])
    expect(MaxSpace.get(ctx)).toBe(5)
  })
})

describe('the flag that bonds start anew', () => {
  const bonds = (ctx: Context) => Bonds.get(ctx, storageIndex(NET, mechId(0)), uid(0))
  const flag: Data = { type: 'ResetBondsFlag' }

  function bonded(isOn: boolean): Context {
    const ctx = world()
    BondsResetOn.set(ctx, NET, isOn)
    Bonds.set(ctx, storageIndex(NET, mechId(0)), uid(0), [
      [2, 7],
      [3, 8],
    ])
    return ctx
  }

  test.each([
    ['is obeyed', true, [[2, 7]]],
    [
      'is noted where the subnet does not allow it',
      false,
      [
        [2, 7],
        [3, 8],
      ],
    ],
  ])('%s', (_title, isOn, expected) => {
    const ctx = bonded(isOn)
    succeeds(ctx, commit(flag), by)
    expect(LastBondsReset.get(ctx, NET, HOTKEY)).toBe(BLOCK)
    expect(bonds(ctx)).toEqual(expected)
  })

  test('leaves no trace where the commitment is too long', () => {
    const ctx = bonded(true)
    MaxSpace.set(ctx, 99)
    fails(ctx, commit(flag), by, errors.SpaceLimitExceeded)
  })
})

describe('commitments that wait for a round', () => {
  test('are listed, by subnet and account; the first ciphertext is announced', () => {
    const ctx = world()
    Uids.set(ctx, NET, OTHER, 4)
    succeeds(ctx, commit(locked(5)), signed(OTHER))
    expect(succeeds(ctx, commit(raw(1), locked(5, 7n), locked(5, 8n)), by)).toEqual([
      ['Commitments.TimelockCommitment', { netuid: NET, who: HOTKEY, reveal_round: 7n }],
    ])
    expect(TimelockedIndex.get(ctx)).toEqual([
      [NET, HOTKEY],
      [NET, OTHER],
    ])
    succeeds(ctx, commit(raw(1)), by)
    expect(TimelockedIndex.get(ctx)).toEqual([[NET, OTHER]])
  })

  test('stay listed from block to block; those that wait for nothing go', () => {
    const ctx = world()
    succeeds(ctx, commit(locked(5), locked(5)), by)
    TimelockedIndex.update(ctx, (index) => [...index, [NET, OTHER]])
    // One read of the list; one commitment and two ciphertexts; one commitment, and a change of the list.
    const weight = { ref_time: (1n + 3n + 2n) * 25_000_000n + 100_000_000n, proof_size: 0n }
    expect(commitmentsPallet.onInitialize?.(ctx, BLOCK)).toEqual(weight)
    expect(TimelockedIndex.get(ctx)).toEqual([[NET, HOTKEY]])
  })
})

test('a subnet that is dissolved leaves none', () => {
  const ctx = world()
  const other = netUid(6)
  Uids.set(ctx, other, HOTKEY, 0)
  for (const netuid of [NET, other]) {
    const fields = [locked(1), { type: 'ResetBondsFlag' } as Data]
    succeeds(ctx, setCommitment.with({ netuid, info: { fields } }), by)
    RevealedCommitments.set(ctx, netuid, HOTKEY, [[new Uint8Array(1), 1n]])
  }
  purgeCommitments(ctx, NET)
  const items = [CommitmentOf, LastCommitment, LastBondsReset, RevealedCommitments, UsedSpaceOf]
  expect(items.map((item) => item.has(ctx, NET, HOTKEY))).toEqual(Array(5).fill(false))
  expect(items.map((item) => item.has(ctx, other, HOTKEY))).toEqual(Array(5).fill(true))
  expect(TimelockedIndex.get(ctx)).toEqual([[other, HOTKEY]])
})
