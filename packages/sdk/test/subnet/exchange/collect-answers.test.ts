import { describe, expect, it } from 'vitest'
import { collectAnswers } from '../../../src/subnet/exchange/collect-answers.ts'
import type { Asked, ValidatorPort } from '../../../src/subnet/ports/network.ts'
import { attachAnswers } from '../../../src/subnet/miner/miner-answers.ts'
import type { Work } from '../../../src/subnet/miner/miner-answers.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import type { SquareRequest, SquareResponse } from '../support/square-subnet.ts'
import { createTestNetwork, hotkeyOf, neuronOf } from '../support/world.ts'

const task = { id: 't', window: 0, index: 0, seed: new Uint8Array(32) }
const honest: Work<SquareRequest, SquareResponse> = async ({ number }) => ({
  square: number * number,
})

const play = (
  answers: 'direct' | 'committed',
  works: readonly (Work<SquareRequest, SquareResponse> | undefined)[],
) => {
  const clock = createManualClock()
  const network = createTestNetwork(clock)
  const subnet = squareSubnet({ answers })
  const neurons = works.map((_, uid) => neuronOf(uid))
  const started = works.map(async (work, uid) => {
    if (work === undefined) return
    const port = network.minerPort(neurons[uid]!)
    const randomSalt = () => new Uint8Array(32).fill(uid)
    attachAnswers({ subnet, port, hotkey: neurons[uid]!.hotkey, work, randomSalt })
    await port.start()
  })
  const collect = async (signal = new AbortController().signal) => {
    await Promise.all(started)
    const questions = neurons.map((neuron) => ({ neuron, task, request: { number: 3 } }))
    return collectAnswers(questions, {
      manifest: subnet.manifest,
      synapse: subnet.synapse,
      port: network.validatorPort(hotkeyOf('validator')),
      concurrency: 64,
      signal,
    })
  }
  return { clock, network, collect }
}

const after =
  (ms: number, clock: () => { sleep(ms: number): Promise<void> }): typeof honest =>
  async (request, call) => {
    await clock().sleep(ms)
    return honest(request, call)
  }

describe('collectAnswers', () => {
  for (const answers of ['direct', 'committed'] as const) {
    it(`${answers}: ranks answers to the same task by their latency`, async () => {
      const lazyClock = () => clock
      const { clock, collect } = play(answers, [
        after(300, lazyClock),
        after(100, lazyClock),
        after(200, lazyClock),
      ])
      const collecting = collect()
      await clock.advance(400)
      const collected = await collecting
      expect(collected.map(({ order }) => order)).toEqual([2, 0, 1])
      expect(collected.map(({ latencyMs }) => latencyMs)).toEqual([300, 100, 200])
      for (const { outcome } of collected)
        expect(outcome).toEqual({ ok: true, response: { square: 9 } })
    })

    it(`${answers}: tells who is away, fails or is late as unanswered`, async () => {
      const never: typeof honest = () => new Promise(() => {})
      const fails: typeof honest = async () => Promise.reject(new Error('broken'))
      const { clock, collect } = play(answers, [undefined, fails, never])
      const collecting = collect()
      await clock.advance(500)
      const outcomes = (await collecting).map(({ outcome }) => outcome)
      expect(outcomes.map((outcome) => !outcome.ok && [outcome.fault, outcome.reason])).toEqual([
        ['unanswered', 'no answer: status 503'],
        ['unanswered', 'no answer: status 500'],
        ['unanswered', 'no answer: status 408'],
      ])
    })
  }

  it('asks for no answer before all have committed', async () => {
    const { clock, network, collect } = play('committed', [honest, honest, honest])
    const collecting = collect()
    await clock.advance(0)
    await collecting
    expect(network.asked.map(({ synapse }) => synapse)).toEqual([
      'Square',
      'Square',
      'Square',
      'SquareReveal',
      'SquareReveal',
      'SquareReveal',
    ])
  })

  it('gives nothing when it is ended meanwhile', async () => {
    const { clock, collect } = play('committed', [() => new Promise(() => {})])
    const ending = new AbortController()
    const collecting = collect(ending.signal)
    await clock.advance(100)
    ending.abort()
    expect(await collecting).toEqual([])
  })

  const port = (asked: Asked<never>): ValidatorPort => ({ ask: async () => asked })
  const ROWS = [
    ['an answer that cannot be read', { status: 422 }, 'malformed'],
    ['a refusal', { status: 403 }, 'unanswered'],
  ] as const
  for (const [name, failure, fault] of ROWS)
    it(`tells ${name} as ${fault}, without the words of the miner`, async () => {
      const { manifest, synapse } = squareSubnet()
      const [collected] = await collectAnswers(
        [{ neuron: neuronOf(1), task, request: { number: 3 } }],
        {
          manifest,
          synapse,
          port: port({ ok: false, message: '\u001b[31mhello', latencyMs: 1, ...failure }),
          concurrency: 1,
          signal: new AbortController().signal,
        },
      )
      expect(collected?.outcome).toMatchObject({ ok: false, fault })
      expect(JSON.stringify(collected?.outcome)).not.toContain('hello')
    })
})
