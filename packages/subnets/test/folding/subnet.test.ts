import { InvalidFieldError } from '@plexus/sdk/node'
import { describe, expect, it } from 'vitest'
import { guessFold } from '../../src/folding/agents.ts'
import { LAPTOP_FOLDING, STANDARD_FOLDING } from '../../src/folding/options.ts'
import type { FoldingState } from '../../src/folding/state.ts'
import { createFoldingSubnet } from '../../src/folding/subnet.ts'
import { FOLD_SYNAPSE } from '../../src/folding/synapse.ts'
import { evaluationOf, randomOf, taskOf } from './helpers.ts'

const subnet = createFoldingSubnet(LAPTOP_FOLDING)
const state = subnet.initialState

describe('challenge', () => {
  it('is the same for the same task on every validator, and takes turns between the tiers', () => {
    for (let index = 0; index < 8; index++) {
      const task = taskOf(`pure ${index}`, index)
      const request = subnet.challenge(task, state)
      expect(request.tier).toBe(index % 2 === 0 ? 'T1' : 'T2')
      expect(createFoldingSubnet(LAPTOP_FOLDING).challenge(task, state)).toEqual(request)
    }
  })

  it('is fresh for each task and within the lengths of the options', () => {
    const seen = new Set<string>()
    for (let index = 0; index < 40; index++) {
      const { tier, sequence } = subnet.challenge(taskOf(`fresh ${index}`, index), state)
      const [min, max] = LAPTOP_FOLDING.lengths[tier]
      expect(sequence.length).toBeGreaterThanOrEqual(min)
      expect(sequence.length).toBeLessThanOrEqual(max)
      seen.add(sequence)
    }
    expect(seen.size).toBe(40)
  })

  it('now and then brings a chain of the records back', () => {
    const sequence = 'HPHPHHPPHPHHPPHPHHPPHPHHPPHPHHPPHPHHPPHPHHPP'
    const known: FoldingState = { records: [{ tier: 'T1', sequence, energy: -9e6, window: 1 }] }
    const again = Array.from({ length: 300 }, (_, i) =>
      subnet.challenge(taskOf(`again ${i}`), known),
    )
    const count = again.filter((request) => request.sequence === sequence).length
    // 4 in 100: 12 expected of 300, standard deviation 3.4.
    expect(count).toBeGreaterThan(1)
    expect(count).toBeLessThan(24)
  })

  it('plants a fold that a quick search does not reach', () => {
    const planted = Array.from({ length: 12 }, (_, index) => taskOf(`planted ${index}`, index))
    let better = 0
    let known = 0
    for (const task of planted) {
      const request = subnet.challenge(task, state)
      const response = guessFold(request, randomOf(task.id))
      const verdict = subnet.verify(task, request, response, { state, signal: signalOf() })
      if (verdict instanceof Promise || verdict.detail?.plant === undefined) continue
      known++
      if (verdict.detail.plant < verdict.detail.baseline) better++
    }
    expect(known).toBeGreaterThan(4)
    expect(better).toBe(known)
  })
})

