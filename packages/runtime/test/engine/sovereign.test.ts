import { readFileSync } from 'node:fs'
import { netUid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { callOf, encodeCall } from '../../src/calls.ts'
import { ExtrinsicFormatError } from '../../src/executive/errors.ts'
import { SOVEREIGN_SETTINGS } from '../../src/genesis/sovereign-settings.ts'
import { checkInvariants } from '../../src/invariants.ts'
import { dispatchOutcomes } from '../../src/outcomes.ts'
import { TotalIssuance as BalancesIssuance } from '../../src/pallets/balances/index.ts'
import { registerConsensusKey } from '../../src/pallets/engine/calls/register-consensus-key.ts'
import { unregister } from '../../src/pallets/engine/calls/unregister.ts'
import { sudoCall } from '../../src/pallets/sudo/calls/sudo.ts'
import { SudoKey } from '../../src/pallets/sudo/index.ts'
import { hotkeyStake } from '../../src/pallets/subtensor/staking/stake.ts'
import { TotalIssuance } from '../../src/pallets/subtensor/storage/emission.ts'
import { SubnetTAO, SubtokenEnabled } from '../../src/pallets/subtensor/storage/pools.ts'
import { remark } from '../../src/pallets/system/calls/remark.ts'
import { keyOf, runtime as localRuntime, TestChain } from '../executive/chain-kit.ts'
import { parseMetadata } from '../metadata/blob-parser.ts'
import { host } from '../helpers/test-context.ts'
import { byName, four, rich, SovereignChain, TAO } from './kit.ts'

const ROOT = netUid(0)

describe('the genesis', () => {
  test('tells the engine the whole set, by stake', () => {
    const chain = new SovereignChain()
    expect(byName(chain.updates())).toEqual([
      ['a', 250_000_000n],
      ['b', 250_000_000n],
      ['c', 250_000_000n],
      ['d', 250_000_000n],
    ])
  })

  test('backs every stake, counts it as issued and has no fault', () => {
    const chain = new SovereignChain({
      subnets: [{ coldkey: rich.account, hotkey: keyOf('//rich//hotkey').account }],
    })
    const ctx = chain.read()
    expect(four.map(({ hotkey }) => hotkeyStake(ctx, hotkey.account, ROOT))).toEqual(
      four.map(() => 10_000n * TAO),
    )
    // A million, 4 · (10,000 + 100 + 1) of the validators, 10 in the pool of subnet 1.
    expect(BalancesIssuance.get(ctx)).toBe(1_040_414n * TAO)
    expect(TotalIssuance.get(ctx)).toBe(1_040_414n * TAO)
    expect(SubtokenEnabled.get(ctx, ROOT)).toBe(true)
    expect(checkInvariants(host, chain.state)).toEqual([])
  })

  test('has no key that may do everything', () => {
    const chain = new SovereignChain()
    expect(SudoKey.get(chain.read())).toBeUndefined()
    const call = sudoCall.with({ call: remark.with({ remark: new Uint8Array() }) })
    expect(chain.verdict(chain.from(rich, call))).toBe('Invalid.BadSigner')
  })

  test('refuses what cannot be', () => {
    const options = { balances: [[rich.account, 22_000_000n * TAO]] as const }
    expect(() => new SovereignChain(options)).toThrow('more than there may ever be')
    expect(() => new SovereignChain({ validators: [] })).toThrow('0 validators')
    expect(() => new SovereignChain({ params: { rotation_blocks: 2 } })).toThrow('out of bounds')
    expect(() => new SovereignChain({ params: { min_stake: 10_001n * TAO } })).toThrow(
      'the least is',
    )
  })

  test('is the same each time', () => {
    expect(new SovereignChain().genesis.hash).toEqual(new SovereignChain().genesis.hash)
  })
})

test('a subnet of the genesis is started by its owner and paid in TAO', () => {
  const hotkey = keyOf('//rich//hotkey').account
  const chain = new SovereignChain({ subnets: [{ coldkey: rich.account, hotkey }] })
  const pool = (): bigint => SubnetTAO.get(chain.read(), netUid(1))
  expect(pool()).toBe(10n * TAO)
  const start = callOf('SubtensorModule', 'start_call', { netuid: 1 })
  chain.reported({}, chain.from(rich, start))
  for (let block = 0; block < 20; block += 1) chain.reported()
  expect(pool() > 10n * TAO).toBe(true)
})

describe('a chain without validators', () => {
  const chain = new TestChain()
  const foreign = callOf('Engine', 'unregister', {})

  test('knows no call of the engine, at any depth', () => {
    expect(encodeCall(foreign)).toEqual(Uint8Array.of(64, 2))
    expect(() => chain.validate(chain.sign(foreign))).toThrow(ExtrinsicFormatError)
    const inside = callOf('Utility', 'batch', { calls: [foreign] })
    expect(() => chain.validate(chain.sign(inside))).toThrow(ExtrinsicFormatError)
  })

  test('tells nothing, takes no report and does not list the pallet', () => {
    expect(localRuntime.hasValidators).toBe(false)
    expect(localRuntime.validatorUpdates(chain.state)).toEqual([])
    const report = { proposer: new Uint8Array(20), absent: [], misbehaviours: [] }
    expect(() => localRuntime.inherents(1n, undefined, report)).toThrow('nobody to report about')
    const blob = localRuntime.metadata(15) ?? new Uint8Array()
    expect(parseMetadata(blob).pallets.map(({ name }) => name)).not.toContain('Engine')
  })
})

describe('the runtime of a chain with validators', () => {
  test('lists the pallet last, its calls, errors and events by index', () => {
    const chain = new SovereignChain()
    const blob = chain.runtime.metadata(15) ?? new Uint8Array()
    const pallets = parseMetadata(blob).pallets
    expect(pallets.at(-1)).toMatchObject({ name: 'Engine', index: 64 })
    expect(pallets).toHaveLength(
      parseMetadata(localRuntime.metadata(15) ?? new Uint8Array()).pallets.length + 1,
    )
  })

  test('names what became of its calls', () => {
    const chain = new SovereignChain()
    const [first] = four
    if (first === undefined) throw new Error('there is no validator')
    const { hotkey, consensus } = first
    const again = registerConsensusKey.with({ key: consensus.account, proof: new Uint8Array(64) })
    chain.reported(
      {},
      chain.from(hotkey, again),
      chain.from(hotkey, unregister.with({})),
      chain.from(rich, unregister.with({})),
    )
    expect(dispatchOutcomes(host, chain.state)).toEqual([
      'ok',
      'ok',
      'Engine.AlreadyRegistered',
      'ok',
      'Engine.NotRegistered',
    ])
    expect(chain.events().map(({ name }) => name)).toContain('Engine.KeyUnregistered')
  })

  test('replays its own blocks', () => {
    const chain = new SovereignChain()
    const before = chain.state
    const block = chain.reported()
    expect(chain.runtime.execute(before, block.block).hash).toEqual(block.hash)
  })
})

test('the page lists every setting that the genesis makes, and no other', () => {
  const page = readFileSync(new URL('../../../../docs/sovereign.md', import.meta.url), 'utf8')
  const [, section = ''] = page.split(/^## /m)
  const [list = ''] = section.split('Other things')
  const rows = list
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').slice(1, 4))
    .map((cells) => cells.map((cell) => cell.trim()))
  expect(rows).toEqual(
    SOVEREIGN_SETTINGS.map(({ call: { call }, value, reason }) => [
      `\`${call.pallet.name}.${call.name}\``,
      value,
      reason,
    ]),
  )
})

test('the shares of stake are the powers', () => {
  const validators = four.map(({ coldkey, hotkey, consensus }, at) => ({
    coldkey: coldkey.account,
    hotkey: hotkey.account,
    key: consensus.account,
    stake: BigInt(at + 1) * 1000n * TAO,
  }))
  const chain = new SovereignChain({ validators })
  // Of ten parts: 1, 2, 3 and 4.
  expect(byName(chain.updates())).toEqual([
    ['a', 100_000_000n],
    ['b', 200_000_000n],
    ['c', 300_000_000n],
    ['d', 400_000_000n],
  ])
})
