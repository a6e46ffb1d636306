import type { Revealed } from '../agents/agent.ts'
import { SubnetError } from '../errors.ts'
import { collectAnswers } from '../exchange/collect-answers.ts'
import { digest, u32, u64 } from '../random/digest.ts'
import { createTask } from '../random/task.ts'
import { windowSalt } from '../random/window.ts'
import type { Subnet, Verdict } from '../subnet.ts'
import { closeWindow } from '../validator/close-window.ts'
import type { ClosedWindow } from '../validator/close-window.ts'
import { judgeAnswer } from '../validator/judge-answer.ts'
import { DEFAULT_SMOOTHING, initialKitState } from '../validator/kit-state.ts'
import type { KitState } from '../validator/kit-state.ts'
import { createAgentPort } from './agent-port.ts'
import type { Seat } from './agent-port.ts'
import { measureSkill } from './measure-skill.ts'
import { DEFAULT_VALIDATORS } from './options.ts'
import type { SimulatedValidator, SimulationOptions } from './options.ts'
import { createMedianPayout } from './payout.ts'
import { seatAgents } from './seats.ts'
import { SIMULATION_CLOCK } from './simulation-clock.ts'
import type { SimulationTable } from './table.ts'
import { createTally } from './tally.ts'
import type { Tally } from './tally.ts'

/**
 * Plays windows of a subnet in memory, with the same challenges, judging, scoring and smoothing as
 * on a chain, and tells who earned what. Miners answer in turn, those that wait last; time is
 * simulated.
 *
 * @throws SubnetError `OptionInvalid` where there is nobody to play or two agents have one name
 */
export async function simulate<Request, Response, Backend, Detail, State>(
  options: SimulationOptions<Request, Response, Backend, Detail, State>,
): Promise<SimulationTable> {
  const { subnet, agents, windows, seed, validators = DEFAULT_VALIDATORS } = options
  ensurePlayable(options)
  const seats = seatAgents(agents, seed)
  const tally = createTally({ subnet: subnet.manifest.name, seats, agents, validators })
  await measureSkills(options, tally)
  const payout = options.payout ?? createMedianPayout()
  const players = validators.map((validator, at) => createPlayer(validator, at, seats, options))
  const stakes = sharesOf(validators.map(({ stake }) => stake))
  /** Weights by window and validator. */
  const history: (readonly (readonly number[])[])[] = []
  for (let window = 0; window < windows; window++) {
    options.signal?.throwIfAborted()
    const revealed: Revealed<Request, Response>[] = []
    const weights: (readonly number[])[] = []
    for (const player of players)
      weights.push(await player({ window, revealed, history, stakes, tally }))
    history.push(weights)
    tally.paid(payout({ stakes, weights }))
    options.onWindow?.(window + 1)
  }
  return tally.table()
}

function ensurePlayable<Request, Response, Backend, Detail, State>(
  options: SimulationOptions<Request, Response, Backend, Detail, State>,
): void {
  const { agents, validators = DEFAULT_VALIDATORS, windows } = options
  const names = new Set(agents.map(({ name }) => name))
  const problem =
    agents.length === 0 || validators.length === 0
      ? 'A simulation needs an agent and a validator.'
      : names.size < agents.length
        ? 'Two agents of a simulation have the same name.'
        : !Number.isInteger(windows) || windows < 1
          ? `A simulation has one window or more, not ${windows}.`
          : undefined
  if (problem !== undefined) throw new SubnetError('OptionInvalid', problem)
}

async function measureSkills<Request, Response, Backend, Detail, State>(
  options: SimulationOptions<Request, Response, Backend, Detail, State>,
  tally: Tally,
): Promise<void> {
  const { subnet, agents, seed, signal, heldOutTasks: tasks = 0 } = options
  if (tasks === 0) return
  for (const agent of agents.filter(({ honest }) => honest)) {
    const bounds = signal === undefined ? {} : { signal }
    tally.skill(agent.name, await measureSkill({ subnet, agent, tasks, seed, ...bounds }))
  }
}

/** One window of one validator. */
interface Turn<Request, Response> {
  readonly window: number
  readonly revealed: Revealed<Request, Response>[]
  readonly history: readonly (readonly (readonly number[])[])[]
  readonly stakes: readonly number[]
  readonly tally: Tally
}

/** Gives the weights of a validator by uid. */
type Player<Request, Response> = (turn: Turn<Request, Response>) => Promise<readonly number[]>