describe('the synapse', () => {
  const request = subnet.challenge(taskOf('wire'), state)
  const response = guessFold(request, randomOf('wire'))

  it('brings requests and responses through JSON unchanged', () => {
    const sent = JSON.parse(JSON.stringify(FOLD_SYNAPSE.writeRequest(request)))
    expect(FOLD_SYNAPSE.parseRequest(sent)).toEqual(request)
    const got = JSON.parse(JSON.stringify(FOLD_SYNAPSE.writeResponse(response)))
    expect(FOLD_SYNAPSE.parseResponse(got)).toEqual(response)
  })

  it('fits its limits with the longest chains', () => {
    const sequence = 'A'.repeat(89)
    const text = JSON.stringify({
      coords: Array.from({ length: 267 }, () => -9999.9999),
      energy: -123.45678901234567,
    })
    expect(text.length).toBeLessThan(subnet.manifest.limits.responseBytes)
    const asked = JSON.stringify({ ...request, tier: 'T2', sequence, params: 'ab-1' })
    expect(asked.length).toBeLessThan(subnet.manifest.limits.requestBytes)
  })

  const badRequests = [
    { name: 'no tier', bad: { tier: undefined }, field: 'tier' },
    { name: 'a tier that is no own key', bad: { tier: 'constructor' }, field: 'tier' },
    { name: 'a sequence of other letters', bad: { sequence: 'HPHX' }, field: 'sequence' },
    { name: 'a sequence of the other tier', bad: { sequence: 'ABAB' }, field: 'sequence' },
    { name: 'a short sequence', bad: { sequence: 'HPH' }, field: 'sequence' },
    { name: 'a long sequence', bad: { sequence: 'H'.repeat(65) }, field: 'sequence' },
    { name: 'a list for a sequence', bad: { sequence: ['H', 'P', 'H', 'P'] }, field: 'sequence' },
    { name: 'unknown parameters', bad: { params: 'hp-0' }, field: 'params' },
    { name: 'a budget of zero', bad: { budget: 0 }, field: 'budget' },
    { name: 'an endless budget', bad: { budget: 1e12 }, field: 'budget' },
    { name: 'a budget that is no integer', bad: { budget: 1.5 }, field: 'budget' },
  ]
  for (const { name, bad, field } of badRequests)
    it(`refuses a request with ${name}`, () => {
      expect(() => FOLD_SYNAPSE.parseRequest({ ...request, ...bad })).toThrow(
        expect.objectContaining({ field, constructor: InvalidFieldError }),
      )
    })

  const badResponses = [
    { name: 'no coordinates', bad: { coords: undefined }, field: 'coords' },
    { name: 'a number for coordinates', bad: { coords: 7 }, field: 'coords' },
    { name: 'text among coordinates', bad: { coords: [0, 0, '0'] }, field: 'coords' },
    {
      name: 'nested lists',
      bad: {
        coords: [
          [0, 0, 0],
          [1, 0, 0],
          [2, 0, 0],
        ],
      },
      field: 'coords',
    },
    { name: 'NaN', bad: { coords: [0, 0, Number.NaN] }, field: 'coords' },
    { name: 'a far coordinate', bad: { coords: [0, 0, 1e300] }, field: 'coords' },
    { name: 'part of a bead', bad: { coords: [0, 0] }, field: 'coords' },
    {
      name: 'too many beads',
      bad: { coords: Array.from({ length: 300 }, () => 0) },
      field: 'coords',
    },
    { name: 'no energy', bad: { energy: undefined }, field: 'energy' },
    { name: 'an energy that is null', bad: { energy: null }, field: 'energy' },
  ]
  for (const { name, bad, field } of badResponses)
    it(`refuses a response with ${name}`, () => {
      expect(() => FOLD_SYNAPSE.parseResponse({ ...response, ...bad })).toThrow(
        expect.objectContaining({ field, constructor: InvalidFieldError }),
      )
    })
})

describe('guessFold', () => {
  it('gives folds that are taken, in both tiers', () => {
    for (let index = 0; index < 20; index++) {
      const request = subnet.challenge(taskOf(`guess ${index}`, index), state)
      const { coords, energy } = guessFold(request, randomOf(`guess ${index}`))
      expect(evaluationOf(request.tier, request.sequence, coords).energy).toBe(energy)
    }
  })
})

describe('the standard options', () => {
  it('make challenges of both tiers', () => {
    const standard = createFoldingSubnet({
      ...STANDARD_FOLDING,
      plantSteps: { T1: 2000, T2: 2000 },
    })
    for (const index of [0, 1])
      expect(standard.challenge(taskOf('standard', index), state).sequence.length).toBeGreaterThan(
        20,
      )
  })
})

const signalOf = () => new AbortController().signal
