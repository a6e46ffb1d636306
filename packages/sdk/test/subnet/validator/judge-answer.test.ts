import { describe, expect, it } from 'vitest'
import { judgeAnswer } from '../../../src/subnet/validator/judge-answer.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import type { SquareSubnet } from '../support/square-subnet.ts'
import { neuronOf } from '../support/world.ts'

const neuron = neuronOf(4)
const collected = {
  neuron,
  task: { id: 't', window: 2, index: 0, seed: new Uint8Array(32) },
  request: { number: 3 },
  outcome: { ok: true, response: { square: 9 } },
  latencyMs: 12.34567,
  order: 1,
  evidence: 'ee'.repeat(32),
} as const

const judge = async (verify: SquareSubnet['verify'] | undefined, advanceMs = 0) => {
  const clock = createManualClock()
  const judging = judgeAnswer(collected, {
    subnet: squareSubnet(verify === undefined ? {} : { verify }),
    state: { windows: 0 },
    clock,
    signal: new AbortController().signal,
  })
  await clock.advance(advanceMs)
  return judging
}

const good = { ok: true, quality: 1, units: 1, detail: { error: 0 } }

describe('judgeAnswer', () => {
  it('says whom, what and when', async () => {
    expect(await judge(undefined)).toEqual({
      uid: 4,
      hotkey: neuron.hotkey,
      taskId: 't',
      window: 2,
      latencyMs: 12.346,
      order: 1,
      evidence: 'ee'.repeat(32),
      ok: true,
      quality: 1,
      units: 1,
      detail: { error: 0 },
    })
  })

  it('pays nothing for an answer that is not ok, whatever else is said of it', async () => {
    const verdict = await judge(() => ({ ...good, ok: false, reason: 'wrong' }))
    expect(verdict).toMatchObject({ ok: false, quality: 0, units: 0, reason: 'wrong' })
  })

  it('ends a verify that hangs', async () => {
    let ended = false
    const verdict = await judge(
      (_task, _request, _response, { signal }) =>
        new Promise(() => signal.addEventListener('abort', () => (ended = true))),
      100,
    )
    expect(verdict).toMatchObject({
      ok: false,
      fault: 'unjudged',
      reason: 'judging takes longer than 100 ms',
    })
    expect(ended).toBe(true)
  })

  const BROKEN: readonly (readonly [string, SquareSubnet['verify']])[] = [
    [
      'a verify that throws',
      () => {
        throw new Error('bug')
      },
    ],
    ['a verify that rejects', () => Promise.reject(new Error('bug'))],
    ['a quality of NaN', () => ({ ...good, quality: Number.NaN })],
    ['a quality above 1', () => ({ ...good, quality: 1.01 })],
    ['a negative quality', () => ({ ...good, quality: -0.01 })],
    ['infinite units', () => ({ ...good, units: Number.POSITIVE_INFINITY })],
    ['negative units', () => ({ ...good, units: -1 })],
    ['a detail beyond 64 KiB', () => ({ ...good, detail: { error: 0, long: 'x'.repeat(65_536) } })],
  ]
  for (const [name, verify] of BROKEN)
    it(`scores 0 for ${name}`, async () => {
      const verdict = await judge(verify)
      expect(verdict).toMatchObject({ ok: false, quality: 0, units: 0, fault: 'unjudged' })
      expect(verdict.detail).toBeUndefined()
    })
})
