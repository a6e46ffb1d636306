import { createHasher, createSignatures } from '@plexus/primitives'

/** What a machine does on one core. */
export interface MachineFigures {
  readonly signaturesPerSecond: number
  readonly verificationsPerSecond: number
  readonly blake2MebibytesPerSecond: number
}

const MEASURE_MS = 500
const MEBIBYTE = 1_048_576
const MESSAGE = new Uint8Array(64).fill(7)

/** Measures for about two seconds, warm-up included. */
export async function measureMachine(
  now: () => number = () => performance.now(),
): Promise<MachineFigures> {
  const { sr25519 } = await createSignatures()
  const seed = new Uint8Array(32).fill(1)
  const signature = sr25519.sign(seed, MESSAGE)
  const publicKey = sr25519.publicKey(seed)
  const hasher = await createHasher()
  const mebibyte = new Uint8Array(MEBIBYTE)
  return {
    signaturesPerSecond: rate(() => sr25519.sign(seed, MESSAGE), now),
    verificationsPerSecond: rate(() => sr25519.verify(signature, MESSAGE, publicKey), now),
    blake2MebibytesPerSecond: rate(() => hasher.blake2b256(mebibyte), now),
  }
}

function rate(work: () => unknown, now: () => number): number {
  const warmUntil = now() + MEASURE_MS / 5
  while (now() < warmUntil) work()
  let count = 0
  const start = now()
  let end = start
  while (end - start < MEASURE_MS) {
    work()
    count += 1
    end = now()
  }
  return (count / (end - start)) * 1000
}
