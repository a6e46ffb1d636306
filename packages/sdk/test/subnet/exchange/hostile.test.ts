import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectAnswers } from '../../../src/subnet/exchange/collect-answers.ts'
import type { ValidatorPort } from '../../../src/subnet/ports/network.ts'
import { judgeAnswer } from '../../../src/subnet/validator/judge-answer.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import { neuronOf } from '../support/world.ts'

const clock = createManualClock()
const signal = new AbortController().signal
const task = { id: 't', window: 0, index: 0, seed: new Uint8Array(32) }

/** Whatever a miner may send, once it is JSON and within its size. */
const fields = fc.oneof(
  fc.dictionary(
    fc.constantFrom('square', 'commitment', 'salt', 'answer', '__proto__'),
    fc.jsonValue(),
  ),
  fc.record({
    commitment: fc.constant('ab'.repeat(32)),
    salt: fc.constant('cd'.repeat(32)),
    answer: fc.json(),
  }),
  fc.record({ square: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
)

const hostile = (sent: readonly Record<string, unknown>[], status: number): ValidatorPort => {
  let next = 0
  return {
    async ask(_neuron, synapse) {
      const failure = { ok: false, status, message: 'm', latencyMs: 1 } as const
      const answer = sent[next++ % sent.length]
      if (answer === undefined || status < 300) return failure
      try {
        const response = synapse.parseResponse(answer)
        return { ok: true, response, latencyMs: 1, evidence: 'ee'.repeat(32) }
      } catch {
        return failure
      }
    },
  }
}

for (const answers of ['direct', 'committed'] as const)
  describe(`hostile answers, ${answers}`, () => {
    it('always make a verdict, and are worth nothing unless they are right', async () => {
      const subnet = squareSubnet({ answers })
      const { manifest, synapse } = subnet
      await fc.assert(
        fc.asyncProperty(
          fc.array(fields, { minLength: 1, maxLength: 3 }),
          fc.constantFrom(200, 400, 401, 408, 422, 500, 503, 999),
          async (sent, status) => {
            const [collected] = await collectAnswers(
              [{ neuron: neuronOf(1), task, request: { number: 3 } }],
              { manifest, synapse, port: hostile(sent, status), concurrency: 1, signal },
            )
            const verdict = await judgeAnswer(collected!, {
              subnet,
              state: { windows: 0 },
              clock,
              signal,
            })
            expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict)
            expect(verdict.evidence).toMatch(/^[0-9a-f]{64}$/)
            if (!verdict.ok) expect([verdict.quality, verdict.units]).toEqual([0, 0])
            else expect(Math.abs(9 - squareOf(sent))).toBeLessThan(1)
          },
        ),
        { numRuns: 300 },
      )
    })
  })

const squareOf = (sent: readonly Record<string, unknown>[]): number =>
  Number(sent.map(({ square }) => square).find((square) => typeof square === 'number'))
