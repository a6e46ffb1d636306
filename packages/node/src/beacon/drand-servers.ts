import { bytesToHex } from '@plexus/primitives'
import type { BeaconState } from '@plexus/runtime'
import type { Log } from '../log.ts'
import { fetchText } from './fetch-text.ts'
import type { FetchFault } from './fetch-text.ts'
import type { VerifyRound } from './remember-rounds.ts'
import { readSignedRound } from './signed-round.ts'
import type { AnswerFault, SignedRound } from './signed-round.ts'

/** The beacon to ask for. */
export type BeaconKey = Pick<BeaconState, 'chainHash' | 'publicKey'>

/** Servers that speak the HTTP API of drand, none of which is believed. */
export interface DrandServers {
  /**
   * A round whose signature holds, from the first server that has it; `undefined` where none does.
   * Begins with the server that answered last.
   */
  ask(
    beacon: BeaconKey,
    wanted: bigint | 'latest',
    signal: AbortSignal,
  ): Promise<SignedRound | undefined>
  /** Begins with the next server from now on: this one has nothing new. */
  turn(): void
}

/** How servers are asked. */
export interface DrandServersOptions {
  /** Base URLs, at least one. */
  readonly urls: readonly string[]
  /** For one answer of one server; default 5 s. */
  readonly timeoutMs?: number
}

type Fault = FetchFault | AnswerFault | 'BadSignature'

/** An honest answer has some 250 bytes. */
const MAX_ANSWER_BYTES = 4096
const TIMEOUT_MS = 5000
/** Faults of the way to a server; all others are its own. */
const OF_THE_WAY: ReadonlySet<Fault> = new Set(['Unreachable', 'Timeout', 'Status'])

/** Nothing is sent before the first `ask`. */
export function createDrandServers(
  { urls, timeoutMs = TIMEOUT_MS }: DrandServersOptions,
  { verifyRound, log }: { readonly verifyRound: VerifyRound; readonly log: Log },
): DrandServers {
  const told = new Set<string>()
  let first = 0

  async function askOne(
    url: string,
    { chainHash, publicKey }: BeaconKey,
    wanted: bigint | 'latest',
    signal: AbortSignal,
  ): Promise<SignedRound | Fault> {
    const path = `${bytesToHex(chainHash).slice(2)}/public/${wanted}`
    const limits = { timeoutMs, maxBytes: MAX_ANSWER_BYTES, signal }
    const answer = await fetchText(`${url.replace(/\/+$/, '')}/${path}`, limits)
    if (typeof answer === 'string') return answer
    const signed = readSignedRound(answer.text, wanted)
    if (typeof signed === 'string') return signed
    const { round, signature } = signed
    return verifyRound({ round, signature, publicKey }) === true ? signed : 'BadSignature'
  }

  function tell(url: string, fault: Fault): void {
    if (OF_THE_WAY.has(fault) || told.has(url)) return
    told.add(url)
    // The host alone: other parts of a URL may be secrets.
    const server = new URL(url).host
    log('warn', 'A drand server gave a wrong answer, which is not used', { server, fault })
  }

  return {
    async ask(beacon, wanted, signal) {
      const faults: Fault[] = []
      for (let tried = 0; tried < urls.length && !signal.aborted; tried += 1) {
        const at = (first + tried) % urls.length
        const url = urls[at] ?? ''
        // One after the other: a server that works spares the others the question.
        const answer = await askOne(url, beacon, wanted, signal)
        if (typeof answer !== 'string') {
          first = at
          return answer
        }
        faults.push(answer)
        if (!signal.aborted) tell(url, answer)
      }
      if (!signal.aborted) log('debug', 'No drand server has the round', { round: wanted, faults })
      return undefined
    },
    turn() {
      first = (first + 1) % urls.length
    },
  }
}
