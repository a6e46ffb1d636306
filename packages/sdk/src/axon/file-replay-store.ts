import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { AxonError } from './errors.ts'
import type { ReplayEntry, ReplayStore } from './replay-store.ts'

/** `<hotkey>:<uuid> <nonce>`; the key is empty for the lowest nonce of strangers. */
const LINE = /^((?:[1-9A-HJ-NP-Za-km-z]{1,64}:[\w-]{0,64})?) (\d{1,20})$/

/**
 * A file with a line per nonce, appended before the request is answered: what a killed process had
 * accepted stays accepted.
 *
 * @param path a file in a folder that exists; one axon per file
 * @throws AxonError `BadReplayFile` where the file is something else
 */
export function createFileReplayStore(path: string): ReplayStore {
  let file = openSync(path, 'a', 0o600)
  return {
    load: () => read(path),
    append(entry) {
      // PERF: 10 µs; the page cache outlives the process, not a power cut.
      writeSync(file, line(entry))
    },
    replace(entries) {
      const fresh = `${path}.new`
      const next = openSync(fresh, 'w', 0o600)
      writeSync(next, Array.from(entries, line).join(''))
      fsyncSync(next)
      renameSync(fresh, path)
      closeSync(file)
      file = next
    },
    close: () => closeSync(file),
  }
}

function line({ key, nonce }: ReplayEntry): string {
  return `${key} ${nonce}\n`
}

function read(path: string): ReplayEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  // What follows the last line feed is the line that a kill cut short.
  lines.pop()
  return lines.map((text, at) => {
    const [, key, nonce] = LINE.exec(text) ?? []
    if (key !== undefined && nonce !== undefined) return { key, nonce: BigInt(nonce) }
    throw new AxonError(
      'BadReplayFile',
      `line ${at + 1} of ${path} is no nonce; move the file away, then requests of the last minutes could be replayed once`,
    )
  })
}
