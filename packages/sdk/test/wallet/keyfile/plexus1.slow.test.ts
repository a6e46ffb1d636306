import { describe, expect, it } from 'vitest'
import { PLEXUS1_COST } from '../../../src/node.ts'
import { openPlexus1, sealPlexus1 } from '../../../src/wallet/keyfile/plexus1.ts'
import { CHEAP, failure, PATIENT } from '../fixtures.ts'

const plaintext = new TextEncoder().encode('{"secretSeed":"none"}')
const password = new TextEncoder().encode('orchard lantern seventeen')
const sealed = sealPlexus1(plaintext, password, CHEAP)

/** Magic 8, memory 4, passes 4, salt 32, nonce 24, then the ciphertext and its tag of 16. */
const HEADER_BYTES = 72

describe('keyfiles of our own form', PATIENT, () => {
  it('opens what it sealed, never twice the same', async () => {
    const [one, two] = [await sealed, await sealPlexus1(plaintext, password, CHEAP)]
    expect(await openPlexus1(one, password)).toStrictEqual(plaintext)
    expect(one).toHaveLength(HEADER_BYTES + plaintext.length + 16)
    expect(one.subarray(0, 16)).toStrictEqual(two.subarray(0, 16))
    expect(one.subarray(16, 48)).not.toStrictEqual(two.subarray(16, 48))
  })

  it('says its parameters in the header', async () => {
    const header = Buffer.from((await sealed).subarray(0, 16))
    expect(header.toString('latin1', 0, 8)).toBe('$PLEXUS1')
    expect([header.readUInt32LE(8), header.readUInt32LE(12)]).toStrictEqual([65_536, 3])
  })

  it('costs as much as the official form unless told otherwise', () => {
    expect(PLEXUS1_COST).toStrictEqual({ memoryKib: 512 * 1024, passes: 8 })
  })

  it.each([
    ['the salt', 20],
    ['the nonce', 60],
    ['the ciphertext', HEADER_BYTES],
    ['the tag', HEADER_BYTES + 30],
  ])('notices a changed bit in %s', async (_, at) => {
    const changed = Uint8Array.from(await sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(await failure(openPlexus1(changed, password))).toMatchObject({ code: 'WrongPassword' })
  })

  it('notices other parameters, which are authenticated', async () => {
    const changed = Uint8Array.from(await sealed)
    changed[12] = 4
    expect(await failure(openPlexus1(changed, password))).toMatchObject({ code: 'WrongPassword' })
  })

  it.each([
    ['too little memory', 8, [0xff, 0xff, 0, 0]],
    ['memory above 1 GiB', 8, [1, 0, 16, 0]],
    ['all memory there is', 8, [0xff, 0xff, 0xff, 0xff]],
    ['two passes', 12, [2, 0, 0, 0]],
    ['seventeen passes', 12, [17, 0, 0, 0]],
  ])('refuses a header that asks for %s, without deriving', async (_, at, field) => {
    const changed = Uint8Array.from(await sealed)
    changed.set(field, at)
    expect(await failure(openPlexus1(changed, password))).toMatchObject({ code: 'KeyfileFormat' })
  })

  it('refuses what is cut short', async () => {
    const short = (await sealed).subarray(0, HEADER_BYTES + 15)
    expect(await failure(openPlexus1(short, password))).toMatchObject({ code: 'KeyfileFormat' })
  })

  it.each([
    { memoryKib: 65_535, passes: 3 },
    { memoryKib: 1_048_577, passes: 3 },
    { memoryKib: 65_536, passes: 2 },
    { memoryKib: 65_536, passes: 17 },
    { memoryKib: 65_536.5, passes: 3 },
    { memoryKib: NaN, passes: 3 },
  ])('does not write with $memoryKib KiB and $passes passes', async (cost) => {
    expect(await failure(sealPlexus1(plaintext, password, cost))).toBeInstanceOf(RangeError)
  })
})
