import { Worker } from 'node:worker_threads'
import { accountId } from '@plexus/primitives'
import type { SignatureClaim } from '@plexus/runtime'
import { afterEach, expect, test } from 'vitest'
import { createSignatureChecker } from '../../src/signature/checker.ts'
import type { SignatureCheckerOptions } from '../../src/signature/checker.ts'
import { SignatureCheckerClosedError, SignatureQueueFullError } from '../../src/signature/errors.ts'
import type { SignatureChecker } from '../../src/signature/interface.ts'
import type { CheckWorker } from '../../src/signature/worker-pool.ts'

/** In the worker of these tests a signature is good when its first byte is 1. */
const ANSWER = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', ({ checks }) => {
    for (const { message } of checks) if (message[0] === CRASH) process.exit(1)
    parentPort.postMessage({ results: checks.map(({ signature }) => signature[0] === 1) })
  })
  parentPort.postMessage({ ready: true })
`
const POISON = 66

const open: SignatureChecker[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((checker) => checker.close()))
})

function checkerOf(options: Partial<SignatureCheckerOptions> = {}): SignatureChecker {
  const checker = createSignatureChecker({ workers: 2, verify: isGood, ...options })
  open.push(checker)
  return checker
}

const isGood = ({ signature }: SignatureClaim): boolean => signature[0] === 1

function claim(index: number, good: boolean, first = 0): SignatureClaim {
  const message = new Uint8Array(8)
  message[0] = first
  new DataView(message.buffer).setUint32(4, index)
  return {
    kind: 'Sr25519',
    signer: accountId(new Uint8Array(32).fill(7)),
    signature: Uint8Array.of(good ? 1 : 0),
    message,
  }
}

/** Starts test workers and counts them; the first `crashing` die of poison. */
function testWorkers(crashing: number): { start(): CheckWorker; started(): number } {
  let started = 0
  return {
    start() {
      started += 1
      const code = ANSWER.replace('CRASH', String(started <= crashing ? POISON : -1))
      const worker = new Worker(code, { eval: true })
      worker.unref()
      return worker
    },
    started: () => started,
  }
}

test('answers each check, in the order of the calls', async () => {
  const { start, started } = testWorkers(0)
  const checker = checkerOf({ startWorker: start })
  const wanted = Array.from({ length: 500 }, (_, at) => at % 3 === 0)
  const order: number[] = []
  const results = await Promise.all(
    wanted.map(async (good, at) => {
      const result = await checker.check(claim(at, good))
      order.push(at)
      return result
    }),
  )
  expect(results).toEqual(wanted)
  expect(order).toEqual(wanted.map((_, at) => at))
  expect(started()).toBe(2)
})

test('replaces a worker that crashes and does its batch again', async () => {
  const { start, started } = testWorkers(1)
  const checker = checkerOf({ startWorker: start, workers: 1 })
  const wanted = Array.from({ length: 200 }, (_, at) => at % 2 === 0)
  const results = await Promise.all(
    wanted.map((good, at) => checker.check(claim(at, good, at === 100 ? POISON : 0))),
  )
  expect(results).toEqual(wanted)
  expect(started()).toBe(2)
})

test('verifies here what no worker survives', async () => {
  const { start } = testWorkers(Infinity)
  const checker = checkerOf({ startWorker: start })
  const wanted = Array.from({ length: 300 }, (_, at) => at % 2 === 0)
  const results = await Promise.all(
    wanted.map((good, at) => checker.check(claim(at, good, POISON))),
  )
  expect(results).toEqual(wanted)
})

test('goes on without workers when none starts', async () => {
  const dead = (): CheckWorker => new Worker('process.exit(1)', { eval: true })
  const checker = checkerOf({ startWorker: dead })
  const wanted = Array.from({ length: 100 }, (_, at) => at % 2 === 0)
  const results = await Promise.all(wanted.map((good, at) => checker.check(claim(at, good))))
  expect(results).toEqual(wanted)
})

test('starts no worker before the first check', async () => {
  const { start, started } = testWorkers(0)
  const checker = checkerOf({ startWorker: start })
  expect(checker.verifySignature(claim(1, true))).toBe(true)
  expect(started()).toBe(0)
  await checker.check(claim(2, true))
  expect(started()).toBe(1)
})

test('remembers results, good and bad, and forgets the least used', async () => {
  const seen: SignatureClaim[] = []
  const verify = (each: SignatureClaim): boolean => {
    seen.push(each)
    return isGood(each)
  }
  const checker = checkerOf({ workers: 0, verify, cacheSize: 2 })
  expect(await checker.check(claim(1, true))).toBe(true)
  expect(checker.verifySignature(claim(2, false))).toBe(false)
  expect(checker.verifySignature(claim(1, true))).toBe(true)
  expect(await checker.check(claim(2, false))).toBe(false)
  expect(seen).toHaveLength(2)
  checker.verifySignature(claim(3, true))
  checker.verifySignature(claim(2, false))
  expect(seen).toHaveLength(3)
  checker.verifySignature(claim(1, true))
  expect(seen).toHaveLength(4)
})

test('tells claims apart whose bytes only moved between signature and message', () => {
  const checker = checkerOf({ workers: 0 })
  const base = claim(1, true)
  const moved = { ...base, signature: Uint8Array.of(1, 0), message: base.message.subarray(1) }
  const bad = { ...moved, signature: Uint8Array.of(0, 1, 0) }
  expect([base, moved, bad].map((each) => checker.verifySignature(each))).toEqual([
    true,
    true,
    false,
  ])
})

test('refuses more than may wait', async () => {
  const { start } = testWorkers(0)
  const checker = checkerOf({ startWorker: start, queueLimit: 10 })
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, (_, at) => checker.check(claim(at, true))),
  )
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused.map(({ reason }) => reason instanceof SignatureQueueFullError)).toEqual([
    true,
    true,
  ])
})

test('rejects what is open when it is closed, and everything after', async () => {
  const { start } = testWorkers(0)
  const checker = checkerOf({ startWorker: start })
  const pending = Promise.allSettled(
    Array.from({ length: 100 }, (_, at) => checker.check(claim(at, true))),
  )
  await checker.close()
  const closed = (result: PromiseSettledResult<boolean>): boolean =>
    result.status === 'rejected' && result.reason instanceof SignatureCheckerClosedError
  expect((await pending).every(closed)).toBe(true)
  await expect(checker.check(claim(1, true))).rejects.toBeInstanceOf(SignatureCheckerClosedError)
})

// RFC 8032 §7.1, test 2.
const RFC_8032 = {
  key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  message: '72',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
}

test('the real worker verifies real signatures', async () => {
  // More than the few that are verified here while a worker starts.
  const verify = (): never => {
    throw new Error('verified on the main thread')
  }
  const checker = checkerOf({ verify, workers: 1 })
  const good: SignatureClaim = {
    kind: 'Ed25519',
    signer: accountId(Buffer.from(RFC_8032.key, 'hex')),
    signature: Buffer.from(RFC_8032.signature, 'hex'),
    message: Buffer.from(RFC_8032.message, 'hex'),
  }
  const bad = { ...good, message: Uint8Array.of(0x73) }
  const many = Array.from({ length: 20 }, (_, at) => ({ ...good, message: Uint8Array.of(at) }))
  const results = await Promise.all([good, bad, ...many].map((each) => checker.check(each)))
  expect(results).toEqual([true, false, ...many.map(() => false)])
})
