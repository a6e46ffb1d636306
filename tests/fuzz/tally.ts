import { outcomeOf } from './judge.ts'
import type { Verdict } from './try-frame.ts'
import type { Frame } from './world.ts'

/** Which generator made a frame. */
export type Kind = 'frames' | 'blobs' | 'extrinsics'

/** What was judged so far. */
export interface Tally {
  judged(at: number, kind: Kind, frame: Frame, verdict: Verdict): void
  /** A failure of the node that no single frame stands for. */
  broke(reason: string): void
  /** Something worth knowing that is no failure. */
  note(text: string): void
  /** The end of a stretch. */
  pause(grownMb: number): void
  failures(): number
  report(): string
}

export interface TallyOptions {
  readonly seed: number
  /** Prints each frame and what came of it. */
  readonly replaying: boolean
}

const PRINTED_FAILURES = 40
const SHOWN_CHARACTERS = 600

export function createTally({ seed, replaying }: TallyOptions): Tally {
  const times: number[] = []
  const outcomes = new Map<string, number>()
  let passed = 0
  let failed = 0
  let broken = 0
  let stalls = 0
  let peakMb = 0
  const longest = { reply: { ms: 0, text: 'none' }, beat: { ms: 0, text: 'none' } }

  const say = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  return {
    judged(at, kind, frame, { outcome, ms, beatMs, stalled, fault }) {
      times.push(ms)
      const text = `${frame.label} at ${at}, over ${frame.over}`
      if (ms > longest.reply.ms) longest.reply = { ms, text }
      if (beatMs > longest.beat.ms) longest.beat = { ms: beatMs, text }
      if (stalled) stalls += 1
      if (fault === undefined) passed += 1
      else failed += 1
      const answer = outcome.type === 'response' ? outcome.text : outcome.type
      if (fault === undefined) {
        const word = outcome.type === 'response' ? outcomeOf(answer) : outcome.type
        const key = `${kind} ${word}`
        outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
      }
      if (!replaying && (fault === undefined || failed > PRINTED_FAILURES)) return
      say(
        `${fault === undefined ? 'ok' : 'FAILED'} --seed ${seed} --at ${at}: ${fault ?? 'as it should'}`,
      )
      say(`  ${frame.label}, ${frame.body.length} bytes over ${frame.over}: ${shown(frame.body)}`)
      say(
        `  answer after ${ms.toFixed(1)} ms, heartbeat ${beatMs.toFixed(1)} ms: ${answer.slice(0, SHOWN_CHARACTERS)}`,
      )
    },
    broke(reason) {
      broken += 1
      say(`FAILED before frame ${passed + failed} of seed ${seed}: ${reason}`)
    },
    note: (text) => say(`  note: ${text}`),
    pause(grownMb) {
      peakMb = Math.max(peakMb, grownMb)
      const counts = `${passed + failed} frames, ${failed + broken} failures`
      say(`  ${counts}, memory ${grownMb < 0 ? '' : '+'}${grownMb.toFixed(0)} MB`)
    },
    failures: () => failed + broken,
    report() {
      const sorted = times.toSorted((left, right) => left - right)
      const at = (share: number): string =>
        (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2)
      const rows = [...outcomes].toSorted(([left], [right]) => (left < right ? -1 : 1))
      return [
        ...rows.map(([key, count]) => `  ${key}: ${count}`),
        `latency p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms; ` +
          `${stalls} late by the machine; memory at most +${peakMb.toFixed(0)} MB`,
        `longest answer: ${longest.reply.text}`,
        `longest heartbeat: ${longest.beat.ms.toFixed(2)} ms, ${longest.beat.text}`,
        `${passed} passed, ${failed + broken} failed\n`,
      ].join('\n')
    },
  }
}

/** Text where it is UTF-8, hexadecimal where not; shortened. */
function shown(body: Uint8Array): string {
  const start = Buffer.from(body.subarray(0, SHOWN_CHARACTERS))
  const text = start.toString()
  return text.includes('\ufffd') ? `0x${start.toString('hex')}` : JSON.stringify(text).slice(1, -1)
}
