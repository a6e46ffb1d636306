import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parseWindowLog, recompute } from '@plexus/sdk/node'
import type { Subnet } from '@plexus/sdk/node'
import { createFoldingSubnet, LAPTOP_FOLDING, vision } from '@plexus/subnets'

/** What is wrong with the books of one validator, and of how many windows they are. */
export interface Books {
  readonly validator: string
  readonly windows: number
  readonly faults: readonly string[]
  /** Hotkeys that gave it an answer to judge, whatever it was worth. */
  readonly heard: ReadonlySet<string>
}

/**
 * Reads the logs of all judging validators and makes their scores again: no verdict is in there
 * twice, every window follows from its verdicts, and begins with what the one before it ended with.
 */
export async function judgeLogs(path: string): Promise<readonly Books[]> {
  const state = join(path, 'state')
  const names = (await readdir(state)).filter((name) => name.includes('-judge-'))
  return Promise.all(
    names.map((name) => {
      const directory = join(state, name, 'default', 'windows')
      return name.startsWith('folding')
        ? read(name, directory, createFoldingSubnet(LAPTOP_FOLDING))
        : read(name, directory, vision)
    }),
  )
}

async function read<Request, Response, Backend, Detail, State>(
  validator: string,
  directory: string,
  subnet: Subnet<Request, Response, Backend, Detail, State>,
): Promise<Books> {
  const windows = (await readdir(directory)).map((name) => Number.parseInt(name, 10))
  const faults: string[] = []
  const heard = new Set<string>()
  let after: unknown
  let closed = 0
  for (const window of windows.toSorted((a, b) => a - b)) {
    const text = await readFile(join(directory, `${window}.jsonl`), 'utf8')
    const { header, verdicts, end } = parseWindowLog(text)
    const lines = text.split('\n').filter((line) => line.startsWith('{"kind":"verdict"')).length
    for (const { hotkey, fault } of verdicts) if (fault !== 'unanswered') heard.add(hotkey)
    if (lines !== verdicts.length) faults.push(`window ${window} counts a verdict twice`)
    if (after !== undefined && !isDeepStrictEqual(header.before, after)) {
      faults.push(`window ${window} does not go on from the one before it`)
    }
    // The network was ended in the middle of the last one.
    if (end === undefined && window === Math.max(...windows)) continue
    faults.push(...recompute(text, subnet).differences.map((what) => `window ${window}: ${what}`))
    after = end?.after
    closed += 1
  }
  return { validator, windows: closed, faults, heard }
}
