import { bytesToHex, createHasher, hash, hexToBytes, verifyProof } from '@plexus/primitives'
import { toStorageKey } from '@plexus/runtime'
import { describe, expect, it } from 'vitest'
import { failingApi } from './support/fake-runtime.ts'
import { changes, rpcWorld } from './support/rpc-world.ts'

const UNKNOWN = `0x${'ab'.repeat(32)}`
const STATE = { '0x3a636f6465': '0xdead', '0xaa01': '0x01', '0xaa02': '0x0202', '0xbb': '0x' }

describe('values', () => {
  it('gives them raw, at the head and in the past', async () => {
    const { client, chain } = await rpcWorld({ state: STATE })
    const peer = client()
    chain.produce(changes({ '0xaa01': '0xff', '0xaa02': null }))
    const genesis = bytesToHex(chain.genesisHash)
    for (const name of ['state_getStorage', 'state_getStorageAt']) {
      expect(await peer.call(name, '0xaa01')).toBe('0xff')
      expect(await peer.call(name, 'AA01', null)).toBe('0xff')
      expect(await peer.call(name, '0xaa01', genesis)).toBe('0x01')
      expect(await peer.call(name, '0xaa02')).toBe(null)
      expect(await peer.call(name, '0xbb', '')).toBe('0x')
    }
  })

  it('gives their hash and size; of a prefix the size of all', async () => {
    const { client } = await rpcWorld({ state: STATE })
    const peer = client()
    const digest = '0x0ab0e1526e8aeb4014fc945dc0719a7d96a6eededc6f477cdcaf1e9f990b67bb'
    expect(await peer.call('state_getStorageHash', '0x3a636f6465')).toBe(digest)
    expect(await peer.call('state_getStorageHashAt', '0xcc')).toBe(null)
    expect(await peer.call('state_getStorageSize', '0x3a636f6465')).toBe(2)
    expect(await peer.call('state_getStorageSizeAt', '0xaa')).toBe(3)
    expect(await peer.call('state_getStorageSize', '0xbb')).toBe(0)
    expect(await peer.call('state_getStorageSize', '0xcc')).toBe(null)
  })

  it('answers a query with one change set of every key in its order', async () => {
    const { client, chain } = await rpcWorld({ state: STATE })
    const peer = client()
    const block = bytesToHex(chain.genesisHash)
    expect(await peer.call('state_queryStorageAt', ['0xaa02', '0xcc', '0xaa01', '0xcc'])).toEqual([
      {
        block,
        changes: [
          ['0xaa02', '0x0202'],
          ['0xcc', null],
          ['0xaa01', '0x01'],
          ['0xcc', null],
        ],
      },
    ])
    expect(await peer.call('state_queryStorageAt', [], block)).toEqual([{ block, changes: [] }])
  })

  it('proves presence and absence', async () => {
    const { client, chain } = await rpcWorld({ state: STATE })
    const peer = client()
    const header = (await peer.call('chain_getHeader')) as { stateRoot: string }
    const answer = (await peer.call('state_getReadProof', ['0xaa02', '0xcc'])) as {
      at: string
      proof: string[]
    }
    expect(answer.at).toBe(bytesToHex(chain.genesisHash))
    const hasher = await createHasher()
    const proven = ['0xaa02', '0xcc'].map((key) =>
      verifyProof(
        hasher,
        hash(hexToBytes(header.stateRoot)),
        answer.proof.map((node) => hexToBytes(node)),
        toStorageKey(hexToBytes(key)),
      ),
    )
    expect(proven).toEqual([{ kind: 'present', value: Uint8Array.of(2, 2) }, { kind: 'absent' }])
  })
})

describe('runtime', () => {
  const apis = {
    Echo_bytes: (_view: unknown, args: Uint8Array) => args,
    Echo_fail: failingApi('arguments do not decode'),
  }

  it('calls an api with and without 0x', async () => {
    const { client } = await rpcWorld({ apis })
    const peer = client()
    for (const [args, expected] of [
      ['0x0f000000', '0x0f000000'],
      ['0F00', '0x0f00'],
      ['', '0x'],
      ['0x', '0x'],
    ]) {
      expect(await peer.call('state_call', 'Echo_bytes', args), args).toBe(expected)
    }
    expect(await peer.call('state_callAt', 'Echo_bytes', '0x01', null)).toBe('0x01')
  })

  it('words a missing and a failing api as the reference does', async () => {
    const { client } = await rpcWorld({ apis })
    const peer = client()
    expect((await peer.ask('state_call', 'Metadata_metadata_at_version', '0x')).error).toEqual({
      code: 4003,
      message:
        'Client error: Execution failed: Other: Exported method Metadata_metadata_at_version is not found',
    })
    expect((await peer.ask('state_call', 'Echo_fail', '0x')).error).toEqual({
      code: 4003,
      message:
        'Client error: Execution failed: Execution aborted due to trap: arguments do not decode',
    })
    expect((await peer.ask('state_call', 'bad name\n', '0x')).error?.code).toBe(-32602)
  })

  it('gives metadata V14 and the version', async () => {
    const { client } = await rpcWorld()
    const peer = client()
    expect(await peer.call('state_getMetadata')).toMatch(/^0x6d6574610e/)
    const version = {
      specName: 'node-subtensor',
      implName: 'node-subtensor',
      authoringVersion: 1,
      specVersion: 425,
      implVersion: 1,
      apis: [
        ['0xdf6acb689907609b', 5],
        ['0x37e397fc7c91f5e4', 2],
      ],
      transactionVersion: 1,
      systemVersion: 1,
      stateVersion: 1,
    }
    expect(await peer.call('state_getRuntimeVersion')).toEqual(version)
    expect(await peer.call('chain_getRuntimeVersion', null)).toEqual(version)
  })
})

describe('unknown and pruned blocks', () => {
  const READS: readonly (readonly [string, readonly unknown[], 'storage' | 'call'])[] = [
    ['state_getStorage', ['0xaa'], 'storage'],
    ['state_getStorageHash', ['0xaa'], 'storage'],
    ['state_getStorageSize', ['0xaa'], 'storage'],
    ['state_queryStorageAt', [['0xaa']], 'storage'],
    ['state_getReadProof', [['0xaa']], 'storage'],
    ['state_getKeys', ['0xaa'], 'storage'],
    ['state_getPairs', ['0xaa'], 'storage'],
    ['state_getKeysPaged', ['0xaa', 1, null], 'storage'],
    ['state_getRuntimeVersion', [], 'storage'],
    ['state_call', ['Echo_bytes', '0x'], 'call'],
    ['state_getMetadata', [], 'call'],
    ['payment_queryInfo', ['0x0404'], 'call'],
    ['system_dryRun', ['0x0404'], 'call'],
  ]
  it.each(READS)('%s says so in the words that clients match', async (name, params, kind) => {
    const { client, chain } = await rpcWorld()
    const peer = client()
    const prefix = kind === 'call' ? 'Api called for an unknown Block' : 'UnknownBlock'
    expect((await peer.ask(name, ...params, UNKNOWN)).error).toEqual({
      code: 4003,
      message: `Client error: ${prefix}: Header was not found in the database: ${UNKNOWN}`,
    })
    const pruned = bytesToHex(chain.genesisHash)
    chain.produce()
    chain.discard(chain.genesisHash)
    expect((await peer.ask(name, ...params, pruned)).error).toEqual({
      code: 4003,
      message: `Client error: ${prefix}: State already discarded for ${pruned}`,
    })
  })
})
