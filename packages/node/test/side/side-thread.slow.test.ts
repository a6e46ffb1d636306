import {
  bytes,
  compact,
  concatBytes,
  createHasher,
  createKeyPair,
  createSignatures,
  decode,
  encode,
  u32,
} from '@plexus/primitives'
import type { Hasher, KeyPair, Signatures } from '@plexus/primitives'
import { createHost, callOf, createRuntime, dev, encodeCall, runtimeConfig } from '@plexus/runtime'
import type { ExecutedBlock, Runtime, StateView } from '@plexus/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_RPC_LIMITS } from '../../src/rpc/limits.ts'
import { createSideThread } from '../../src/side/side-thread.ts'
import type { SideThread } from '../../src/side/side-thread.ts'

const OPTIONS = { timing: 'fast', limits: DEFAULT_RPC_LIMITS } as const
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text))
const long = (length: number): Uint8Array => new Uint8Array(length).fill(7)

let hasher: Hasher
let signatures: Signatures
let runtime: Runtime
let genesis: ExecutedBlock
let view: StateView
let alice: KeyPair
let side: SideThread

beforeAll(async () => {
  ;[hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const host = createHost(hasher, signatures)
  runtime = createRuntime({ host, config: runtimeConfig('fast'), genesis: dev() })
  genesis = runtime.genesis()
  view = viewOf(genesis)
  alice = createKeyPair({ scheme: 'Sr25519', uri: '//Alice' }, signatures)
  side = createSideThread(OPTIONS)
  side.start()
  // From sources a thread takes seconds to start.
  await side.read(bytesOf('[]'))
}, 60_000)
afterAll(() => side.close())

function viewOf({ changes }: ExecutedBlock): StateView {
  const keys = [...changes.keys()].toSorted((a, b) => (a < b ? -1 : Number(a > b)))
  return {
    get: (key) => changes.get(key),
    keys: (prefix, after = '') => keys.filter((key) => key.startsWith(prefix) && key > after),
    root: () => genesis.block.header.stateRoot,
  }
}

function remark(length: number, nonce = 0): Uint8Array {
  const call = encodeCall(callOf('System', 'remark', { remark: long(length) }))
  // Immortal, no tip, no metadata hash.
  const explicit = concatBytes(Uint8Array.of(0), encode(compact(u32), nonce), new Uint8Array(2))
  const versions = concatBytes(encode(u32, 425), encode(u32, 1))
  const implicit = concatBytes(versions, genesis.hash, genesis.hash, Uint8Array.of(0))
  const payload = hasher.blake2b256Of([call, explicit, implicit])
  const address = concatBytes(Uint8Array.of(0), alice.account)
  const signature = concatBytes(Uint8Array.of(1), alice.sign(payload))
  return encode(bytes, concatBytes(Uint8Array.of(0x84), address, signature, explicit, call))
}

/** What a question gives or throws, to be compared. */
async function outcomeOf(ask: () => unknown): Promise<unknown> {
  try {
    return { value: await ask() }
  } catch (error) {
    const { name, message, code } = error as Error & { readonly code?: unknown }
    return { name, message, code }
  }
}

describe('the side thread', () => {
  it('says of an extrinsic what the runtime says', async () => {
    const good = remark(200_000)
    const wrong = good.slice()
    wrong[50] = (wrong[50] ?? 0) ^ 1
    for (const [name, extrinsic] of [
      ['good', good],
      ['badly signed', wrong],
      ['from the future', remark(20_000, 5)],
      ['cut', good.subarray(0, 100_000)],
      ['noise', long(50_000)],
    ] as const) {
      const expected = await outcomeOf(() =>
        runtime.validate(view, genesis.hash, 'External', extrinsic),
      )
      const found = await outcomeOf(() => side.validate(view, genesis.hash, 'External', extrinsic))
      expect(found, name).toEqual(expected)
    }
  })

  it('runs an extrinsic on a throw-away layer', async () => {
    const extrinsic = remark(100_000)
    const found = await side.dryRun(view, genesis.hash, extrinsic)
    expect(found).toEqual(runtime.dryRun(view, genesis.hash, extrinsic))
  })

  it('answers runtime APIs and fails like them', async () => {
    const nonce = await side.call(view, 'AccountNonceApi_account_nonce', alice.account)
    expect(decode(u32, nonce)).toBe(0)
    const rows = [
      ['Core_version', long(20_000)],
      ['Core_nothing', long(20_000)],
      ['TransactionPaymentApi_query_info', long(20_000)],
    ] as const
    for (const [method, args] of rows) {
      const expected = await outcomeOf(() => runtime.call(view, method, args))
      expect(await outcomeOf(() => side.call(view, method, args)), method).toEqual(expected)
    }
  })

  it('leaves the bytes of a question alone', async () => {
    const extrinsic = remark(100_000)
    const copy = extrinsic.slice()
    await side.validate(view, genesis.hash, 'External', extrinsic)
    expect(extrinsic).toEqual(copy)
  })

  it('rejects with what the state threw', async () => {
    const gone = new Error('the state is gone')
    const failing: StateView = {
      ...view,
      get() {
        throw gone
      },
    }
    const asked = side.validate(failing, genesis.hash, 'External', remark(20_000))
    await expect(asked).rejects.toBe(gone)
    await expect(
      side.validate(view, genesis.hash, 'External', remark(20_000)),
    ).resolves.toMatchObject({ ok: true })
  })

  it('reads messages with their parameters', async () => {
    const hex = `0x${'ab'.repeat(100_000)}`
    const message = { jsonrpc: '2.0', id: hex, method: 'author_submitExtrinsic', params: [hex] }
    expect(await side.read(bytesOf(JSON.stringify(message)))).toEqual({
      kind: 'single',
      frame: {
        kind: 'request',
        id: hex,
        method: 'author_submitExtrinsic',
        params: { kind: 'parsed', values: [new Uint8Array(100_000).fill(0xab)] },
      },
    })
  })

  it('says what is wrong with a message', async () => {
    const x = 'x'.repeat(5_000)
    const request = (method: string, ...params: unknown[]) => ({
      ...{ jsonrpc: '2.0', id: 1, method, params },
    })
    const rows: readonly (readonly [string, unknown])[] = [
      ['{', { kind: 'refused', error: { code: -32700 } }],
      ['[]', { kind: 'refused', error: { code: -32600 } }],
      [JSON.stringify(x), { kind: 'single', frame: { kind: 'bad', error: { code: -32600 } } }],
      [`[${'[],'.repeat(600_000)}1]`, { kind: 'refused', error: { code: -32007 } }],
      [
        JSON.stringify([request('nothing', x), request('state_call', x, x), request(x)]),
        {
          kind: 'batch',
          frames: [
            { kind: 'request', params: { kind: 'raw', values: [] } },
            { kind: 'request', params: { kind: 'bad', error: { code: -32602 } } },
            { kind: 'request', method: x },
          ],
        },
      ],
    ]
    for (const [text, expected] of rows) {
      expect(await side.read(bytesOf(text)), text.slice(0, 40)).toMatchObject(expected as object)
    }
  })

  it('reads the calls of a chain with validators, and only of such a chain', async () => {
    const call = encodeCall(callOf('Engine', 'unregister', {}))
    const args = concatBytes(call, encode(u32, 100))
    const name = 'TransactionPaymentCallApi_query_call_info'
    await expect(side.call(view, name, args)).rejects.toMatchObject({ name: 'ApiFailedError' })
    const other = createSideThread({ ...OPTIONS, hasValidators: true })
    expect((await other.call(view, name, args)).length).toBeGreaterThan(0)
    await other.close()
  }, 60_000)

  it('refuses more than it has room for', async () => {
    const small = createSideThread({ ...OPTIONS, maxBytes: 1_000 })
    const first = small.read(bytesOf(`"${'x'.repeat(900)}"`))
    await expect(small.read(bytesOf(`"${'x'.repeat(200)}"`))).rejects.toMatchObject({
      code: 'SideBusy',
      rpcCode: -32009,
    })
    await expect(first).resolves.toMatchObject({ kind: 'single' })
    await small.close()
  }, 60_000)

  it('gives up what it was doing when it is closed', async () => {
    const other = createSideThread(OPTIONS)
    const asked = other.read(bytesOf('[]'))
    const refused = expect(asked).rejects.toMatchObject({ code: 'SideBusy' })
    await other.close()
    await refused
    await expect(other.read(bytesOf('[]'))).rejects.toMatchObject({ code: 'SideBusy' })
  })
})
