import type { TaskRandom } from '../random/random.ts'

/** An answer that anybody can see. */
export interface Revealed<Request, Response> {
  readonly uid: number
  readonly request: Request
  readonly response: Response
}

/** What an agent knows when it is asked: no task, no seed. */
export interface AgentContext<Request, Response> {
  readonly request: Request
  readonly window: number
  /** Which of the agent's hotkeys is asked. */
  readonly uid: number
  /** Time of the request on the agent's clock, in ms. */
  readonly nowMs: number
  /** Time for the answer, in ms. */
  readonly limitMs: number
  readonly random: TaskRandom
  /** Answers of others in this window that are public by now, oldest first. */
  readonly revealed: readonly Revealed<Request, Response>[]
  readonly signal: AbortSignal
}

/** An answer and how long it took. */
export interface AgentAnswer<Response> {
  /** Absent: no answer. */
  readonly response?: Response
  /** In ms of the clock of `nowMs`. */
  readonly latencyMs: number
}

/**
 * A miner for simulations and for `plexus up`, honest or not. It may remember what it was asked:
 * make a new one for each simulation.
 */
export interface Agent<Request, Response> {
  readonly name: string
  /** What kind of behaviour this is, for tables: `strong`, `copier`. */
  readonly kind: string
  readonly honest: boolean
  /** False: it fails or is late by nature, so that its skill does not say what it should earn. */
  readonly reliable?: boolean
  /** Hotkeys that it registers; 1 where absent. */
  readonly hotkeys?: number
  /** True: it waits until others have answered, to see their answers where these are public. */
  readonly waits?: boolean
  /** The most that it may earn, as a share of what an honest agent with the same hardware earns. */
  readonly bound?: { readonly twin: string; readonly share: number }
  /** The first window in which it cheats; 0 where absent. */
  readonly cheatsFrom?: number
  answer(
    context: AgentContext<Request, Response>,
  ): AgentAnswer<Response> | Promise<AgentAnswer<Response>>
}

/** Makes up a response of the right form without work. */
export type Guess<Request, Response> = (request: Request, random: TaskRandom) => Response

/** What cheats may earn of what the same hardware earns honestly (spec: 85-subnets §7). */
export const CHEAT_SHARE = 0.5
/** The same for agents that do no work at all. */
export const FAKE_SHARE = 0.01
/** The same for one worker behind many hotkeys. */
export const FARM_SHARE = 1.05
