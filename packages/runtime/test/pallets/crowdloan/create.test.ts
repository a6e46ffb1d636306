import { addressOf, bytesToHex, encode, encodeSs58 } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { dispatchInfo, RuntimeCall } from '../../../src/frame/call.ts'
import { runtimeConfig } from '../../../src/frame/config.ts'
import { signed } from '../../../src/frame/origin.ts'
import { mintInto, setLock, transferKeepAlive } from '../../../src/pallets/balances/index.ts'
import { errors } from '../../../src/pallets/crowdloan/errors.ts'
import { fundsAccount } from '../../../src/pallets/crowdloan/funds-account.ts'
import { Crowdloans, NextCrowdloanId } from '../../../src/pallets/crowdloan/storage.ts'
import { PreimageFor } from '../../../src/pallets/preimage/storage.ts'
import { remark } from '../../../src/pallets/system/calls/remark.ts'
import { Account, BlockNumber } from '../../../src/pallets/system/storage.ts'
import { fails, succeeds } from '../../helpers/expect-call.ts'
import { account, host } from '../../helpers/test-context.ts'
import {
  allFaults,
  asAlice,
  asCreator,
  CAP,
  creation,
  creationFor,
  CREATOR,
  DEPOSIT,
  END,
  faults,
  FUNDS,
  gain,
  givenBy,
  ID,
  LEAST,
  loanOf,
  needsSignature,
  people,
  TAO,
  TARGET,
} from './kit.ts'

const remarkOf = (length: number): RuntimeCall => remark.with({ remark: new Uint8Array(length) })

test('the funds are in the account of the pallet and the number', () => {
  // spec: 60-genesis-localnet §6
  expect(encodeSs58(fundsAccount(0))).toBe('5EYCAe5fvncWtwXjyNAdoCJk9VrtAEBeZMhqDYjehWX97cWb')
  const letters = Buffer.from('modlbt/cloan').toString('hex')
  expect(bytesToHex(fundsAccount(0x0102))).toBe(`0x${letters}02010000`.padEnd(66, '0'))
})

test('create weighs what its call weighs, too', () => {
  const call = transferKeepAlive.with({ dest: addressOf(TARGET), value: 1n })
  const timeOf = (value: RuntimeCall): bigint =>
    dispatchInfo(value, runtimeConfig('fast')).weight.ref_time
  // 59,829,000 ps, three reads and five writes; the transfer 164,051,000 ps (spec: 50 §4.2).
  const own = 59_829_000n + 3n * 25_000_000n + 5n * 100_000_000n
  expect(timeOf(creation())).toBe(own)
  expect(timeOf(creationFor(call))).toBe(own + 164_051_000n)
})

describe('create fails', () => {
  test('for who does not sign', () => {
    needsSignature(people(), creation())
  })

  type Change = NonNullable<Parameters<typeof creation>[0]>
  const BAD: readonly (readonly [keyof typeof errors, string, Change])[] = [
    ['DepositTooLow', 'a deposit under 10 TAO', { deposit: 10n * TAO - 1n }],
    ['CapTooLow', 'a cap that the deposit reaches', { cap: DEPOSIT }],
    ['MinimumContributionTooLow', 'under 0.1 TAO at least', { min_contribution: TAO / 10n - 1n }],
    ['InvalidFinalizationConfig', 'neither target nor call', { target_address: undefined }],
    ['CannotEndInPast', 'an end in this block', { end: 1 }],
    ['BlockDurationTooShort', 'forty-nine blocks', { end: 50 }],
    ['BlockDurationTooLong', 'twenty thousand blocks and one', { end: 20_002 }],
  ]

  test.each(BAD)('with %s: %s', (name, _, change) => {
    fails(people(), creation(change), asCreator, errors[name])
  })

  test('for who has a rao less than the deposit', () => {
    const call = creation({ deposit: 1_000n * TAO + 1n, cap: 2_000n * TAO })
    fails(people(), call, asCreator, errors.InsufficientBalance)
  })

  test('with target and call', () => {
    const call = creation({ call: remarkOf(1) })
    fails(people(), call, asCreator, errors.InvalidFinalizationConfig)
  })

  test('with the first of several errors', () => {
    const beggar = signed(account(50))
    for (const [at, [name]] of BAD.entries()) {
      // The rules for the end exclude each other: that of the row comes first.
      const change = BAD.slice(at).reduce<Change>((all, [, , one]) => ({ ...one, ...all }), {})
      fails(people(), creation(change), beggar, errors[name])
    }
    fails(people(), creation(), beggar, errors.InsufficientBalance)
  })

  test('when no number is left', () => {
    const ctx = people()
    NextCrowdloanId.set(ctx, 0xffff_ffff)
    fails(ctx, creation(), asCreator, errors.Overflow)
    NextCrowdloanId.set(ctx, 0xffff_fffe)
    succeeds(ctx, creation(), asCreator)
    expect(Crowdloans.has(ctx, 0xffff_fffe)).toBe(true)
  })

  test('when the deposit is locked; no number is used up', () => {
    const ctx = people()
    setLock(ctx, new Uint8Array(8), CREATOR, 999n * TAO, 'All')
    fails(ctx, creation(), asCreator, { type: 'Token', value: 'Frozen' })
    expect(NextCrowdloanId.get(ctx)).toBe(0)
  })

  test('when the call is too long to be kept', () => {
    const call = creationFor(remarkOf(4 * 1024 * 1024))
    fails(people(), call, asCreator, { type: 'Exhausted' })
  })
})

