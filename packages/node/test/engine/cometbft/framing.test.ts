import { bytesToHex, hexToBytes } from '@plexus/primitives'
import {
  Request,
  RequestFinalizeBlock,
  Response,
  ResponseFinalizeBlock,
  ResponseProcessProposal_ProposalStatus,
} from 'cosmjs-types/tendermint/abci/types'
import { describe, expect, test } from 'vitest'
import { createFrameReader, encodeFrame, FrameError } from '../../../src/engine/cometbft/framing.ts'

const MAX = 128 * 1024 * 1024
const hex = (text: string): Uint8Array => hexToBytes(`0x${text.replaceAll(' ', '')}`)

/** The first bytes that CometBFT v0.38.25 sends: Info and Flush (spec: 90-cometbft §2.2). */
const CAPTURED = hex('16 1a140a07302e33382e3235100b18082205322e302e30 02 1200')

describe('frames (spec: 90-cometbft §2.2)', () => {
  const requests: readonly (readonly [string, Request, string])[] = [
    ['flush', { flush: {} }, '021200'],
    ['echo', { echo: { message: 'hi' } }, '060a040a026869'],
  ]
  test.each(requests)('request %s', (_name, request, expected) => {
    expect(bytesToHex(encodeFrame(Request.encode(request).finish()))).toBe(`0x${expected}`)
    const [frame] = createFrameReader(MAX).push(hex(expected))
    expect(Request.decode(frame ?? new Uint8Array())).toMatchObject(request)
  })

  const { ACCEPT } = ResponseProcessProposal_ProposalStatus
  const info = {
    data: '',
    version: '1',
    appVersion: 1n,
    lastBlockHeight: 300n,
    lastBlockAppHash: Uint8Array.of(0xaa, 0xbb),
  }
  const responses: readonly (readonly [string, Response, string])[] = [
    ['flush', { flush: {} }, '021a00'],
    ['echo', { echo: { message: 'hi' } }, '0612040a026869'],
    ['info', { info }, '0e220c120131180120ac022a02aabb'],
    ['commit', { commit: { retainHeight: 0n } }, '026200'],
    ['accept', { processProposal: { status: ACCEPT } }, '059201020801'],
    ['exception', { exception: { error: 'x' } }, '050a030a0178'],
  ]
  test.each(responses)('response %s', (_name, response, expected) => {
    expect(bytesToHex(encodeFrame(Response.encode(response).finish()))).toBe(`0x${expected}`)
  })

  test('a length of two bytes', () => {
    const checkTx = { tx: new Uint8Array(200), type: 1 }
    const frame = encodeFrame(Request.encode({ checkTx }).finish())
    expect(bytesToHex(frame.subarray(0, 9))).toBe('0xd00142cd010ac80100')
    expect(frame.length).toBe(2 + 0xd0 - 0x80 + 0x80)
  })

  test('what CometBFT sends first, in pieces of any size', () => {
    for (let size = 1; size <= CAPTURED.length; size += 1) {
      const reader = createFrameReader(MAX)
      const frames: Uint8Array[] = []
      for (let at = 0; at < CAPTURED.length; at += size) {
        frames.push(...reader.push(CAPTURED.subarray(at, at + size)))
      }
      const decoded = frames.map((frame) => Request.decode(frame))
      expect(decoded, `pieces of ${size}`).toHaveLength(2)
      expect(decoded[0]?.info, `pieces of ${size}`).toEqual({
        version: '0.38.25',
        blockVersion: 11n,
        p2pVersion: 8n,
        abciVersion: '2.0.0',
      })
      expect(decoded[1]?.flush, `pieces of ${size}`).toEqual({})
    }
  })
})

describe('hostile lengths', () => {
  test.each([
    ['longer than the limit', '81 01', 128],
    ['longer than the limit by far', 'ff ff ff ff 0f', MAX],
    ['without an end', '80 80 80 80 80', MAX],
    ['of six bytes', '81 80 80 80 80 00', MAX],
  ])('%s', (_name, bytes, max) => {
    expect(() => createFrameReader(max).push(hex(bytes))).toThrow(FrameError)
  })

  test('the limit itself is taken, and an empty message', () => {
    const body = new Uint8Array(128).fill(7)
    const reader = createFrameReader(128)
    expect(reader.push(encodeFrame(body))).toEqual([body])
    expect(reader.push(Uint8Array.of(0, 1, 5))).toEqual([new Uint8Array(), Uint8Array.of(5)])
  })

  test('a length that is announced holds no memory before its bytes are there', () => {
    const before = process.memoryUsage().arrayBuffers
    const readers = Array.from({ length: 64 }, () => createFrameReader(MAX))
    for (const reader of readers) expect(reader.push(hex('80 80 80 3f 01'))).toEqual([])
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MAX)
  })
})

test('messages keep large heights, signs, nanoseconds and zeros', () => {
  const request = RequestFinalizeBlock.fromPartial({
    height: 2n ** 53n + 1n,
    time: { seconds: -1n, nanos: 999_999_999 },
    txs: [new Uint8Array(), Uint8Array.of(0)],
  })
  const again = RequestFinalizeBlock.decode(RequestFinalizeBlock.encode(request).finish())
  expect(again.height).toBe(9_007_199_254_740_993n)
  expect(again.time).toEqual({ seconds: -1n, nanos: 999_999_999 })
  expect(again.txs.map((tx) => tx.length)).toEqual([0, 1])
  const response = ResponseFinalizeBlock.fromPartial({
    txResults: [{ gasWanted: -1n }],
    validatorUpdates: [{ pubKey: { ed25519: new Uint8Array(32).fill(3) }, power: 0n }],
  })
  const back = ResponseFinalizeBlock.decode(ResponseFinalizeBlock.encode(response).finish())
  expect(back.txResults[0]?.gasWanted).toBe(-1n)
  expect(back.validatorUpdates[0]?.power).toBe(0n)
  expect(back.validatorUpdates[0]?.pubKey.ed25519).toHaveLength(32)
})
