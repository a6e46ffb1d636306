import { taskRandom } from '../../../src/subnet/random/random.ts'
import type { Subnet, Verdict } from '../../../src/subnet/subnet.ts'
import { InvalidFieldError } from '../../../src/synapse/errors.ts'

export interface SquareRequest {
  readonly number: number
}
export interface SquareResponse {
  readonly square: number
}
/** How far the answer is off. */
export interface SquareDetail {
  readonly error: number
}
/** Windows played. */
export interface SquareState {
  readonly windows: number
}
export type SquareBackend = (number: number, signal: AbortSignal) => Promise<number> | number

export type SquareSubnet = Subnet<
  SquareRequest,
  SquareResponse,
  SquareBackend,
  SquareDetail,
  SquareState
>

const read = (fields: Readonly<Record<string, unknown>>, field: string): number => {
  const value = fields[field]
  if (typeof value !== 'number') throw new InvalidFieldError(field, 'must be a number')
  return value
}

/** Miners square numbers; challenge 0 of a window is shared. */
export function squareSubnet(
  change: {
    readonly answers?: 'direct' | 'committed'
    readonly challenges?: number
    readonly minerMs?: number
    readonly verify?: SquareSubnet['verify']
    readonly score?: SquareSubnet['score']
  } = {},
): SquareSubnet {
  return {
    manifest: {
      name: 'square',
      specVersion: 1,
      windowBlocks: 20,
      challengesPerWindow: change.challenges ?? 3,
      answers: change.answers ?? 'direct',
      limits: {
        requestBytes: 100,
        responseBytes: 100,
        minerMs: change.minerMs ?? 500,
        verifyMs: 100,
      },
    },
    synapse: {
      name: 'Square',
      requestFields: ['number'],
      responseFields: ['square'],
      parseRequest: (fields) => ({ number: read(fields, 'number') }),
      parseResponse: (fields) => ({ square: read(fields, 'square') }),
      writeRequest: ({ number }) => ({ number }),
      writeResponse: ({ square }) => ({ square }),
    },
    initialState: { windows: 0 },
    isShared: (index) => index === 0,
    challenge: (task) => ({ number: taskRandom(task.seed).below(1_000) }),
    work: async ({ number }, backend, { signal }) => ({ square: await backend(number, signal) }),
    verify:
      change.verify ??
      ((_task, { number }, { square }) => {
        const error = Math.abs(square - number * number)
        const ok = error < 1
        return { ok, quality: ok ? 1 - error : 0, units: 1, detail: { error } }
      }),
    score: change.score ?? scoreSquares,
  }
}

function scoreSquares(verdicts: readonly Verdict<SquareDetail>[], state: SquareState) {
  const scores = new Map<number, number>()
  for (const { uid, quality } of verdicts) scores.set(uid, (scores.get(uid) ?? 0) + quality)
  return { scores, state: { windows: state.windows + 1 } }
}
