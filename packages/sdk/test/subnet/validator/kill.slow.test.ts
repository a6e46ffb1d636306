import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recompute } from '../../../src/subnet/evidence/recompute.ts'
import { parseWindowLog } from '../../../src/subnet/evidence/window-log.ts'
import { runMiner } from '../../../src/subnet/miner/run-miner.ts'
import { createMemoryStore } from '../../../src/subnet/validator/memory-store.ts'
import { runValidator } from '../../../src/subnet/validator/run-validator.ts'
import type { ValidatorStore } from '../../../src/subnet/validator/store.ts'
import { createManualClock } from '../support/manual-clock.ts'
import { squareSubnet } from '../support/square-subnet.ts'
import type { SquareDetail, SquareState } from '../support/square-subnet.ts'
import {
  BLOCK_MS,
  createTestChain,
  createTestNetwork,
  hotkeyOf,
  neuronOf,
} from '../support/world.ts'

type Store = ValidatorStore<SquareDetail, SquareState>

/** A store that stops for good after some writes: what comes later never happens. */
function mortal(
  store: Store,
  writes: number,
): { readonly store: Store; readonly died: () => boolean } {
  let left = writes
  const live = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (left-- > 0) return work()
    return new Promise(() => {})
  }
  const wrap = (log: Awaited<ReturnType<Store['open']>>) => ({
    record: log.record,
    append: (verdict: Parameters<typeof log.append>[0]) => live(() => log.append(verdict)),
    finish: (end: Parameters<typeof log.finish>[0]) => live(() => log.finish(end)),
  })
  return {
    died: () => left < 0,
    store: {
      secret: () => store.secret(),
      load: () => store.load(),
      save: (state) => live(() => store.save(state)),
      open: (header) => live(async () => wrap(await store.open(header))),
      reopen: async (window) => {
        const log = await store.reopen(window)
        return log === undefined ? undefined : wrap(log)
      },
    },
  }
}

const WINDOW_BLOCKS = 20

const play = async (lives: readonly number[]) => {
  const subnet = squareSubnet({ answers: 'committed' })
  const clock = createManualClock()
  const network = createTestNetwork(clock)
  const chain = createTestChain(clock)
  const store = createMemoryStore<SquareDetail, SquareState>(new Uint8Array(32).fill(1))
  const validator = hotkeyOf('validator')
  const neurons = [neuronOf(1), neuronOf(2)]
  chain.neuronList = neurons
  for (const [at, neuron] of neurons.entries())
    await runMiner({
      subnet,
      answers: { backend: (number: number) => number * number + at / 2 },
      chain,
      port: network.minerPort(neuron),
      hotkey: neuron.hotkey,
      clock,
    })
  for (const writes of [...lives, Number.POSITIVE_INFINITY]) {
    const life = mortal(store, writes)
    const port = network.validatorPort(validator)
    await runValidator({ subnet, chain, port, hotkey: validator, store: life.store, clock })
    const isLast = writes === Number.POSITIVE_INFINITY
    for (let block = 0; block < (isLast ? 3 * WINDOW_BLOCKS : 60) && !life.died(); block++)
      await clock.advance(BLOCK_MS)
  }
  return { subnet, store }
}

describe('a validator that is killed at any write', () => {
  it('loses no verdict, counts none twice, and scores every window that it began', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 5 }),
        async (lives) => {
          const { subnet, store } = await play(lives)
          const state = await store.load()
          let played = 0
          for (let window = 0; window <= (state?.closed ?? -1); window++) {
            const log = store.log(window)
            if (log === undefined) continue
            played++
            const lines = log.split('\n').filter((line) => line.startsWith('{"kind":"verdict"'))
            const { verdicts } = parseWindowLog<SquareDetail, SquareState>(log)
            expect(lines.length).toBe(verdicts.length)
            expect(recompute(log, subnet).differences).toEqual([])
          }
          expect(played).toBeGreaterThan(0)
          // Every scored window moved the subnet's state on by one, and by one only.
          expect(state?.kit.subnet.windows).toBe(played)
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)
})
