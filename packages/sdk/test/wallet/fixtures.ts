import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Of the encrypted fixtures (`fixtures/make.py`). */
export const PASSWORD = 'tempo 360 und vier Blöcke'
/** Published in the tests of BIP-39. */
export const PHRASE = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
export const SEED = new Uint8Array(32).fill(0x9f)
export const URI = '//Alice//stash/soft'
/** The least that a file of our own form may cost. */
export const CHEAP = { memoryKib: 65_536, passes: 3 }

/** For tests that derive a few keys at the least cost. */
export const PATIENT = { timeout: 60_000 }
/** For tests of the old forms, whose cost is what it is: seconds, and many on a busy machine. */
export const SLOW = { timeout: 300_000 }

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)))
}

export function fixtureText(name: string): string {
  return new TextDecoder().decode(fixture(name))
}

/** What the official wallet says of the keys. */
export const keys = JSON.parse(fixtureText('keys.json')) as Record<
  'phrase' | 'seeded' | 'derived',
  Record<'address' | 'publicKey' | 'message' | 'signature', string>
>

/** A folder that is gone after the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plexus-wallet-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The error that a promise ends with. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it did not fail')
}
