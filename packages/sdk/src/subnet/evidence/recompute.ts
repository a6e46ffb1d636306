import { hexToBytes } from '@plexus/primitives'
import { createTask } from '../random/task.ts'
import type { Subnet } from '../subnet.ts'
import { closeWindow } from '../validator/close-window.ts'
import type { ClosedWindow } from '../validator/close-window.ts'
import { evidenceRoot } from './evidence-root.ts'
import { parseWindowLog } from './window-log.ts'
import type { WindowHeader, WindowRecord } from './window-log.ts'

/** What a log says when its scores are made again. */
export interface Recomputed<State> {
  /** Empty: the validator did what the subnet says. */
  readonly differences: readonly string[]
  readonly closed: ClosedWindow<State>
  readonly root: string
}

/**
 * Makes the scores of a window again from the log of a validator. It tells verdicts on tasks that
 * do not follow from seed and salt, another evidence root, and scores and shares that differ by more
 * than 1e-9.
 *
 * @param log the whole text of the log
 * @throws SubnetError `LogBroken`
 */
export function recompute<Request, Response, Backend, Detail, State>(
  log: string,
  subnet: Subnet<Request, Response, Backend, Detail, State>,
): Recomputed<State> {
  const record = parseWindowLog<Detail, State>(log)
  const { header, verdicts, end } = record
  const { window, miners, smoothing, before } = header
  const closed = closeWindow(subnet, { window, miners, verdicts, before, smoothing })
  const root = evidenceRoot(verdicts)
  const differences = [...versionDifferences(header, subnet), ...taskDifferences(record, subnet)]
  if (end === undefined) differences.push('the log has no end: the window was not scored')
  else {
    if (end.root !== root) differences.push('the evidence root is another')
    differences.push(...numberDifferences('score of uid', end.scores, closed.scores))
    differences.push(...numberDifferences('share of', end.after.shares, closed.after.shares))
  }
  return { differences, closed, root }
}

const TOLERANCE = 1e-9

function versionDifferences(
  header: WindowHeader<unknown>,
  { manifest }: Pick<Subnet<never, never, never, never, never>, 'manifest'>,
): string[] {
  return header.subnet === manifest.name && header.specVersion === manifest.specVersion
    ? []
    : [`the log is of ${header.subnet} version ${header.specVersion}`]
}

function taskDifferences<Request, Response, Backend, Detail, State>(
  { header, verdicts }: WindowRecord<Detail, State>,
  subnet: Subnet<Request, Response, Backend, Detail, State>,
): string[] {
  const { netuid, window, miners } = header
  const windowSeed = hexToBytes(header.seed)
  const salt = hexToBytes(header.salt)
  const hotkeys = new Map(miners)
  const known = new Map<number, Set<string>>()
  for (const [uid] of miners) {
    const ids = new Set<string>()
    for (let index = 0; index < subnet.manifest.challengesPerWindow; index++) {
      const who = subnet.isShared(index) ? {} : { uid }
      ids.add(createTask({ netuid, window, index, ...who, windowSeed, salt }).id)
    }
    known.set(uid, ids)
  }
  return verdicts
    .filter(
      ({ uid, hotkey, taskId }) => !known.get(uid)?.has(taskId) || hotkeys.get(uid) !== hotkey,
    )
    .map(({ uid, taskId }) => `uid ${uid} has a verdict on task ${taskId}, which was not its own`)
}

function numberDifferences<Key extends number | string>(
  what: string,
  said: readonly (readonly [Key, number])[],
  found: readonly (readonly [Key, number])[],
): string[] {
  const all = new Map(found)
  const keys = new Set([...said, ...found].map(([key]) => key))
  const claims = new Map(said)
  return [...keys]
    .filter((key) => !isClose(claims.get(key) ?? 0, all.get(key) ?? 0))
    .map((key) => `${what} ${key} is ${all.get(key) ?? 0}, not ${claims.get(key) ?? 0}`)
}

const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b))
