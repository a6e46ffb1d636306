import { createDendrite } from '@plexus/sdk/node'
import type { Dendrite, Target } from '@plexus/sdk/node'
import { createRandom } from '@plexus/testing'
import { createAnswer, GOOD_ANSWER } from './answers.ts'
import type { Answer } from './answers.ts'
import { startStranger } from './stranger.ts'
import type { Tally, Verdict } from './tally.ts'
import { synapseOf } from './world.ts'
import type { Parties } from './world.ts'

/** The time limit where time is what is tested, and where it must not matter on a busy machine. */
const SHORT_MS = 150
const LONG_MS = 20_000
const RESPONSE_BYTES = 65_536
/** What a loaded machine may add to a time limit. */
const SLACK_MS = 5_000
const WORKERS = 48
const GOOD_EVERY = 50

/** Asks a hostile axon once per case. */
export async function judgeAnswers(
  cases: Iterable<number>,
  { seed, parties, tally }: { seed: number; parties: Parties; tally: Tally },
): Promise<void> {
  const { signatures, miner, validator } = parties
  const stranger = await startStranger()
  const dendrite = createDendrite({ hotkey: validator }, { signatures })
  const target = { ip: '127.0.0.1', port: stranger.port, hotkey: miner.address }
  const waiting = cases[Symbol.iterator]()
  const work = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      const at = next.value
      const random = createRandom(seed * 1_000_003 + at)
      const isGood = at % GOOD_EVERY === 0
      const answer = isGood ? GOOD_ANSWER : createAnswer(random)
      const name = `Case${at}`
      stranger.cases.set(name, answer)
      const asStream = answer.isBadStream && random.oneIn(3)
      const ask = asStream ? askStream : askOnce
      tally.judged(await ask({ at, name, answer, isGood }, { dendrite, target }))
      stranger.cases.delete(name)
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, work))
  await dendrite.close()
  await stranger.stop()
}

interface Case {
  readonly at: number
  readonly name: string
  readonly answer: Answer
  readonly isGood: boolean
}

interface Ends {
  readonly dendrite: Dendrite
  readonly target: Target
}

async function askOnce(
  { at, name, answer, isGood }: Case,
  { dendrite, target }: Ends,
): Promise<Verdict> {
  const timeoutMs = answer.isSlow ? SHORT_MS : LONG_MS
  const question = { text: name, count: 1, extra: null }
  const began = performance.now()
  const limits = { timeoutMs, responseBytes: RESPONSE_BYTES }
  const result = await dendrite.query(target, synapseOf(name), question, limits)
  const ms = performance.now() - began
  const outcome = result.ok ? 'taken' : String(result.status)
  const label = `answer ${answer.label}`
  if (result.ok !== isGood) return { at, label, outcome, ms, fault: faultOf(result) }
  const fault = untimely(ms, outcome, answer) ?? unclear(result)
  return { at, label, outcome, ms, fault }
}

async function askStream({ at, name, answer }: Case, { dendrite, target }: Ends): Promise<Verdict> {
  const question = { text: name, count: 1, extra: null }
  const began = performance.now()
  const timeoutMs = answer.isSlow ? SHORT_MS : LONG_MS
  const limits = { timeoutMs, responseBytes: RESPONSE_BYTES }
  const { chunks, end } = dendrite.stream(target, synapseOf(name), question, limits)
  let bytes = 0
  for await (const chunk of chunks) bytes += chunk.length
  const result = await end
  const ms = performance.now() - began
  const outcome = result.ok ? 'taken' : String(result.status)
  const tooMany = bytes > RESPONSE_BYTES ? `${bytes} bytes came through` : undefined
  const late = untimely(ms, outcome, answer)
  const fault = result.ok ? 'a bad stream ended well' : (tooMany ?? late)
  return {
    at,
    label: `stream ${answer.label}`,
    outcome,
    ms,
    fault,
    isLate: fault !== undefined && fault === late,
  }
}

function faultOf(result: { readonly ok: boolean; readonly message?: string }): string {
  return result.ok ? 'a bad answer was taken' : `a good answer was refused: ${result.message}`
}

/** What has no end ends at the limit, or before; all else ends by itself. */
function untimely(ms: number, outcome: string, { isSlow }: Answer): string | undefined {
  // A hostile axon may say 408 of itself, at once.
  if (!isSlow) return outcome === '408' && ms >= LONG_MS ? 'it took all the time' : undefined
  return ms > SHORT_MS + SLACK_MS ? `${ms.toFixed(0)} ms, limit ${SHORT_MS}` : undefined
}

/** A failure says what happened, in short and without control characters. */
function unclear(result: { readonly ok: boolean; readonly message?: string }): string | undefined {
  if (result.ok) return undefined
  const { message = '' } = result
  const isClear = message !== '' && message.length < 500 && /^[\x20-\x7e]*$/.test(message)
  return isClear ? undefined : `an unclear message: ${JSON.stringify(message)}`
}