describe('a crowdloan is created', () => {
  test('with the deposit as its first contribution', () => {
    const ctx = people()
    expect(succeeds(ctx, creation(), asCreator)).toEqual([
      ['System.NewAccount', { account: FUNDS }],
      ['Balances.Endowed', { account: FUNDS, free_balance: DEPOSIT }],
      ['Balances.Transfer', { from: CREATOR, to: FUNDS, amount: DEPOSIT }],
      ['Crowdloan.Created', { crowdloan_id: ID, creator: CREATOR, end: END, cap: CAP }],
    ])
    expect(loanOf(ctx)).toEqual({
      creator: CREATOR,
      deposit: DEPOSIT,
      min_contribution: LEAST,
      end: END,
      cap: CAP,
      funds_account: FUNDS,
      raised: DEPOSIT,
      target_address: TARGET,
      call: undefined,
      finalized: false,
      contributors_count: 1,
    })
    expect(givenBy(ctx, CREATOR)).toBe(DEPOSIT)
    expect(gain(ctx, CREATOR)).toBe(-DEPOSIT)
    // One for the balance, and one that keeps the account while the crowdloan lasts.
    expect(Account.get(ctx, FUNDS).providers).toBe(2)
    expect(allFaults(ctx)).toEqual([])
  })

  test('at each bound', () => {
    const ctx = people()
    const least = { deposit: 10n * TAO, cap: 10n * TAO + 1n, min_contribution: TAO / 10n, end: 51 }
    succeeds(ctx, creation(least), asCreator)
    succeeds(ctx, creation({ end: 20_001 }), asCreator)
    succeeds(ctx, creation({ deposit: 1_000n * TAO, cap: 2_000n * TAO }), asAlice)
    expect([...Crowdloans.entries(ctx)].map(([[id]]) => id).sort()).toEqual([0, 1, 2])
    expect(NextCrowdloanId.get(ctx)).toBe(3)
    expect(faults(ctx)).toEqual([])
  })

  test('for a week at least and two months at most on a chain of normal speed', () => {
    const ctx = people({ config: runtimeConfig('normal') })
    BlockNumber.set(ctx, 10)
    fails(ctx, creation({ end: 50_409 }), asCreator, errors.BlockDurationTooShort)
    fails(ctx, creation({ end: 432_011 }), asCreator, errors.BlockDurationTooLong)
    succeeds(ctx, creation({ end: 50_410 }), asCreator)
    succeeds(ctx, creation({ end: 432_010 }), asCreator)
  })

  test('in an account that somebody has sent something to before', () => {
    const ctx = people()
    mintInto(ctx, FUNDS, TAO)
    succeeds(ctx, creation(), asCreator)
    expect(loanOf(ctx).raised).toBe(DEPOSIT)
    expect(Account.get(ctx, FUNDS)).toMatchObject({ providers: 2, data: { free: DEPOSIT + TAO } })
    expect(faults(ctx)).toEqual([])
  })

  test('with a short call in place', () => {
    const ctx = people()
    const call = remarkOf(100)
    succeeds(ctx, creationFor(call), asCreator)
    expect(loanOf(ctx).call).toEqual({ type: 'Inline', value: encode(RuntimeCall, call) })
    expect(loanOf(ctx).target_address).toBeUndefined()
  })

  test('with a long call as a preimage, before the deposit is paid', () => {
    const ctx = people()
    const call = remarkOf(200)
    const encoded = encode(RuntimeCall, call)
    const key = host.blake2b256(encoded)
    const events = succeeds(ctx, creationFor(call), asCreator)
    expect(events.map(([name]) => name)).toEqual([
      'System.NewAccount',
      'Preimage.Noted',
      'Balances.Endowed',
      'Balances.Transfer',
      'Crowdloan.Created',
    ])
    expect(events[1]?.[1]).toEqual({ hash: key })
    const lookup = loanOf(ctx).call
    expect(lookup).toEqual({ type: 'Lookup', value: { hash: key, len: encoded.length } })
    expect([...PreimageFor.entries(ctx)].map(([, bytes]) => bytes)).toEqual([encoded])
    expect(allFaults(ctx)).toEqual([])
  })
})
