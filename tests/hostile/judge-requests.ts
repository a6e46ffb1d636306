import { createAxon } from '@plexus/sdk/node'
import { createRandom } from '@plexus/testing'
import { startCapture } from './capture.ts'
import type { Capture } from './capture.ts'
import { playAttack } from './play-attack.ts'
import type { Ending } from './play-attack.ts'
import { BODY_LIMIT, createAttack, createGood, createSlow } from './requests.ts'
import type { Attack } from './requests.ts'
import type { Tally, Verdict } from './tally.ts'
import { synapseOf } from './world.ts'
import type { Parties } from './world.ts'

const WORKERS = 32
const GOOD_EVERY = 50
const SLOW_EVERY = 25
const MANY = 1_000_000_000

const LIMITS = {
  bodyBytes: BODY_LIMIT,
  headersMs: 1_000,
  bodyMs: 1_000,
  replayEntries: 262_144,
  replayEntriesPerHotkey: 131_072,
  // What is refused here is refused for what it is, not for how often it comes.
  requestsPerSecond: { least: MANY, most: MANY },
  requestsPerSecondOfAddress: MANY,
}

/** Attacks a strict axon once per case. */
export async function judgeRequests(
  cases: Iterable<number>,
  { seed, parties, tally }: { seed: number; parties: Parties; tally: Tally },
): Promise<void> {
  /** How often the model was asked each text. */
  const reached = new Map<string, number>()
  const axon = createAxon(
    { hotkey: parties.miner, port: 0, host: '127.0.0.1', limits: LIMITS },
    { signatures: parties.signatures },
  )
  axon.attach({
    synapse: synapseOf('Ask'),
    forward({ text }) {
      reached.set(text, (reached.get(text) ?? 0) + 1)
      return { answer: text, scores: [0, 0, 0] }
    },
  })
  await axon.start()
  const { port } = axon.address()
  const waiting = cases[Symbol.iterator]()
  const work = async (): Promise<void> => {
    const capture = await startCapture(parties)
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      tally.judged(await judge(next.value, { seed, parties, capture, port, reached }))
    }
    await capture.stop()
  }
  await Promise.all(Array.from({ length: WORKERS }, work))
  await axon.stop({ graceMs: 1_000 })
  for (const text of reached.keys()) tally.broke(`the model was asked "${text.slice(0, 100)}"`)
}

interface Surroundings {
  readonly seed: number
  readonly parties: Parties
  readonly capture: Capture
  readonly port: number
  readonly reached: Map<string, number>
}

async function judge(at: number, around: Surroundings): Promise<Verdict> {
  const { seed, port, reached, capture } = around
  const random = createRandom(seed * 1_000_003 + at)
  const question = { text: `case-${at}`, count: 1, extra: null }
  const isGood = at % GOOD_EVERY === 0
  const create = at % SLOW_EVERY === 1 ? createSlow : createAttack
  const attack = isGood
    ? await createGood(question, capture)
    : await create(random, question, around)
  const began = performance.now()
  const ending = await playAttack(attack, port)
  const again = isGood ? await playAttack(attack, port) : undefined
  const ms = performance.now() - began
  const count = reached.get(question.text) ?? 0
  reached.delete(question.text)
  const fault = isGood ? faultOfGood(ending, again, count) : faultOf(ending, count, attack)
  const outcome = again === undefined ? String(ending) : `${ending}, again ${again}`
  return { at, label: `request ${attack.label}`, outcome, ms, fault }
}

/** A good request works once and never again. */
function faultOfGood(first: Ending, again: Ending | undefined, count: number): string | undefined {
  if (first !== 200) return `a good request ended with ${first}`
  // A machine that is too busy lets the time of a connection run out.
  if (again !== 401 && again !== 'closed') return `a replayed request ended with ${again}`
  return count === 1 ? undefined : `the model was asked ${count} times`
}

function faultOf(ending: Ending, count: number, { how }: Attack): string | undefined {
  if (count > 0) return 'it reached the model'
  if (ending === 'hangs') return 'it hangs past the limit'
  if (typeof ending === 'number' && ending < 400) return 'it was not refused'
  // Who resets its own connection cannot hear an answer.
  return how === 'reset' && ending !== 'closed' && ending < 400 ? 'it was answered' : undefined
}
