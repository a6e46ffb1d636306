import { concatBytes } from '@plexus/primitives'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../src/frame/context.ts'
import { moduleError } from '../../src/frame/error.ts'
import type { ModuleError } from '../../src/frame/error.ts'
import { NONE, ROOT, signed } from '../../src/frame/origin.ts'
import type { Origin } from '../../src/frame/origin.ts'
import type { RuntimeCall } from '../../src/frame/call.ts'
import { registerConsensusKey } from '../../src/pallets/engine/calls/register-consensus-key.ts'
import { report } from '../../src/pallets/engine/calls/report.ts'
import { setGoverned } from '../../src/pallets/engine/calls/set-governed.ts'
import { setParams } from '../../src/pallets/engine/calls/set-params.ts'
import { unjail } from '../../src/pallets/engine/calls/unjail.ts'
import { unregister } from '../../src/pallets/engine/calls/unregister.ts'
import { errors } from '../../src/pallets/engine/errors.ts'
import { DEFAULT_PARAMS } from '../../src/pallets/engine/params.ts'
import {
  ConsensusKey,
  Governed,
  Jailed,
  KeyOwner,
  Params,
} from '../../src/pallets/engine/storage.ts'
import type { Params as ParamsValue } from '../../src/pallets/engine/types.ts'
import { BlockNumber } from '../../src/pallets/system/storage.ts'
import { callOf } from '../../src/calls.ts'
import { four, rich, SovereignChain, validatorOf } from './kit.ts'

const BAD_ORIGIN = { type: 'BadOrigin' } as const
const [a, b] = four
if (a === undefined || b === undefined) throw new Error('there are four validators')
const e = validatorOf('e')

let chain: SovereignChain
let ctx: Context
beforeEach(() => {
  chain = new SovereignChain()
  // The hash of the genesis is known from block 1 on.
  chain.reported()
  ctx = chain.read()
})

const purpose = new TextEncoder().encode('plexus/consensus-key')
const proofOf = (hotkey: Uint8Array, { consensus } = e, genesis = chain.genesis.hash): Uint8Array =>
  consensus.sign(concatBytes(purpose, genesis, hotkey))

const register = (proof = proofOf(e.hotkey.account), key = e.consensus.account): RuntimeCall =>
  registerConsensusKey.with({ key, proof })

/** Gives the hotkey of `e` to its coldkey, as staking or registering would. */
function own(): void {
  const hotkey = e.hotkey.account
  succeeds(callOf('SubtensorModule', 'try_associate_hotkey', { hotkey }), signed(e.coldkey.account))
}

const succeeds = (call: RuntimeCall, origin: Origin): void =>
  expect(ctx.dispatch(call, origin)).toMatchObject({ ok: true })

const refuses = (call: RuntimeCall, origin: Origin, error: ModuleError | typeof BAD_ORIGIN): void =>
  expect(ctx.dispatch(call, origin)).toMatchObject({
    ok: false,
    error: 'pallet' in error ? moduleError(error) : error,
  })

