import { describe, expect, it } from 'vitest'
import { challenge, taskLabels } from '../../src/vision/challenge.ts'
import type { ClassifyResponse } from '../../src/vision/synapse.ts'
import { verify } from '../../src/vision/verify.ts'
import { taskOf } from './fixtures.ts'

const own = taskOf(3)
const request = challenge(own, { difficulty: 0.5 })
const right = taskLabels(own).map((label) => Array.from({ length: 10 }, (_, k) => +(k === label)))
const even = right.map(() => Array.from({ length: 10 }, () => 0.1))
const withRow = <Row>(row: Row) => [...even.slice(1), row]

describe('verify', () => {
  it('gives quality 1 to the truth and 0 to one who says nothing', () => {
    expect(verify(own, request, { probs: right, modelId: 'm' })).toMatchObject({
      ok: true,
      quality: 1,
      units: 32,
    })
    expect(verify(own, request, { probs: even, modelId: 'm' })).toMatchObject({
      ok: true,
      quality: 0,
    })
  })

  it('keeps the answers to shared challenges, and only those', () => {
    const probe = verify(taskOf(0), request, { probs: even, modelId: 'm' }).detail.probe
    expect(probe?.labels).toEqual(taskLabels(taskOf(0)))
    expect(probe?.probs).toEqual(Array.from({ length: 320 }, () => 100))
    expect(verify(own, request, { probs: even, modelId: 'm' }).detail.probe).toBeUndefined()
  })

  it('admits a sum that is off by less than a thousandth', () => {
    const probs = withRow([0.1009, ...even[0]!.slice(1)])
    expect(verify(own, request, { probs, modelId: 'm' }).ok).toBe(true)
  })

  it.each([
    ['a missing row', even.slice(1), 'needs 32 rows of probabilities'],
    ['a row too many', [...even, even[0]], 'needs 32 rows of probabilities'],
    ['no list', 'probs', 'needs 32 rows of probabilities'],
    ['nothing', undefined, 'needs 32 rows of probabilities'],
    ['a list of a million', Array.from({ length: 1_000_000 }), 'needs 32 rows of probabilities'],
    ['a row that is no list', withRow(null), 'each row needs 10 probabilities'],
    ['a short row', withRow([1]), 'each row needs 10 probabilities'],
    [
      'a huge row',
      withRow(Array.from({ length: 1_000_000 }, () => 0)),
      'each row needs 10 probabilities',
    ],
    ['NaN', withRow([Number.NaN, ...even[0]!.slice(1)]), 'a probability is not a finite number'],
    ['infinity', withRow([1 / 0, ...even[0]!.slice(1)]), 'a probability is not a finite number'],
    ['text', withRow(['0.1', ...even[0]!.slice(1)]), 'a probability is not a finite number'],
    ['a hole', withRow(Array.from({ length: 10 })), 'a probability is not a finite number'],
    ['a negative', withRow([-0.1, 0.3, ...even[0]!.slice(2)]), 'a probability is negative'],
    [
      'all zero',
      withRow(Array.from({ length: 10 }, () => 0)),
      'the probabilities of a picture do not sum to 1',
    ],
    [
      'all one',
      withRow(Array.from({ length: 10 }, () => 1)),
      'the probabilities of a picture do not sum to 1',
    ],
    [
      'a sum that is off',
      withRow([0.102, ...even[0]!.slice(1)]),
      'the probabilities of a picture do not sum to 1',
    ],
  ])('refuses %s and says why', (_, probs, reason) => {
    const response = { probs, modelId: 'm' } as unknown as ClassifyResponse
    expect(verify(own, request, response)).toMatchObject({
      ok: false,
      quality: 0,
      units: 0,
      reason,
    })
  })
})
