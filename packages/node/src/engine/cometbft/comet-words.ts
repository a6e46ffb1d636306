import type { Log } from '../../log.ts'

/** Hears what a CometBFT says, for the case that it ends. */
export interface WordKeeper {
  /** A listener for one of its streams. */
  ear(): (chunk: string) => void
  /** Why it ended, in its words; `undefined` where it does not say. */
  reason(): string | undefined
}

/** Keeps the last line that is a farewell: what comes after it may be long. */
export function createWordKeeper(): WordKeeper {
  let reason: string | undefined
  return {
    ear() {
      let rest = ''
      return (chunk) => {
        const lines = (rest + chunk).split('\n')
        rest = (lines.pop() ?? '').slice(0, MAX_LINE)
        const last = lines.findLast((line) => FAREWELL.test(line))
        if (last !== undefined) reason = last.replace(FAREWELL, '').trim().slice(0, MAX_SHOWN)
      }
    },
    reason: () => reason,
  }
}

/**
 * Whether it may be otherwise a moment later: another process holds something, which may be a
 * predecessor that is about to end, or a node that was asked does not answer.
 */
export const isPassing = (reason: string): boolean => PASSING.test(reason)

/** Heights in the words of a CometBFT whose blocks end below ours (spec: 90-cometbft §6.2). */
export function heightsApart(
  reason: string,
): { readonly ours: string; readonly theirs: string } | undefined {
  const [, ours, theirs] = /block height \((\d+)\) is higher than core \((\d+)\)/.exec(reason) ?? []
  return ours === undefined || theirs === undefined ? undefined : { ours, theirs }
}

/** Whether its blocks are of another chain than ours, or gone. */
export const isForeign = (reason: string): boolean =>
  /does not match AppHash after replay/.test(reason)

/** Whether the key of this validator has voted in the last blocks (`restored.ts` has it look). */
export const isVotingElsewhere = (reason: string): boolean =>
  /found signature from the same key/.test(reason)

/** Hears what CometBFT says and tells once of each peer that is not what it was said to be. */
export function tellOfStrangers(log: Log): (text: string) => void {
  const told = new Set<string>()
  return (text) => {
    const peer = strangePeer(text)
    if (peer === undefined) return
    const name = Object.values(peer.data).join(' ')
    if (told.has(name) || told.size === MAX_STRANGERS) return
    told.add(name)
    log('warn', peer.message, peer.data)
  }
}

interface StrangePeer {
  readonly message: string
  readonly data: Readonly<Record<string, string>>
}

function strangePeer(text: string): StrangePeer | undefined {
  const [, found, given] =
    /conn\.ID \(([0-9a-f]{40})\) dialed ID \(([0-9a-f]{40})\) mismatch/.exec(text) ?? []
  if (found !== undefined && given !== undefined) {
    return { message: 'A peer has another id than it was given with', data: { given, found } }
  }
  const [, theirs, ours] =
    /peer is on a different network\. Got ([\w.-]{1,50}), expected ([\w.-]{1,50})/.exec(text) ?? []
  if (theirs === undefined || ours === undefined) return undefined
  return { message: 'A peer is of another network', data: { theirs, ours } }
}

/** How its command line and Go begin theirs. */
const FAREWELL = /^ERROR: |^panic: |^Error (?=reading )/
/** Wrong peers that are worth a word: others may have told CometBFT of any number. */
const MAX_STRANGERS = 16
const PASSING =
  /temporarily unavailable|address already in use|connection (refused|reset)|timeout|deadline exceeded|no such host/
const MAX_SHOWN = 300
/** Of a line that has not ended; its beginning is what matters. */
const MAX_LINE = 4_096
