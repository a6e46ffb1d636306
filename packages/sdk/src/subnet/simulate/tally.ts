import type { Agent } from '../agents/agent.ts'
import type { Fault, Verdict } from '../subnet.ts'
import type { Seat } from './agent-port.ts'
import type { SimulatedValidator } from './options.ts'
import type { PayoutResult } from './payout.ts'
import { sum } from './table.ts'
import type { AgentRow, SimulationTable } from './table.ts'

/** Keeps count during a simulation. */
export interface Tally {
  skill(agent: string, skill: number): void
  verdict(verdict: Verdict<unknown>): void
  convicted(hotkeys: readonly string[]): void
  worked(ms: number): void
  judged(ms: number): void
  paid(result: PayoutResult): void
  table(): SimulationTable
}

/** @param about who plays; in the order of the rows */
export function createTally(about: {
  readonly subnet: string
  readonly seats: readonly Seat<never, unknown>[]
  readonly agents: readonly Agent<never, unknown>[]
  readonly validators: readonly SimulatedValidator[]
}): Tally {
  const { seats, validators } = about
  const counts = new Map(about.agents.map((agent) => [agent.name, newCount(agent, seats)]))
  const byUid = new Map(seats.map(({ neuron, agent }) => [neuron.uid, counts.get(agent.name)]))
  const byHotkey = new Map(
    seats.map(({ neuron, agent }) => [neuron.hotkey, counts.get(agent.name)]),
  )
  const dividends = validators.map((): number[] => [])
  const stake = sum(validators.map((validator) => validator.stake))
  const work = { ms: 0, times: 0 }
  let judgedMs = 0
  let windows = 0
  return {
    skill: (name, skill) => void counts.get(name)?.skills.push(skill),
    verdict: (verdict) => countVerdict(byUid.get(verdict.uid), verdict),
    convicted(hotkeys) {
      for (const count of new Set(hotkeys.map((hotkey) => byHotkey.get(hotkey))))
        if (count !== undefined) count.convictions++
    },
    worked(ms) {
      work.ms += ms
      work.times++
    },
    judged: (ms) => void (judgedMs += ms),
    paid(result) {
      windows++
      for (const count of counts.values())
        count.earned.push(sum(count.uids.map((uid) => result.miners[uid] ?? 0)))
      for (const [at, earned] of dividends.entries()) earned.push(result.validators[at] ?? 0)
    },
    table: () => ({
      subnet: about.subnet,
      windows,
      agents: [...counts.values()].map(rowOf),
      validators: validators.map(({ name, strategy, stake: own }, at) => ({
        name,
        kind: strategy.kind,
        stake: own / stake,
        earned: dividends[at] ?? [],
      })),
      cost: {
        minerMs: work.times > 0 ? work.ms / work.times : 0,
        validatorMs: judgedMs / Math.max(1, sum([...counts.values()].map((c) => c.questions))),
      },
    }),
  }
}

interface Count {
  readonly agent: Agent<never, unknown>
  readonly uids: readonly number[]
  readonly skills: number[]
  readonly earned: number[]
  readonly faults: Record<Fault, number>
  questions: number
  accepted: number
  quality: number
  convictions: number
}

const newCount = (agent: Agent<never, unknown>, seats: readonly Seat<never, unknown>[]): Count => ({
  agent,
  uids: seats.filter((seat) => seat.agent === agent).map(({ neuron }) => neuron.uid),
  skills: [],
  earned: [],
  faults: { unanswered: 0, malformed: 0, forged: 0, unjudged: 0 },
  questions: 0,
  accepted: 0,
  quality: 0,
  convictions: 0,
})

function countVerdict(count: Count | undefined, verdict: Verdict<unknown>): void {
  if (count === undefined) return
  count.questions++
  count.quality += verdict.quality
  if (verdict.ok) count.accepted++
  if (verdict.fault !== undefined) count.faults[verdict.fault]++
}

function rowOf(count: Count): AgentRow {
  const { agent, uids, earned, questions, accepted, faults, convictions } = count
  const { name, kind, honest, bound, reliable = true, cheatsFrom = 0 } = agent
  const [skill] = count.skills
  return {
    name,
    kind,
    honest,
    reliable,
    cheatsFrom,
    uids,
    earned,
    questions,
    accepted,
    quality: questions > 0 ? count.quality / questions : 0,
    faults,
    convictions,
    ...(bound === undefined ? {} : { bound }),
    ...(skill === undefined ? {} : { skill }),
  }
}
