import { SubnetError } from '../errors.ts'
import type { Verdict } from '../subnet.ts'
import type { ClosedWindow } from '../validator/close-window.ts'
import type { KitState, Smoothing } from '../validator/kit-state.ts'

/** First line of the log of a window: all that its verdicts and scores follow from. */
export interface WindowHeader<State> {
  readonly kind: 'window'
  readonly format: 1
  readonly subnet: string
  readonly specVersion: number
  readonly netuid: number
  /** SS58 address of the validator. */
  readonly validator: string
  readonly window: number
  /** Hash of the seed block, 64 digits of hex. */
  readonly seed: string
  /** Salt of the window, 64 digits of hex: publish a log only after the salt is revealed. */
  readonly salt: string
  readonly miners: readonly (readonly [uid: number, hotkey: string])[]
  readonly smoothing: Smoothing
  readonly before: KitState<State>
}

/** Last line of the log of a window. */
export interface WindowEnd<State> extends ClosedWindow<State> {
  readonly kind: 'end'
  /** Merkle root of the evidence of all verdicts in order of uid and task, 64 digits of hex. */
  readonly root: string
}

/** The log of a window. */
export interface WindowRecord<Detail, State> {
  readonly header: WindowHeader<State>
  /** One per miner and task, in the order in which they were found. */
  readonly verdicts: readonly Verdict<Detail>[]
  /** Absent while the window lasts. */
  readonly end?: WindowEnd<State>
}

/** One line of a log, without its line break. */
export const writeVerdictLine = (verdict: Verdict<unknown>): string =>
  JSON.stringify({ kind: 'verdict', ...verdict })

/**
 * The verdict of a line that {@link writeVerdictLine} made: scores are made of this, not of what was
 * written, so that a reader of the log gets the same.
 */
export const readVerdictLine = <Detail>(line: string): Verdict<Detail> =>
  verdictOf(parseLine<VerdictLine<Detail>>(line, 'verdict', 1))

/**
 * Reads a log. A last line that a crash cut short is left out, and so is a second verdict on the
 * same miner and task.
 *
 * @throws SubnetError `LogBroken` where another line cannot be read, or the first is no header
 */
export function parseWindowLog<Detail, State>(text: string): WindowRecord<Detail, State> {
  const lines = text.split('\n')
  const whole = lines.slice(0, -1)
  const [first, ...rest] = whole
  if (first === undefined) throw new SubnetError('LogBroken', 'The log of a window is empty.')
  const header = parseLine<WindowHeader<State>>(first, 'window', 1)
  const verdicts = new Map<string, Verdict<Detail>>()
  let end: WindowEnd<State> | undefined
  for (const [at, line] of rest.entries()) {
    const kind = end === undefined && line.startsWith('{"kind":"verdict"') ? 'verdict' : 'end'
    if (kind === 'end') {
      end = parseLine<WindowEnd<State>>(line, 'end', at + 2)
      continue
    }
    const verdict = verdictOf(parseLine<VerdictLine<Detail>>(line, 'verdict', at + 2))
    const key = verdictKey(verdict)
    if (!verdicts.has(key)) verdicts.set(key, verdict)
  }
  const record = { header, verdicts: [...verdicts.values()] }
  return end === undefined ? record : { ...record, end }
}

/** What makes two verdicts the same one. */
export const verdictKey = (verdict: { readonly taskId: string; readonly uid: number }): string =>
  `${verdict.taskId} ${verdict.uid}`

type VerdictLine<Detail> = Verdict<Detail> & { readonly kind: 'verdict' }

function verdictOf<Detail>(line: VerdictLine<Detail>): Verdict<Detail> {
  const { kind: _kind, ...verdict } = line
  return verdict
}

function parseLine<Line extends { readonly kind: string }>(
  text: string,
  kind: Line['kind'],
  number: number,
): Line {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind)
      return value as Line
  } catch (error) {
    throw broken(number, error)
  }
  throw broken(number)
}

const broken = (line: number, cause?: unknown): SubnetError =>
  new SubnetError(
    'LogBroken',
    `Line ${line} of the log of a window cannot be read; move the file away to go on without it.`,
    { cause },
  )
