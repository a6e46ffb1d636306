import { concatBytes } from '@plexus/primitives'
import { describe, expect, test } from 'vitest'
import { readTimelockedPayload } from '../../../../src/pallets/subtensor/weights/timelocked-payload.ts'
import { hotkeyOf } from '../subnet-kit.ts'
import { legacyPayload, payloadOf } from './reveal-kit.ts'

const who = hotkeyOf(1)
const WEIGHTS = { uids: [0, 2], values: [5, 5], versionKey: 0n }

describe('what was locked is read', () => {
  test.each([
    ['with its hotkey', payloadOf(who)],
    ['in the older form', legacyPayload()],
    ['whatever follows', concatBytes(payloadOf(who), Uint8Array.of(1, 2))],
    ['whatever follows the older form', concatBytes(legacyPayload(), Uint8Array.of(1))],
    ['with bytes behind its hotkey', payloadOf(concatBytes(who, Uint8Array.of(1)))],
  ])('%s', (_title, message) => {
    expect(readTimelockedPayload(message, who)).toEqual(WEIGHTS)
  })

  test('in the older form where it begins with less than a hotkey', () => {
    // No bytes of hotkey, uids 0 and 2, values 5 and 5: no uids, values 0 and 2, and a version.
    const message = payloadOf(new Uint8Array())
    expect(readTimelockedPayload(message, who)).toEqual({
      uids: [],
      values: [0, 2],
      versionKey: 0x5000508n,
    })
  })
})

describe('nothing is read', () => {
  test.each([
    ['from nothing', new Uint8Array()],
    ['where it is of another hotkey', payloadOf(hotkeyOf(2))],
    ['where it ends too early in both forms', payloadOf(who).subarray(0, 40)],
    ['where a length is above what there is', Uint8Array.of(0xfe, 0xff, 0xff, 0xff)],
  ])('%s', (_title, message) => {
    expect(readTimelockedPayload(message, who)).toBeUndefined()
  })
})
