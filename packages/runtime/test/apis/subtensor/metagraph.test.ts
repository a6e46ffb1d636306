import { accountId, alphaRao, mechId, netUid, uid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/frame/context.ts'
import { CommitmentOf } from '../../../src/pallets/commitments/storage.ts'
import {
  AlphaDividendsPerSubnet,
  TaoWeight,
} from '../../../src/pallets/subtensor/storage/emission.ts'
import * as hyper from '../../../src/pallets/subtensor/storage/hyperparameters.ts'
import * as networks from '../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../src/pallets/subtensor/storage/neurons.ts'
import { LastMechansimStepBlock, Tempo } from '../../../src/pallets/subtensor/storage/schedule.ts'
import { storageIndex } from '../../../src/pallets/subtensor/types.ts'
import { BlockNumber } from '../../../src/pallets/system/storage.ts'
import { account, testContext } from '../../helpers/test-context.ts'
import {
  ask,
  c,
  compactText,
  hexOf,
  le,
  list,
  no,
  none,
  shares,
  some,
  subnet,
  text,
  u128,
  u16,
  u64,
  yes,
} from './kit.ts'

const NETUID = netUid(3)
const [first, second] = [account(1), account(2)]
const [cold, warm] = [account(11), account(12)]
const ZERO = accountId(new Uint8Array(32))

function chain(): Context {
  const ctx = testContext()
  subnet(ctx, 0)
  subnet(ctx, NETUID, [
    [first, cold],
    [second, warm],
  ])
  BlockNumber.set(ctx, 77)
  Tempo.set(ctx, NETUID, 12)
  LastMechansimStepBlock.set(ctx, NETUID, 70n)
  TaoWeight.set(ctx, 0n)
  networks.TokenSymbol.set(ctx, NETUID, Buffer.from('γ'))
  networks.IdentitiesV2.set(ctx, warm, {
    name: Buffer.from('n'),
    url: Buffer.from('u'),
    github_repo: Buffer.from('g'),
    image: Buffer.from('i'),
    discord: Buffer.from('d'),
    description: Buffer.from('x'),
    additional: Buffer.from('a'),
  })
  neurons.Active.set(ctx, NETUID, [true, false])
  neurons.ValidatorPermit.set(ctx, NETUID, [true, true])
  neurons.Emission.set(ctx, NETUID, [alphaRao(21n), alphaRao(22n)])
  neurons.Dividends.set(ctx, NETUID, [23, 24])
  neurons.Consensus.set(ctx, NETUID, [25, 26])
  for (const mechanism of [0, 1]) {
    const index = storageIndex(NETUID, mechId(mechanism))
    neurons.Incentive.set(ctx, index, [30 + mechanism, 32 + mechanism])
    neurons.LastUpdate.set(ctx, index, [BigInt(40 + mechanism), 43n])
  }
  neurons.BlockAtRegistration.set(ctx, NETUID, uid(1), 5n)
  shares(ctx, first, NETUID, [[cold, 900n]])
  shares(ctx, second, NETUID, [[warm, 100n]])
  AlphaDividendsPerSubnet.set(ctx, NETUID, second, alphaRao(17n))
  return ctx
}

/** Fields from the hotkeys on, of a mechanism. */
const vectors = (mechanism: number) =>
  hexOf(
    ...[
      list(first, second),
      list(cold, warm),
      list(none, some(...'n u g i d x a'.split(' ').map(text))),
    ],
    ...[list(le(0, 34), le(0, 34)), list(yes, no), list(yes, yes), list()],
    ...[list(c(40 + mechanism), c(43)), list(c(21), c(22)), list(c(23), c(24))],
    ...[list(c(30 + mechanism), c(32 + mechanism)), list(c(25), c(26)), list(), list()],
    ...[list(c(0), c(5)), list(c(900), c(100)), list(c(0), c(0)), list(c(900), c(100))],
    list(hexOf(first, c(0)), hexOf(second, c(0))),
    list(hexOf(first, c(0)), hexOf(second, c(17))),
  )
/** Fields up to the hotkeys, with the defaults of a chain of this kind. */
const head = (netuid: number) =>
  hexOf(
    ...[c(netuid), compactText('templar'), compactText('γ'), none, c(0), ZERO, ZERO],
    ...[c(77), c(12), c(70), c(7), c(0), c(0), c(0), c(0), c(0), c(0), c(0), c(0), c(0), c(0)],
    u128(0),
  )

describe('the whole metagraph', () => {
  test('begins with the subnet and ends with the neurons', () => {
    const answer = ask(chain(), 'SubnetInfoRuntimeApi_get_metagraph', u16(3))
    expect(answer.startsWith(some(head(3)))).toBe(true)
    expect(answer.endsWith(vectors(0))).toBe(true)
    const between = answer.slice(some(head(3)).length, -vectors(0).length)
    // Rho, kappa, least weights, largest weight, version, rate limit, cutoff of 5 or 12 blocks …
    expect(between.startsWith(hexOf(c(10), c(32_767)))).toBe(true)
  })

  test('of a mechanism: its index for a netuid, its own updates and incentives', () => {
    const ctx = chain()
    hyper.MechanismCountCurrent.set(ctx, NETUID, mechId(2))
    const whole = ask(ctx, 'SubnetInfoRuntimeApi_get_metagraph', u16(3))
    const between = whole.slice(some(head(3)).length, -vectors(0).length)
    const answer = ask(ctx, 'SubnetInfoRuntimeApi_get_mechagraph', u16(3), '01')
    expect(answer).toBe(some(head(4096 + 3), between, vectors(1)))
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_mechagraph', u16(3), '00')).toBe(whole)
  })

  test('of a mechanism that the subnet does not have, or of no subnet, is None', () => {
    const ctx = chain()
    for (const [netuid, mechanism] of [
      [3, '01'],
      [3, 'ff'],
      [9, '00'],
    ] as const) {
      expect(ask(ctx, 'SubnetInfoRuntimeApi_get_mechagraph', u16(netuid), mechanism)).toBe(none)
    }
  })

  test('all of them: one for each subnet, or one for each mechanism of each', () => {
    const ctx = chain()
    hyper.MechanismCountCurrent.set(ctx, NETUID, mechId(2))
    hyper.MechanismCountCurrent.set(ctx, netUid(0), mechId(1))
    const one = (netuid: number, mechanism: string) =>
      ask(ctx, 'SubnetInfoRuntimeApi_get_mechagraph', u16(netuid), mechanism)
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_all_mechagraphs')).toBe(
      list(one(0, '00'), one(3, '00'), one(3, '01')),
    )
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_all_metagraphs')).toBe(
      list(one(0, '00'), one(3, '00')),
    )
    networks.NetworksAdded.set(ctx, netUid(0), false)
    expect(ask(ctx, 'SubnetInfoRuntimeApi_get_all_metagraphs')).toBe(list(none, one(3, '00')))
  })

  test('a uid without hotkey shows the zero account and no stake', () => {
    const ctx = chain()
    neurons.Keys.remove(ctx, NETUID, uid(0))
    const answer = ask(ctx, 'SubnetInfoRuntimeApi_get_metagraph', u16(3))
    expect(answer).toContain(hexOf(list(ZERO, second), list(ZERO, warm)))
    expect(answer).toContain(hexOf(list(c(0), c(100)), list(c(0), c(0)), list(c(0), c(100))))
  })
})

