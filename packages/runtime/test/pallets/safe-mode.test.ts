import { encode } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import { call } from '../../src/frame/call.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import { runtimeConfig } from '../../src/frame/config.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import {
  endow,
  freeBalance,
  hold,
  TotalIssuance,
  totalBalance,
} from '../../src/pallets/balances/index.ts'
import { notePreimage } from '../../src/pallets/preimage/calls/note.ts'
import {
  forceReleaseDeposit,
  forceSlashDeposit,
  releaseDeposit,
} from '../../src/pallets/safe-mode/calls/deposit.ts'
import { enter, forceEnter } from '../../src/pallets/safe-mode/calls/enter.ts'
import { extend, forceExtend } from '../../src/pallets/safe-mode/calls/extend.ts'
import { forceExit } from '../../src/pallets/safe-mode/calls/force-exit.ts'
import { errors } from '../../src/pallets/safe-mode/errors.ts'
import { passesSafeMode, safeModePallet } from '../../src/pallets/safe-mode/index.ts'
import { Deposits, EnteredUntil } from '../../src/pallets/safe-mode/storage.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import { errors as systemErrors } from '../../src/pallets/system/errors.ts'
import { account } from '../helpers/test-context.ts'
import { BAD_ORIGIN, createTestChain } from './scheduler-kit.ts'
import type { TestChain } from './scheduler-kit.ts'

const alice = account(1)
const fromAlice = signed(alice)

let chain: TestChain
beforeEach(() => {
  chain = createTestChain({ filter: passesSafeMode })
})

describe('entering', () => {
  test('Root enters for 7200 blocks', () => {
    chain.goTo(10)
    chain.run(forceEnter.with({}))
    expect(EnteredUntil.get(chain.ctx)).toBe(7210)
    expect(chain.events()).toEqual([['SafeMode.Entered', { until: 7210 }]])
  })

  test('entering twice is refused', () => {
    chain.run(forceEnter.with({}))
    chain.refuse(forceEnter.with({}), errors.Entered)
    chain.refuse(enter.with({}), errors.Entered, fromAlice)
    expect(EnteredUntil.get(chain.ctx)).toBe(7201)
  })

  test('the end saturates at the last block number', () => {
    chain.goTo(0xffff_ffff - 5)
    chain.run(forceEnter.with({}))
    expect(EnteredUntil.get(chain.ctx)).toBe(0xffff_ffff)
  })
})

describe('extending', () => {
  test('Root adds 3600 blocks to what is left', () => {
    chain.run(forceEnter.with({}))
    chain.goTo(500)
    chain.events()
    chain.run(forceExtend.with({}))
    chain.run(forceExtend.with({}))
    expect(EnteredUntil.get(chain.ctx)).toBe(14_401)
    expect(chain.events()).toEqual([
      ['SafeMode.Extended', { until: 10_801 }],
      ['SafeMode.Extended', { until: 14_401 }],
    ])
  })

  test('only safe mode can be extended', () => {
    chain.refuse(forceExtend.with({}), errors.Exited)
    chain.refuse(extend.with({}), errors.Exited, fromAlice)
  })
})

describe('exiting', () => {
  test('Root exits at any time', () => {
    chain.run(forceEnter.with({}))
    chain.events()
    chain.run(forceExit.with({}))
    expect(EnteredUntil.has(chain.ctx)).toBe(false)
    expect(chain.events()).toEqual([['SafeMode.Exited', { reason: 'Force' }]])
  })

  test('only safe mode can be exited', () => {
    chain.refuse(forceExit.with({}), errors.Exited)
  })

  test('the first block after the last one exits by itself', () => {
    const idle = { ref_time: 25_733_000n, proof_size: 1489n }
    const start = (block: number) => safeModePallet.onInitialize?.(chain.ctx, block)
    expect(start(1)).toEqual(idle)
    chain.run(forceEnter.with({}))
    chain.events()
    expect(start(7201)).toEqual(idle)
    expect(EnteredUntil.has(chain.ctx)).toBe(true)
    expect(chain.events()).toEqual([])
    expect(start(7202)).toEqual({ ref_time: 129_926_000n, proof_size: 1489n })
    expect(EnteredUntil.has(chain.ctx)).toBe(false)
    expect(chain.events()).toEqual([['SafeMode.Exited', { reason: 'Timeout' }]])
  })
})

test('nobody enters or extends without privilege', () => {
  chain.refuse(enter.with({}), errors.NotConfigured, fromAlice)
  chain.run(forceEnter.with({}))
  chain.refuse(extend.with({}), errors.NotConfigured, fromAlice)
})

const deposit = { account: alice, block: 1 }

test('there is no deposit to release or slash', () => {
  chain.refuse(releaseDeposit.with(deposit), errors.NoDeposit, fromAlice)
  chain.refuse(forceReleaseDeposit.with(deposit), errors.NoDeposit)
  chain.refuse(forceSlashDeposit.with(deposit), errors.NoDeposit)
})