function createPlayer<Request, Response, Backend, Detail, State>(
  validator: SimulatedValidator,
  at: number,
  seats: readonly Seat<Request, Response>[],
  options: SimulationOptions<Request, Response, Backend, Detail, State>,
): Player<Request, Response> {
  const { strategy } = validator
  if (strategy.kind === 'copying')
    return async ({ window, history, stakes }) =>
      meanOfOthers(history[window - strategy.lagWindows], stakes, at, seats.length)
  const every = strategy.kind === 'lazy' ? strategy.every : 1
  const secret = digest('simulated secret', options.seed, u32(at))
  let kit: KitState<State> = initialKitState(options.subnet.initialState)
  return async (turn) => {
    if (turn.window % every === 0) {
      const closed = await playWindow(kit, secret, turn, seats, options)
      turn.tally.convicted(closed.convicted)
      kit = closed.after
    }
    const shares = new Map(kit.shares)
    return sharesOf(seats.map(({ neuron }) => shares.get(neuron.hotkey) ?? 0))
  }
}

async function playWindow<Request, Response, Backend, Detail, State>(
  before: KitState<State>,
  secret: Uint8Array,
  turn: Turn<Request, Response>,
  seats: readonly Seat<Request, Response>[],
  options: SimulationOptions<Request, Response, Backend, Detail, State>,
): Promise<ClosedWindow<State>> {
  const { subnet, smoothing = DEFAULT_SMOOTHING } = options
  const { window } = turn
  const verdicts: Verdict<Detail>[] = []
  for (let index = 0; index < subnet.manifest.challengesPerWindow; index++)
    verdicts.push(...(await playRound(index, before.subnet, secret, turn, seats, options)))
  const miners = seats.map(({ neuron }) => [neuron.uid, neuron.hotkey] as const)
  return closeWindow(subnet, { window, miners, verdicts, before, smoothing })
}

async function playRound<Request, Response, Backend, Detail, State>(
  index: number,
  state: State,
  secret: Uint8Array,
  turn: Turn<Request, Response>,
  seats: readonly Seat<Request, Response>[],
  options: SimulationOptions<Request, Response, Backend, Detail, State>,
): Promise<readonly Verdict<Detail>[]> {
  const { subnet, seed } = options
  const { window, tally, revealed } = turn
  const { manifest, synapse } = subnet
  const signal = options.signal ?? new AbortController().signal
  const origin = {
    netuid: 0,
    window,
    index,
    windowSeed: digest('simulated block', seed, u64(window)),
    salt: windowSalt(secret, 0, window),
  }
  const startMs = performance.now()
  const draw = createDraw(subnet, origin, state)
  const questions = [...seats]
    .sort((a, b) => Number(a.agent.waits ?? false) - Number(b.agent.waits ?? false))
    .map(({ neuron }) => ({ neuron, ...draw(neuron.uid) }))
  tally.judged(performance.now() - startMs)
  const port = createAgentPort(seats, subnet, {
    window,
    nowMs: (window * manifest.challengesPerWindow + index) * manifest.limits.minerMs * 2,
    seed: digest('simulated round', secret, u64(window), u32(index)),
    revealed,
    worked: tally.worked,
  })
  const collected = await collectAnswers(questions, {
    manifest,
    synapse,
    port,
    concurrency: 1,
    signal,
  })
  const verdicts: Verdict<Detail>[] = []
  for (const answer of collected) {
    const judgingMs = performance.now()
    const verdict = await judgeAnswer(answer, { subnet, state, clock: SIMULATION_CLOCK, signal })
    tally.judged(performance.now() - judgingMs)
    tally.verdict(verdict)
    verdicts.push(verdict)
  }
  return verdicts
}

/** Draws the task of a uid, once where all share it. */
function createDraw<Request, Response, Backend, Detail, State>(
  subnet: Subnet<Request, Response, Backend, Detail, State>,
  origin: Omit<Parameters<typeof createTask>[0], 'uid'>,
  state: State,
) {
  const draw = (who: { readonly uid?: number }) => {
    const task = createTask({ ...origin, ...who })
    return { task, request: subnet.challenge(task, state) }
  }
  if (!subnet.isShared(origin.index)) return (uid: number) => draw({ uid })
  const shared = draw({})
  return () => shared
}

function meanOfOthers(
  weights: readonly (readonly number[])[] | undefined,
  stakes: readonly number[],
  self: number,
  size: number,
): readonly number[] {
  const mean = Array.from({ length: size }, () => 0)
  for (const [validator, row] of (weights ?? []).entries())
    if (validator !== self)
      for (const [uid, weight] of row.entries())
        mean[uid] = (mean[uid] ?? 0) + (stakes[validator] ?? 0) * weight
  return sharesOf(mean)
}

function sharesOf(values: readonly number[]): readonly number[] {
  const total = values.reduce((all, value) => all + value, 0)
  return values.map((value) => (total > 0 ? value / total : 0))
}