const FIELDS = 74
const selective = (ctx: Context, indices: readonly number[], netuid = 3) =>
  ask(ctx, 'SubnetInfoRuntimeApi_get_selective_metagraph', u16(netuid), list(...indices.map(u16)))
const ofMechanism = (ctx: Context, mechanism: string, indices: readonly number[]) =>
  ask(
    ctx,
    'SubnetInfoRuntimeApi_get_selective_mechagraph',
    u16(3),
    mechanism,
    list(...indices.map(u16)),
  )
/** What is left when nothing but some fields are given; by index. */
const only = (netuid: number, fields: Readonly<Record<number, string>>) =>
  some(
    c(netuid),
    ...Array.from({ length: FIELDS - 1 }, (_, at) => {
      const field = fields[at + 1]
      return field === undefined ? none : some(field)
    }),
  )

describe('some fields of the metagraph', () => {
  test('nothing asked: all absent, and the netuid of nobody', () => {
    expect(selective(chain(), [])).toBe(only(0, {}))
  })

  test('the netuid is 0 unless its index is given', () => {
    const ctx = chain()
    expect(selective(ctx, [0])).toBe(only(3, {}))
    expect(selective(ctx, [8])).toBe(only(0, { 8: c(12) }))
    expect(selective(ctx, [8, 0])).toBe(only(3, { 8: c(12) }))
  })

  test('a mechanism always says its netuid, and answers where it does not exist', () => {
    const ctx = chain()
    expect(ofMechanism(ctx, '00', [])).toBe(only(3, {}))
    expect(ofMechanism(ctx, '01', [59, 62])).toBe(
      only(3, { 59: list(c(41), c(43)), 62: list(c(31), c(33)) }),
    )
    expect(ofMechanism(ctx, 'ff', [0, 59])).toBe(only(3, { 59: list() }))
  })

  test('repeated and unknown indices change nothing', () => {
    const ctx = chain()
    expect(selective(ctx, [8, 8, 74, 8, 65_535])).toBe(selective(ctx, [8]))
  })

  test('no subnet, no fields', () => {
    const ctx = chain()
    expect(selective(ctx, [0, 1], 4)).toBe(none)
    const name = 'SubnetInfoRuntimeApi_get_selective_mechagraph'
    expect(ask(ctx, name, u16(4), '00', list())).toBe(none)
  })

  test('an identity that was asked for and is absent is a present nothing', () => {
    expect(selective(chain(), [3])).toBe(only(0, { 3: none }))
  })

  test('every field of the whole metagraph, each at its index', () => {
    const ctx = chain()
    const whole = ask(ctx, 'SubnetInfoRuntimeApi_get_metagraph', u16(3)).slice(2)
    const fields = Array.from({ length: 71 }, (_, at) => {
      const alone = selective(ctx, [at + 1]).slice(2 + c(0).length)
      // Absent fields are a byte each: what is left between them is the field.
      return alone.slice(2 * at + 2, alone.length - 2 * (FIELDS - 2 - at))
    })
    expect(hexOf(c(3), ...fields)).toBe(whole)
  })

  test('validators: with permit and above the threshold, the least stake first', () => {
    const ctx = chain()
    expect(selective(ctx, [72])).toBe(only(0, { 72: list(c(1), c(0)) }))
    hyper.StakeThreshold.set(ctx, 100n)
    expect(selective(ctx, [72])).toBe(only(0, { 72: list(c(0)) }))
    neurons.ValidatorPermit.set(ctx, NETUID, [false])
    expect(selective(ctx, [72])).toBe(only(0, { 72: list() }))
  })

  test('commitments: the stored bytes, byte by byte', () => {
    const ctx = chain()
    CommitmentOf.set(ctx, NETUID, first, { deposit: 0x80n, block: 9, info: { fields: [] } })
    const stored = [0x80, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0]
    expect(u64(0x80)).toBe('8000000000000000')
    expect(selective(ctx, [73])).toBe(only(0, { 73: list(hexOf(first, list(...stored.map(c)))) }))
  })
})
