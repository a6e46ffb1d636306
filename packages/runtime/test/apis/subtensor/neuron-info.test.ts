import { alphaRao, mechId, netUid, uid } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { SubnetworkN } from '../../../src/pallets/subtensor/storage/networks.ts'
import * as neurons from '../../../src/pallets/subtensor/storage/neurons.ts'
import { storageIndex } from '../../../src/pallets/subtensor/types.ts'
import { account, testContext } from '../../helpers/test-context.ts'
import {
  ask,
  c,
  hexOf,
  le,
  list,
  no,
  none,
  shares,
  some,
  subnet,
  u128,
  u16,
  u32,
  u64,
  u8,
  yes,
} from './kit.ts'

const hotkey = account(1)
const coldkey = account(11)
const silent = account(2)

function chain() {
  const ctx = testContext()
  const netuid = subnet(ctx, 300, [
    [silent, coldkey],
    [hotkey, coldkey],
  ])
  const index = storageIndex(netuid, mechId(0))
  neurons.Active.set(ctx, netuid, [false, true])
  neurons.Axons.set(ctx, netuid, hotkey, {
    block: 1n,
    version: 2,
    ip: 3n,
    port: 4,
    ip_type: 6,
    protocol: 7,
    placeholder1: 8,
    placeholder2: 9,
  })
  neurons.Prometheus.set(ctx, netuid, hotkey, {
    block: 11n,
    version: 12,
    ip: 13n,
    port: 14,
    ip_type: 4,
  })
  shares(ctx, hotkey, netuid, [
    [account(12), 70n],
    [coldkey, 30n],
  ])
  neurons.Emission.set(ctx, netuid, [alphaRao(1n), alphaRao(1n << 40n)])
  neurons.Incentive.set(ctx, index, [1, 20])
  neurons.Consensus.set(ctx, netuid, [1, 21])
  neurons.ValidatorTrust.set(ctx, netuid, [1, 22])
  neurons.Dividends.set(ctx, netuid, [1, 23])
  neurons.LastUpdate.set(ctx, index, [1n, 24n])
  neurons.ValidatorPermit.set(ctx, netuid, [false, true])
  neurons.Weights.set(ctx, index, uid(1), [
    [0, 65_535],
    [1, 0],
    [7, 5],
  ])
  neurons.Bonds.set(ctx, index, uid(1), [
    [0, 0],
    [1, 99],
  ])
  return ctx
}

const NETUID = u16(300)
const axon = hexOf(u64(1), u32(2), u128(3), u16(4), u8(6), u8(7), u8(8), u8(9))
const prometheus = hexOf(u64(11), u32(12), u128(13), u16(14), u8(4))
const first = hexOf(
  ...[hotkey, coldkey, c(1), c(300), yes, axon, prometheus, list(hexOf(coldkey, c(100)))],
  ...[c(0), c(1n << 40n), c(20), c(21), c(0), c(22), c(23), c(24), yes],
)
const scores = c(65_535)
const weights = list(c(0) + c(65_535), c(7) + c(5))
const bonds = list(c(1) + c(99))
/** Nothing served, nothing earned but what the vectors say. */
const silentLite = hexOf(
  ...[silent, coldkey, c(0), c(300), no, le(0, 34), le(0, 31), list(hexOf(coldkey, c(0)))],
  ...[c(0), c(1), c(1), c(1), c(0), c(1), c(1), c(1), no, scores],
)

describe('one neuron', () => {
  test('lite: every field', () => {
    expect(ask(chain(), 'NeuronInfoRuntimeApi_get_neuron_lite', NETUID, u16(1))).toBe(
      some(first, scores),
    )
  })

  test('in full: weights and bonds above zero stand before the pruning score', () => {
    expect(ask(chain(), 'NeuronInfoRuntimeApi_get_neuron', NETUID, u16(1))).toBe(
      some(first, weights, bonds, scores),
    )
  })

  test('one that serves nothing has zeros for an axon', () => {
    expect(ask(chain(), 'NeuronInfoRuntimeApi_get_neuron_lite', NETUID, u16(0))).toBe(
      some(silentLite),
    )
  })

  test.each(['get_neuron', 'get_neuron_lite'])('%s of no uid or no subnet is None', (method) => {
    const ctx = chain()
    for (const [netuid, uidOf] of [
      [NETUID, u16(2)],
      [NETUID, u16(65_535)],
      [u16(1), u16(1)],
    ] as const) {
      expect(ask(ctx, `NeuronInfoRuntimeApi_${method}`, netuid, uidOf)).toBe(none)
    }
  })

  test('vectors that are too short read as zero', () => {
    const ctx = chain()
    neurons.Active.set(ctx, netUid(300), [])
    neurons.Emission.set(ctx, netUid(300), [])
    const answer = ask(ctx, 'NeuronInfoRuntimeApi_get_neuron_lite', NETUID, u16(1))
    const expected = first.replace(hexOf(c(300), yes), hexOf(c(300), no))
    expect(answer).toBe(some(expected.replace(c(1n << 40n), c(0)), scores))
  })
})

describe('all neurons', () => {
  test('by uid', () => {
    const ctx = chain()
    expect(ask(ctx, 'NeuronInfoRuntimeApi_get_neurons_lite', NETUID)).toBe(
      list(silentLite, first + scores),
    )
    const silentFull = silentLite.slice(0, -scores.length) + list() + list() + scores
    expect(ask(ctx, 'NeuronInfoRuntimeApi_get_neurons', NETUID)).toBe(
      list(silentFull, first + weights + bonds + scores),
    )
  })

  test.each(['get_neurons', 'get_neurons_lite'])('%s stops at a uid without hotkey', (method) => {
    const ctx = chain()
    neurons.Keys.remove(ctx, netUid(300), uid(0))
    expect(ask(ctx, `NeuronInfoRuntimeApi_${method}`, NETUID)).toBe(list())
  })

  test.each(['get_neurons', 'get_neurons_lite'])('%s goes no further than N', (method) => {
    const ctx = chain()
    SubnetworkN.set(ctx, netUid(300), 1)
    expect(ask(ctx, `NeuronInfoRuntimeApi_${method}`, NETUID).startsWith(c(1))).toBe(true)
  })

  test.each(['get_neurons', 'get_neurons_lite'])('%s of no subnet is empty', (method) => {
    expect(ask(chain(), `NeuronInfoRuntimeApi_${method}`, u16(9))).toBe(list())
  })
})
