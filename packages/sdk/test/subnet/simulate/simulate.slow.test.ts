import { describe, expect, it } from 'vitest'
import { goodThenBadAgent, lazyAgent, liarAgent } from '../../../src/subnet/agents/cheats.ts'
import { copierAgent, randomAgent, replayAgent } from '../../../src/subnet/agents/fakes.ts'
import { cloneFarmAgent } from '../../../src/subnet/agents/farm.ts'
import { honestAgent } from '../../../src/subnet/agents/honest.ts'
import { crashProneAgent, slowAgent } from '../../../src/subnet/agents/unreliable.ts'
import { judgeSimulation } from '../../../src/subnet/simulate/judge-simulation.ts'
import { simulationMarkdown } from '../../../src/subnet/simulate/markdown.ts'
import { simulate } from '../../../src/subnet/simulate/simulate.ts'
import type { SimulationTable } from '../../../src/subnet/simulate/table.ts'
import type { Verdict } from '../../../src/subnet/subnet.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import type { SquareDetail, SquareState } from '../support/square-subnet.ts'

const seed = new Uint8Array(32).fill(5)

/** Pays a wrong answer with the loss of the window, and equal answers to a shared task once. */
const strict = (answers: 'direct' | 'committed') =>
  squareSubnet({ answers, challenges: 6, score: strictScore })

function strictScore(verdicts: readonly Verdict<SquareDetail>[], state: SquareState) {
  const scores = new Map<number, number>()
  const wrong = new Set(
    verdicts.filter(({ ok, fault }) => !ok && fault === undefined).map((v) => v.uid),
  )
  for (const { uid, quality } of verdicts)
    if (!wrong.has(uid)) scores.set(uid, (scores.get(uid) ?? 0) + quality)
  return { scores, state }
}

const guess = () => ({ square: -1 })

const agentsFor = (answers: 'direct' | 'committed') => {
  const subnet = strict(answers)
  const make = (name: string, error: number) => () =>
    honestAgent({
      name,
      kind: error === 0 ? 'strong' : 'weak',
      subnet,
      backend: (number: number) => number * number + error,
      latencyMs: 100,
    })
  const strong = make('strong', 0)
  return {
    subnet,
    agents: [
      strong(),
      make('medium', 0.3)(),
      make('weak', 0.8)(),
      randomAgent({ name: 'random', twin: 'strong', guess }),
      copierAgent({ name: 'copier', twin: 'strong', guess }),
      replayAgent(strong()),
      lazyAgent(strong(), { fraction: 0.5, guess }),
      liarAgent(strong(), ({ square }) => ({ square: square + 7 })),
      goodThenBadAgent(strong(), { cheatsFrom: 10, guess }),
      slowAgent(strong(), { factor: 6 }),
      crashProneAgent(strong(), { fraction: 0.4 }),
    ],
  }
}

const row = (table: SimulationTable, name: string) => table.agents.find((a) => a.name === name)!
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

for (const answers of ['direct', 'committed'] as const)
  describe(`simulate, answers ${answers}`, () => {
    it('pays by skill, starves every cheat, and convicts no honest agent', async () => {
      const { subnet, agents } = agentsFor(answers)
      const table = await simulate({ subnet, agents, windows: 20, seed, heldOutTasks: 5 })
      const lines = judgeSimulation(table)
      expect(lines.filter(({ met }) => !met)).toEqual([])
      expect(row(table, 'strong').skill).toBeCloseTo(1)
      expect(row(table, 'medium').skill).toBeCloseTo(0.7)
      const pay = total(row(table, 'strong').earned)
      expect(total(row(table, 'weak').earned) / pay).toBeCloseTo(0.2, 6)
      for (let window = 0; window < 20; window++)
        expect(total(table.agents.map(({ earned }) => earned[window]!))).toBeCloseTo(1, 9)
    })

    it('lets six times the time run into the limit, and crashes cost their part', async () => {
      const { subnet, agents } = agentsFor(answers)
      const table = await simulate({ subnet, agents, windows: 12, seed })
      const slow = row(table, 'strong slow')
      expect(slow.faults.unanswered).toBe(slow.questions)
      const crashing = row(table, 'strong crashing')
      expect(crashing.faults.unanswered / crashing.questions).toBeCloseTo(0.4, 1)
      expect(total(crashing.earned)).toBeGreaterThan(0)
    })

    it('gives the same table for the same seed, and another for another', async () => {
      const run = async (from: Uint8Array) => {
        const { subnet, agents } = agentsFor(answers)
        const { cost: _cost, ...rest } = await simulate({ subnet, agents, windows: 5, seed: from })
        return rest
      }
      expect(await run(seed)).toEqual(await run(seed))
      expect(await run(seed)).not.toEqual(await run(new Uint8Array(32)))
    })
  })

describe('simulate', () => {
  it('queues different requests of a clone farm, as one worker has to', async () => {
    const subnet = squareSubnet({ challenges: 1 })
    const own = { ...subnet, isShared: () => false }
    const inner = honestAgent({
      name: 'worker',
      kind: 'strong',
      subnet: own,
      backend: (number: number) => number * number,
      latencyMs: 200,
    })
    const table = await simulate({
      subnet: own,
      agents: [inner, cloneFarmAgent(inner, { clones: 8 })],
      validators: [{ name: 'honest', stake: 1, strategy: { kind: 'honest' } }],
      windows: 10,
      seed,
    })
    // Within 500 ms one worker does two of eight tasks of 200 ms each.
    const farm = row(table, 'worker ×8')
    expect(farm.accepted / farm.questions).toBeCloseTo(2 / 8)
  })

  it('shows a copier the answers of others where they are direct, and none where committed', async () => {
    for (const [answers, accepted] of [
      ['direct', 1 / 6],
      ['committed', 0],
    ] as const) {
      const { subnet, agents } = agentsFor(answers)
      const table = await simulate({ subnet, agents, windows: 10, seed })
      const copier = row(table, 'copier')
      // One of six challenges of a window is shared.
      expect(copier.accepted / copier.questions, answers).toBeCloseTo(accepted, 1)
    }
  })

  const subnet = squareSubnet()
  const agent = randomAgent({ name: 'a', twin: 'b', guess })
  const WRONG = [
    ['no agent', { subnet, agents: [], windows: 1, seed }],
    ['no validator', { subnet, agents: [agent], validators: [], windows: 1, seed }],
    ['two agents of one name', { subnet, agents: [agent, agent], windows: 1, seed }],
    ['no window', { subnet, agents: [agent], windows: 0, seed }],
  ] as const
  for (const [name, options] of WRONG)
    it(`refuses ${name}`, async () => {
      await expect(simulate(options)).rejects.toMatchObject({ code: 'OptionInvalid' })
    })

  it('ends when its signal fires', async () => {
    const ending = new AbortController()
    const running = simulate({
      subnet,
      agents: [agent],
      windows: 1_000,
      seed,
      signal: ending.signal,
      onWindow: () => ending.abort(),
    })
    await expect(running).rejects.toThrow('abort')
  })
})

describe('simulationMarkdown', () => {
  it('shows every miner, validator and line', async () => {
    const { subnet, agents } = agentsFor('direct')
    const table = await simulate({ subnet, agents, windows: 3, seed })
    const text = simulationMarkdown(table, judgeSimulation(table))
    for (const { name } of [...table.agents, ...table.validators])
      expect(text).toContain(`| ${name} |`)
    expect(text).toContain('| convictions of honest miners | 0.000 | at most 0 | met |')
  })
})