describe('a deposit that Root wrote to the state', () => {
  const reason = { type: 'SafeMode', value: 'EnterOrExtend' } as const
  beforeEach(() => {
    endow(chain.ctx, [[alice, 10_000n]])
    hold(chain.ctx, reason, alice, 3_000n)
    Deposits.set(chain.ctx, alice, 1, 3_000n)
    chain.events()
  })

  test('is released by Root', () => {
    chain.run(forceReleaseDeposit.with(deposit))
    expect(chain.events()).toEqual([
      ['SafeMode.DepositReleased', { account: alice, amount: 3_000n }],
    ])
    expect(freeBalance(chain.ctx, alice)).toBe(10_000n)
    chain.refuse(forceReleaseDeposit.with(deposit), errors.NoDeposit)
  })

  test('is slashed by Root', () => {
    chain.run(forceSlashDeposit.with(deposit))
    expect(chain.events()).toEqual([
      ['SafeMode.DepositSlashed', { account: alice, amount: 3_000n }],
    ])
    expect(totalBalance(chain.ctx, alice)).toBe(7_000n)
    expect(TotalIssuance.get(chain.ctx)).toBe(7_000n)
    chain.refuse(forceSlashDeposit.with(deposit), errors.NoDeposit)
  })

  test('is released by nobody else, in safe mode or out of it', () => {
    chain.refuse(releaseDeposit.with(deposit), errors.NotConfigured, fromAlice)
    chain.run(forceEnter.with({}))
    chain.refuse(releaseDeposit.with(deposit), errors.Entered, fromAlice)
  })

  test('stays when the account can take no balance', () => {
    Deposits.set(chain.ctx, alice, 1, 2n ** 64n - 1n)
    chain.refuse(forceReleaseDeposit.with(deposit), errors.CurrencyError)
  })
})

test.each([
  ['force_enter', forceEnter.with({}), fromAlice],
  ['force_extend', forceExtend.with({}), fromAlice],
  ['force_exit', forceExit.with({}), fromAlice],
  ['force_slash_deposit', forceSlashDeposit.with(deposit), fromAlice],
  ['force_release_deposit', forceReleaseDeposit.with(deposit), fromAlice],
  ['force_enter by nobody', forceEnter.with({}), NONE],
  ['enter', enter.with({}), ROOT],
  ['extend', extend.with({}), ROOT],
  ['release_deposit', releaseDeposit.with(deposit), ROOT],
])('%s refuses another origin', (_name, value, origin) => {
  chain.refuse(value, BAD_ORIGIN, origin)
})

/** A call without arguments of a pallet by name. */
function named(path: string): RuntimeCall {
  const [name = '', callName = ''] = path.split('.')
  const pallet = { name, index: 0, path: [] }
  const weight = { ref_time: 0n, proof_size: 0n }
  return call(pallet, {}, { index: 0, name: callName, weight, run() {} }).with({})
}

// spec: 20-calls §1.1
const OPEN = [
  'Sudo.sudo',
  'Multisig.as_multi',
  'System.remark',
  'System.set_code',
  'SafeMode.enter',
  'SafeMode.force_exit',
  'Timestamp.set',
  'SubtensorModule.set_weights',
  'SubtensorModule.serve_axon',
  'Commitments.set_commitment',
]
const CLOSED = [
  'Balances.transfer_allow_death',
  'Utility.batch',
  'Proxy.proxy',
  'Preimage.note_preimage',
  'Scheduler.schedule',
  'SubtensorModule.add_stake',
  'SubtensorModule.commit_weights',
  'SubtensorModule.set_commitment',
  'Commitments.set_max_space',
  'Commitments.set_weights',
]

describe('the filter', () => {
  test.each([...OPEN, ...CLOSED])('outside of safe mode %s passes', (path) => {
    expect(passesSafeMode(named(path), chain.ctx)).toBe(true)
  })

  test.each(OPEN)('in safe mode %s passes', (path) => {
    chain.run(forceEnter.with({}))
    expect(passesSafeMode(named(path), chain.ctx)).toBe(true)
  })

  test.each(CLOSED)('in safe mode %s does not pass', (path) => {
    chain.run(forceEnter.with({}))
    expect(passesSafeMode(named(path), chain.ctx)).toBe(false)
  })

  test('holds for accounts and not for Root', () => {
    chain.run(forceEnter.with({}))
    const bytes = Uint8Array.of(1)
    chain.refuse(notePreimage.with({ bytes }), systemErrors.CallFiltered, fromAlice)
    chain.run(remark.with({ remark: bytes }), fromAlice)
    chain.run(notePreimage.with({ bytes }))
  })
})

test('constants are those of the chain', () => {
  const config = runtimeConfig('normal')
  const values = safeModePallet.constants?.map(({ name, type, valueOf }) => [
    name,
    [...encode(type, valueOf(config))],
  ])
  expect(values).toEqual([
    ['EnterDuration', [0, 0, 0, 0]],
    ['ExtendDuration', [0, 0, 0, 0]],
    ['EnterDepositAmount', [0]],
    ['ExtendDepositAmount', [0]],
    ['ReleaseDelay', [0]],
  ])
})
