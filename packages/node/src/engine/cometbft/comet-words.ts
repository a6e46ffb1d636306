/** Hears what a CometBFT says, for the case that it ends. */
export interface WordKeeper {
  hear(chunk: Buffer): void
  /** Why it ended, in its words; `undefined` where it does not say. */
  reason(): string | undefined
}

/** Keeps as much as a farewell may take. */
export function createWordKeeper(): WordKeeper {
  let tail = ''
  return {
    hear(chunk) {
      tail = (tail + chunk.toString()).slice(-KEPT_CHARACTERS)
    },
    reason() {
      const line = tail.split('\n').findLast((each) => FAREWELL.test(each))
      return line?.replace(FAREWELL, '').trim().slice(0, MAX_SHOWN)
    },
  }
}

/** Whether it is what another process holds, which may be a predecessor that is about to end. */
export const isPassing = (reason: string): boolean =>
  /temporarily unavailable|address already in use/.test(reason)

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

/** Who answers where a peer was to be, in the words of CometBFT. */
export function otherPeer(
  text: string,
): { readonly given: string; readonly found: string } | undefined {
  const [, found, given] =
    /conn\.ID \(([0-9a-f]{40})\) dialed ID \(([0-9a-f]{40})\) mismatch/.exec(text) ?? []
  return found === undefined || given === undefined ? undefined : { given, found }
}

/** How its command line and Go begin theirs. */
const FAREWELL = /^ERROR: |^panic: |^Error (?=reading )/
const KEPT_CHARACTERS = 16_384
const MAX_SHOWN = 300
