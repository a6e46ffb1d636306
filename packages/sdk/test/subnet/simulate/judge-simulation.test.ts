import { describe, expect, it } from 'vitest'
import { canaryAgent } from '../../../src/subnet/agents/canary.ts'
import { honestAgent } from '../../../src/subnet/agents/honest.ts'
import { judgeSimulation } from '../../../src/subnet/simulate/judge-simulation.ts'
import { simulate } from '../../../src/subnet/simulate/simulate.ts'
import type { AgentRow, SimulationTable } from '../../../src/subnet/simulate/table.ts'
import { squareSubnet } from '../support/square-subnet.ts'

const row = (name: string, change: Partial<AgentRow> = {}): AgentRow => ({
  name,
  kind: 'strong',
  honest: true,
  reliable: true,
  cheatsFrom: 0,
  uids: [0],
  earned: [],
  questions: 1,
  accepted: 1,
  quality: 1,
  faults: { unanswered: 0, malformed: 0, forged: 0, unjudged: 0 },
  convictions: 0,
  ...change,
})

const table = (agents: readonly AgentRow[], change: Partial<SimulationTable> = {}) => ({
  subnet: 's',
  windows: 4,
  agents,
  validators: [],
  cost: { minerMs: 100, validatorMs: 1 },
  ...change,
})

const twelve = (value: number) => Array.from({ length: 12 }, () => value)

describe('judgeSimulation', () => {
  it('compares a cheat with its honest twin from when it cheats', () => {
    const bound = { twin: 'good', share: 0.5 }
    const good = row('good', { earned: [0.4, 0.4, 0.4, 0.4] })
    const cheat = row('bad', { honest: false, bound, earned: [0.4, 0.4, 0.1, 0.3], cheatsFrom: 2 })
    const [line] = judgeSimulation(table([good, cheat]))
    expect(line).toMatchObject({ limit: 0.5, met: true })
    expect(line?.value).toBeCloseTo(0.5, 12)
    const [all] = judgeSimulation(table([good, { ...cheat, cheatsFrom: 0 }]))
    expect(all?.met).toBe(false)
    expect(all?.value).toBeCloseTo(0.75, 12)
  })

  for (const [name, agents] of [
    ['is missing', []],
    ['earns nothing', [row('good', { earned: [0] })]],
  ] as const)
    it(`is not met where the twin ${name}`, () => {
      const cheat = row('bad', { honest: false, bound: { twin: 'good', share: 0.5 }, earned: [0] })
      expect(judgeSimulation(table([...agents, cheat]))[0]).toMatchObject({ met: false })
    })

  it('ranks honest and reliable agents by what they earn after ten windows', () => {
    const late = (before: number, after: number) => [...Array(10).fill(before), after]
    const agents = [
      row('a', { skill: 0.9, earned: late(0, 0.5) }),
      row('b', { skill: 0.5, earned: late(0.9, 0.3) }),
      row('c', { skill: 0.1, earned: late(0.1, 0.2) }),
      row('slow', { skill: 1, reliable: false, earned: late(0, 0) }),
      row('cheat', { skill: 0, honest: false, earned: late(1, 1) }),
    ]
    const line = judgeSimulation(table(agents)).find(({ name }) => name.startsWith('rank'))
    expect(line).toMatchObject({ value: 1, limit: 0.9, comparison: 'at least', met: true })
  })

  it('counts convictions of honest agents only', () => {
    const agents = [row('a', { convictions: 2 }), row('b', { honest: false, convictions: 5 })]
    const line = judgeSimulation(table(agents)).find(({ name }) => name.startsWith('convictions'))
    expect(line).toMatchObject({ value: 2, met: false })
  })

  it('judges cost and copying where it is asked to', () => {
    const validators = [
      { name: 'h', kind: 'honest', stake: 0.6, earned: twelve(0.7) },
      { name: 'c', kind: 'copying', stake: 0.3, earned: twelve(0.3) },
    ]
    const lines = judgeSimulation(table([row('a')], { validators }), {
      maxCost: 0.02,
      maxCopying: 0.8,
    })
    // 1/100 of the cost; (0.3/0.3)/(0.7/0.6) = 0.857.
    expect(lines.map(({ value, met }) => [Number(value.toFixed(3)), met])).toEqual([
      [0, true],
      [0.01, true],
      [0.857, false],
    ])
  })

  it('finds that a copying validator earns too little where half of the miners turn', async () => {
    const subnet = squareSubnet({ challenges: 1 })
    const make = (name: string, error: number) =>
      honestAgent({
        name,
        kind: 'strong',
        subnet,
        backend: (number: number) => number * number + error,
        latencyMs: 10,
      })
    const steady = Array.from({ length: 8 }, (_, at) => make(`steady ${at}`, at / 40))
    const turning = Array.from({ length: 8 }, (_, at) =>
      canaryAgent(make('good', 0), make('bad', 5), {
        name: `canary ${at}`,
        every: 3,
        shift: at % 2 === 0 ? 0 : 3,
      }),
    )
    const played = await simulate({
      subnet,
      agents: [...steady, ...turning],
      windows: 50,
      seed: new Uint8Array(32),
    })
    const line = judgeSimulation(played, { maxCopying: 0.8 }).at(-1)
    expect(line).toMatchObject({ met: true })
  }, 60_000)
})
