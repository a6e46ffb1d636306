import { createHasher } from '@plexus/primitives'
import { CheckTxType } from 'cosmjs-types/tendermint/abci/types'
import { expect, test } from 'vitest'
import { checkTx } from '../../../src/engine/cometbft/check-tx.ts'
import { poolHarness } from '../../pool/harness.ts'
import { encodeModel } from '../../pool/model-runtime.ts'
import type { ModelTransaction } from '../../pool/model-runtime.ts'

const { NEW, RECHECK } = CheckTxType

async function bench() {
  const hasher = await createHasher()
  let checks = 0
  const signatures = {
    check: () => {
      checks += 1
      return Promise.resolve(true)
    },
  }
  const harness = await poolHarness({ signatures }, hasher)
  const log = (): void => {}
  const ask = async (transaction: ModelTransaction, type = NEW): Promise<number> => {
    const request = { tx: encodeModel(transaction), type }
    return (await checkTx({ pool: harness.pool, hasher, log }, request)).code
  }
  return { ...harness, ask, checks: () => checks }
}

test('the signature of a transaction is checked once, however often it is asked about', async () => {
  const { ask, checks, importBlock } = await bench()
  const [first, second] = [0, 1].map((nonce) => ({ sender: 1, nonce }))
  expect(await ask(first!)).toBe(0)
  expect(await ask(second!)).toBe(0)
  for (let round = 0; round < 5; round += 1) {
    expect(await ask(second!, RECHECK)).toBe(0)
    importBlock([{ sender: 2, nonce: round }])
  }
  expect(await ask(second!)).toBe(0)
  expect(checks()).toBe(2)
})

test('what was submitted here first is known when CometBFT asks', async () => {
  const { ask, checks, submit } = await bench()
  await submit({ sender: 1, nonce: 0 })
  expect(await ask({ sender: 1, nonce: 0 })).toBe(0)
  expect(checks()).toBe(1)
})

test('a recheck refuses what left the pool, and takes nothing in', async () => {
  const { ask, checks, pool, importBlock } = await bench()
  expect(await ask({ sender: 1, nonce: 0 }, RECHECK)).toBe(1)
  expect(await ask({ sender: 1, nonce: 0 })).toBe(0)
  importBlock()
  expect(await ask({ sender: 1, nonce: 0 }, RECHECK)).toBe(1)
  expect(pool.size().ready).toBe(0)
  expect(checks()).toBe(1)
})

test.each([
  ['stale', { sender: 1, nonce: 0, kind: 'cannot pay' }, 1010],
  ['unknown', { sender: 1, nonce: 0, kind: 'unknown' }, 1011],
  ['unreadable', { sender: 1, nonce: 0, kind: 'unreadable' }, 1002],
  ['without tags', { sender: 1, nonce: 0, kind: 'no tags' }, 1019],
] as const)('%s: the number of the JSON-RPC says why', async (_name, transaction, code) => {
  const { ask, pool } = await bench()
  expect(await ask(transaction)).toBe(code)
  expect(pool.size()).toEqual({ ready: 0, future: 0 })
})

test('the same twice at the same time is good twice', async () => {
  const { ask, pool } = await bench()
  const transaction = { sender: 1, nonce: 0 }
  expect(await Promise.all([ask(transaction), ask(transaction)])).toEqual([0, 0])
  expect(pool.size().ready).toBe(1)
})