describe('a consensus key', () => {
  const asE = signed(e.hotkey.account)

  test('belongs to the hotkey that signs and proves it', () => {
    own()
    succeeds(register(), asE)
    expect(ConsensusKey.get(ctx, e.hotkey.account)).toEqual(Uint8Array.from(e.consensus.account))
    expect(KeyOwner.get(ctx, e.consensus.account)).toEqual(e.hotkey.account)
  })

  test('is registered by an owned hotkey only, which signs', () => {
    refuses(register(), asE, errors.HotkeyNotOwned)
    refuses(register(), NONE, BAD_ORIGIN)
    refuses(register(), ROOT, BAD_ORIGIN)
  })

  test('is proven for this hotkey, this chain and this purpose', () => {
    own()
    const account = e.hotkey.account
    refuses(register(proofOf(a.hotkey.account)), asE, errors.BadProof)
    refuses(register(proofOf(account, a)), asE, errors.BadProof)
    refuses(register(proofOf(account, e, chain.head.hash)), asE, errors.BadProof)
    const bare = e.consensus.sign(concatBytes(chain.genesis.hash, account))
    refuses(register(bare), asE, errors.BadProof)
    refuses(register(new Uint8Array(64)), asE, errors.BadProof)
  })

  test('is one for each hotkey and used once, for ever', () => {
    own()
    succeeds(register(), asE)
    refuses(register(), asE, errors.AlreadyRegistered)
    succeeds(unregister.with({}), asE)
    refuses(register(), asE, errors.KeyUsed)
    refuses(unregister.with({}), asE, errors.NotRegistered)
    const f = validatorOf('f')
    succeeds(register(proofOf(e.hotkey.account, f), f.consensus.account), asE)
  })

  test('of the genesis is used too', () => {
    own()
    const proof = proofOf(e.hotkey.account, a)
    refuses(register(proof, a.consensus.account), asE, errors.KeyUsed)
  })

  test('is not for who is in jail', () => {
    own()
    Jailed.set(ctx, e.hotkey.account, 9)
    refuses(register(), asE, errors.Jailed)
  })
})

describe('jail', () => {
  const asA = signed(a.hotkey.account)

  test('is left on request once the time is over', () => {
    refuses(unjail.with({}), asA, errors.NotJailed)
    Jailed.set(ctx, a.hotkey.account, 10)
    BlockNumber.set(ctx, 9)
    refuses(unjail.with({}), asA, errors.StillJailed)
    BlockNumber.set(ctx, 10)
    refuses(unjail.with({}), signed(b.hotkey.account), errors.NotJailed)
    succeeds(unjail.with({}), asA)
    expect(Jailed.has(ctx, a.hotkey.account)).toBe(false)
  })

  test('is never left by who signed twice', () => {
    Jailed.set(ctx, a.hotkey.account, 2 ** 32 - 1)
    BlockNumber.set(ctx, 2 ** 32 - 1)
    refuses(unjail.with({}), asA, errors.Tombstoned)
  })
})

describe('rules', () => {
  const withParams = (params: Partial<ParamsValue>): RuntimeCall =>
    setParams.with({ params: { ...DEFAULT_PARAMS, ...params } })

  test('are changed by Root, whom nobody is', () => {
    refuses(withParams({}), signed(rich.account), BAD_ORIGIN)
    refuses(setGoverned.with({ hotkeys: [] }), signed(rich.account), BAD_ORIGIN)
    succeeds(withParams({ mode: 'Governed', slash_permille: 1000 }), ROOT)
    expect(Params.get(ctx)).toMatchObject({ mode: 'Governed', slash_permille: 1000 })
    succeeds(setGoverned.with({ hotkeys: [a.hotkey.account] }), ROOT)
    expect(Governed.get(ctx)).toEqual([a.hotkey.account])
    const twice = [a.hotkey.account, a.hotkey.account]
    refuses(setGoverned.with({ hotkeys: twice }), ROOT, errors.DuplicateHotkey)
  })

  test.each([
    { max_validators: 0 },
    { max_validators: 129 },
    { rotation_blocks: 2 },
    { max_churn_permille: 0 },
    { max_churn_permille: 201 },
    { power_cap_permille: 0 },
    { power_cap_permille: 1001 },
    { jail_blocks: 0 },
    { slash_permille: 1001 },
  ])('stay within bounds: %o', (params) => {
    refuses(withParams(params), ROOT, errors.InvalidParams)
  })
})

test('a report is nobody’s call', () => {
  const call = report.with({ proposer: a.address, absent: [], misbehaviours: [] })
  refuses(call, signed(rich.account), BAD_ORIGIN)
  refuses(call, ROOT, BAD_ORIGIN)
  expect(chain.verdict(chain.from(rich, call))).toBe('Invalid.MandatoryValidation')
  const [, bare = new Uint8Array()] = chain.runtime.inherents(1n, undefined, {
    proposer: a.address,
    absent: [],
    misbehaviours: [],
  })
  expect(chain.verdict(bare)).toBe('Invalid.MandatoryValidation')
})
