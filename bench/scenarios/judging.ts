import { createHash } from 'node:crypto'
import { createTask } from '@plexus/sdk/node'
import type { Subnet } from '@plexus/sdk/node'
import {
  createFolder,
  createFoldingSubnet,
  LAPTOP_FOLDING,
  shippedModel,
  vision,
} from '@plexus/subnets'
import { secondsOf } from '../scenario.ts'
import type { Figure, Scenario, Size } from '../scenario.ts'

/** Answers that are made, and how often each is judged. */
const ROUNDS: Readonly<Record<Size, { readonly answers: number; readonly times: number }>> = {
  full: { answers: 20, times: 200 },
  ci: { answers: 2, times: 10 },
}

export const judging: Scenario = {
  name: 'judging',
  about:
    'verifications of good answers per second on one thread, beside the answers per second of the honest miner that gave them',
  async run(size) {
    const folding = createFoldingSubnet(LAPTOP_FOLDING)
    const folder = createFolder({ name: 'bench', effort: 1, seed: 'bench' })
    const model = await shippedModel('strong')
    const { times, answers } = ROUNDS[size]
    const figures = [
      // Challenges of folding take turns between the tiers.
      await figureOf('folds on the lattice (T1)', folding, folder, { answers, times, step: 2 }),
      await figureOf('folds in space (T2)', folding, folder, { answers, times, step: 2, first: 1 }),
      await figureOf('answers of vision', vision, model, { answers, times, step: 1 }),
    ]
    await model.close()
    return figures
  },
}

interface Plan {
  readonly answers: number
  readonly times: number
  /** Between the numbers of the challenges that count. */
  readonly step: number
  readonly first?: number
}

async function figureOf<Request, Response, Backend, Detail, State>(
  name: string,
  subnet: Subnet<Request, Response, Backend, Detail, State>,
  backend: Backend,
  { answers, times, step, first = 0 }: Plan,
): Promise<Figure> {
  const { signal } = new AbortController()
  const state = subnet.initialState
  const asked = Array.from({ length: answers }, (_, at) => {
    const bytes = (text: string) => createHash('sha256').update(text).digest()
    const origin = { netuid: 0, window: 0, index: first + at * step }
    const task = createTask({ ...origin, windowSeed: bytes('bench'), salt: bytes('salt') })
    return { task, request: subnet.challenge(task, state) }
  })
  const given: Response[] = []
  const working = await secondsOf(async () => {
    for (const { request } of asked) given.push(await subnet.work(request, backend, { signal }))
  })
  const judge = async (): Promise<void> => {
    for (const [at, { task, request }] of asked.entries()) {
      const response = given[at]
      if (response === undefined) continue
      const { ok, reason } = await subnet.verify(task, request, response, { state, signal })
      if (!ok) throw new Error(`${name}: ${reason ?? 'refused'}`)
    }
  }
  await judge()
  const seconds = await secondsOf(async () => {
    for (let round = 0; round < times; round += 1) await judge()
  })
  return {
    name,
    value: (answers * times) / seconds,
    unit: 'verifications/s',
    beside: { name: 'their miner', value: answers / working, unit: 'answers/s' },
  }
}
