import type { Work } from '../miner/miner-answers.ts'
import { systemClock } from '../ports/clock.ts'
import type { Clock } from '../ports/clock.ts'
import { digest, u64 } from '../random/digest.ts'
import { taskRandom } from '../random/random.ts'
import type { Agent, Revealed } from './agent.ts'

/** Where agents in one process see what others have shown. */
export interface RevealBoard<Request, Response> {
  publish(entry: Revealed<Request, Response>): void
  /** Oldest first. */
  entries(): readonly Revealed<Request, Response>[]
}

/** @param capacity entries that are kept; the oldest go first */
export function createRevealBoard<Request, Response>(
  capacity = 256,
): RevealBoard<Request, Response> {
  const entries: Revealed<Request, Response>[] = []
  return {
    publish(entry) {
      entries.push(entry)
      if (entries.length > capacity) entries.shift()
    },
    entries: () => entries,
  }
}

/** How an agent plays in earnest. */
export interface AgentWorkOptions<Request, Response> {
  readonly agent: Agent<Request, Response>
  /** Which of the agent's hotkeys this is. */
  readonly uid: number
  /** The window by the clock of the chain. */
  readonly window: () => number
  /** Time for an answer, in ms: that of the manifest. */
  readonly limitMs: number
  readonly board: RevealBoard<Request, Response>
  /** Time until an answer is public, in ms: 0 for direct answers, `limitMs` for committed ones. */
  readonly publishAfterMs: number
  /** 32 bytes, another for each hotkey. */
  readonly seed: Uint8Array
  readonly clock?: Clock
}

/**
 * The work of an agent for a miner loop. An agent that waits is asked after half of the time; one
 * that says that it took longer than it did is late by that much.
 */
export function agentWork<Request, Response>(
  options: AgentWorkOptions<Request, Response>,
): Work<Request, Response> {
  const { agent, uid, window, limitMs, board, publishAfterMs, seed } = options
  const clock = options.clock ?? systemClock
  let answers = 0
  return async (request, { signal }) => {
    const startMs = clock.nowMs()
    if (agent.waits === true) await clock.sleep(limitMs / 2, signal)
    const { response, latencyMs } = await agent.answer({
      request,
      window: window(),
      uid,
      nowMs: startMs,
      limitMs,
      random: taskRandom(digest('agent work', u64(answers++), seed)),
      revealed: board.entries().filter((entry) => entry.uid !== uid),
      signal,
    })
    await clock.sleep(Math.max(0, startMs + latencyMs - clock.nowMs()), signal)
    if (response === undefined) throw new Error('The agent gives no answer.')
    const publish = () => board.publish({ uid, request, response })
    if (publishAfterMs === 0) publish()
    else void clock.sleep(publishAfterMs).then(publish)
    return response
  }
}
