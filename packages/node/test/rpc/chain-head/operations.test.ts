import { bytesToHex } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import { failingApi } from '../support/fake-runtime.ts'
import { rpcWorld } from '../support/rpc-world.ts'
import type { RpcWorld, WorldOptions } from '../support/rpc-world.ts'

type Event = Record<string, unknown>

async function followed(options: WorldOptions = {}) {
  const world: RpcWorld = await rpcWorld(options)
  const peer = world.client()
  const id = await peer.call('chainHead_v1_follow', true)
  const genesis = bytesToHex(world.chain.genesisHash)
  /** Starts an operation and waits for one of its events that ends or suspends it. */
  const operate = async (name: string, ...params: readonly unknown[]): Promise<Event[]> => {
    const started = (await peer.call(`chainHead_v1_${name}`, id, ...params)) as Event
    if (started['result'] !== 'started') return [started]
    return await eventsOf(started['operationId'])
  }
  const eventsOf = async (operationId: unknown): Promise<Event[]> => {
    await peer.call('system_name')
    return (peer.notified(id) as Event[]).filter((event) => event['operationId'] === operationId)
  }
  return { ...world, peer, id, genesis, operate, eventsOf }
}

/** BLAKE2b-256 of `0xdead` and `0x0b`, from Python's hashlib. */
const HASH_OF_DEAD = '0x0ab0e1526e8aeb4014fc945dc0719a7d96a6eededc6f477cdcaf1e9f990b67bb'
const HASH_OF_0B = '0x44e9e1dfd31e4c8c8e05d6db76912790ae9b2f989463f59f709cdd3df7393675'

describe('body and call', () => {
  it('gives the body byte for byte, after the started response', async () => {
    const { chain, operate, peer } = await followed()
    const { hash } = chain.produce(new Map(), [Uint8Array.of(4, 7), Uint8Array.of(4, 8)])
    expect(await operate('body', bytesToHex(hash))).toEqual([
      { event: 'operationBodyDone', operationId: '1', value: ['0x0407', '0x0408'] },
    ])
    const started = peer.messages.findIndex(
      ({ result }) => (result as Event | null)?.['result'] === 'started',
    )
    const done = peer.messages.findIndex(
      ({ params }) => (params?.result as Event | undefined)?.['event'] === 'operationBodyDone',
    )
    expect(peer.messages[started]?.result).toEqual({ result: 'started', operationId: '1' })
    expect(done).toBeGreaterThan(started)
  })

  it('calls a runtime api, and tells how it failed', async () => {
    const apis = {
      Echo_bytes: (_view: unknown, args: Uint8Array) => args,
      Echo_fail: failingApi('no'),
      Echo_bug: () => {
        throw new Error('secret')
      },
    }
    const { operate, genesis } = await followed({ apis })
    expect(await operate('call', genesis, 'Echo_bytes', '0x0102')).toMatchObject([
      { event: 'operationCallDone', output: '0x0102' },
    ])
    expect(await operate('call', genesis, 'Echo_bytes', '')).toMatchObject([{ output: '0x' }])
    expect(await operate('call', genesis, 'Echo_none', '0x')).toMatchObject([
      { event: 'operationError', error: 'Other: Exported method Echo_none is not found' },
    ])
    expect(await operate('call', genesis, 'Echo_fail', '0x')).toMatchObject([
      { event: 'operationError', error: 'Execution aborted due to trap: no' },
    ])
    expect(await operate('call', genesis, 'Echo_bug', '0x')).toMatchObject([
      { event: 'operationError', error: 'Internal error' },
    ])
  })

  it('refuses calls on a follow without runtime', async () => {
    const { peer, genesis } = await followed()
    const bare = await peer.call('chainHead_v1_follow', false)
    const { error } = await peer.ask('chainHead_v1_call', bare, genesis, 'Echo_bytes', '0x')
    expect(error?.code).toBe(-32802)
    expect(await peer.call('chainHead_v1_body', bare, genesis)).toMatchObject({ result: 'started' })
  })

  it('refuses blocks that are not pinned', async () => {
    const { peer, id } = await followed()
    const other = `0x${'ab'.repeat(32)}`
    for (const [name, ...rest] of [
      ['header'],
      ['body'],
      ['call', 'Echo_bytes', '0x'],
      ['storage', [], null],
    ]) {
      const { error } = await peer.ask(`chainHead_v1_${String(name)}`, id, other, ...rest)
      expect(error?.code, String(name)).toBe(-32801)
    }
  })

  it('says inaccessible of a pinned block that was lost or pruned', async () => {
    const { chain, operate } = await followed()
    const { hash } = chain.produce()
    chain.discard(hash)
    const at = bytesToHex(hash)
    const items = [{ key: '0x01', type: 'value' }]
    expect(await operate('storage', at, items, null)).toMatchObject([
      { event: 'operationInaccessible' },
    ])
    chain.revert(chain.genesisHash)
    expect(await operate('body', at)).toMatchObject([{ event: 'operationInaccessible' }])
  })
})

describe('storage', () => {
  const state = {
    '0x3a636f6465': '0xdead',
    '0xaa': '0x00',
    '0xaa01': '0x01',
    '0xaa02': '0x02',
    '0xbb': '0x0b',
  }
  const ROWS: readonly (readonly [string, Event, readonly Event[]])[] = [
    ['a value', { key: '0xaa01', type: 'value' }, [{ key: '0xaa01', value: '0x01' }]],
    ['a missing value', { key: '0xaa03', type: 'value' }, []],
    [
      'a hash',
      { key: '0x3a636f6465', type: 'hash' },
      [{ key: '0x3a636f6465', hash: HASH_OF_DEAD }],
    ],
    ['a missing hash', { key: '0x3a', type: 'hash' }, []],
    [
      'descendants, the key itself included',
      { key: '0xaa', type: 'descendantsValues' },
      [
        { key: '0xaa', value: '0x00' },
        { key: '0xaa01', value: '0x01' },
        { key: '0xaa02', value: '0x02' },
      ],
    ],
    [
      'descendants after a key',
      { key: '0xaa', type: 'descendantsValues', paginationStartKey: '0xaa01' },
      [{ key: '0xaa02', value: '0x02' }],
    ],
    [
      'hashes of descendants',
      { key: '0xbb', type: 'descendantsHashes' },
      [{ key: '0xbb', hash: HASH_OF_0B }],
    ],
    ['no descendants', { key: '0xcc', type: 'descendantsValues' }, []],
    ['no Merkle value', { key: '0xcc', type: 'closestDescendantMerkleValue' }, []],
  ]
  it.each(ROWS)('answers %s', async (_name, query, items) => {
    const { operate, genesis } = await followed({ state })
    const done = { event: 'operationStorageDone', operationId: '1' }
    const page = { event: 'operationStorageItems', operationId: '1', items }
    expect(await operate('storage', genesis, [query], null)).toEqual(
      items.length === 0 ? [done] : [page, done],
    )
  })

  it('gives the Merkle value of a prefix, which changes with what is below only', async () => {
    const { operate, genesis, chain } = await followed({ state })
    const ask = async (at: string, key: string): Promise<unknown> => {
      const [page] = await operate(
        'storage',
        at,
        [{ key, type: 'closestDescendantMerkleValue' }],
        null,
      )
      return (page?.['items'] as Event[] | undefined)?.[0]
    }
    const next = chain.produce(new Map([['\xaa\x02', Uint8Array.of(9)]]))
    const after = bytesToHex(next.hash)
    const first = await ask(genesis, '0xaa')
    expect(first).toEqual({
      key: '0xaa',
      closestDescendantMerkleValue: expect.stringMatching(/^0x([0-9a-f]{2})+$/),
    })
    expect(await ask(after, '0xaa')).not.toEqual(first)
    expect(await ask(after, '0xbb')).toEqual(await ask(genesis, '0xbb'))
  })

  it('answers several queries in their order, and none of a child trie', async () => {
    const { operate, genesis, peer, id } = await followed({ state })
    const queries = [
      { key: '0xbb', type: 'value' },
      { key: '0xaa01', type: 'value' },
    ]
    const [page] = await operate('storage', genesis, queries, null)
    expect((page?.['items'] as Event[] | undefined)?.map(({ key }) => key)).toEqual([
      '0xbb',
      '0xaa01',
    ])
    expect(await operate('storage', genesis, queries, '0x01')).toMatchObject([
      { event: 'operationStorageDone' },
    ])
    expect(await peer.call('chainHead_v1_storage', id, genesis, queries, null)).toEqual({
      result: 'started',
      operationId: '3',
      discardedItems: 0,
    })
  })

  it.each([
    ['no type', [{ key: '0xaa' }]],
    ['an unknown type', [{ key: '0xaa', type: 'everything' }]],
    ['no key', [{ type: 'value' }]],
    ['no list', { key: '0xaa', type: 'value' }],
    ['a bad item', [7]],
  ])('refuses %s', async (_name, items) => {
    const { peer, id, genesis } = await followed()
    const { error } = await peer.ask('chainHead_v1_storage', id, genesis, items, null)
    expect(error?.code).toBe(-32602)
  })
})

describe('long answers', () => {
  const COUNT = 5000
  const state = Object.fromEntries(
    Array.from({ length: COUNT }, (_, at) => [`0xee${at.toString(16).padStart(4, '0')}`, '0x01']),
  )
  const all = [{ key: '0xee', type: 'descendantsValues' }]
  const count = (events: readonly Event[]): number =>
    events.reduce((sum, event) => sum + ((event['items'] as unknown[] | undefined)?.length ?? 0), 0)

  it('waits for the client between steps and gives every item once', async () => {
    const { peer, id, genesis, operate, eventsOf } = await followed({ state })
    const first = await operate('storage', genesis, all, null)
    expect(first.at(-1)).toEqual({ event: 'operationWaitingForContinue', operationId: '1' })
    expect(count(first)).toBeLessThan(COUNT)
    expect(await peer.call('chainHead_v1_continue', id, '1')).toBe(null)
    const whole = await eventsOf('1')
    expect(whole.at(-1)).toEqual({ event: 'operationStorageDone', operationId: '1' })
    const keys = whole.flatMap((event) => (event['items'] as Event[] | undefined) ?? [])
    expect(keys.map(({ key }) => key)).toEqual(Object.keys(state))
    expect(await peer.call('chainHead_v1_continue', id, '1')).toBe(null)
    expect(await eventsOf('1')).toHaveLength(whole.length)
  })

  it('stops on request', async () => {
    const { peer, id, genesis, operate, eventsOf } = await followed({ state })
    const first = await operate('storage', genesis, all, null)
    expect(await peer.call('chainHead_v1_stopOperation', id, '1')).toBe(null)
    expect(await peer.call('chainHead_v1_continue', id, '1')).toBe(null)
    expect(await eventsOf('1')).toEqual(first)
  })

  it('runs sixteen operations at a time', async () => {
    const { operate, peer, id, genesis } = await followed({ state })
    for (let turn = 1; turn <= 16; turn += 1) {
      expect((await operate('storage', genesis, all, null)).at(-1)).toMatchObject({
        event: 'operationWaitingForContinue',
      })
    }
    expect(await operate('body', genesis)).toEqual([{ result: 'limitReached' }])
    await peer.call('chainHead_v1_stopOperation', id, '3')
    expect(await operate('body', genesis)).toMatchObject([{ event: 'operationBodyDone' }])
  })

  it('ends them with the follow', async () => {
    const { operate, peer, id, genesis } = await followed({ state })
    await operate('storage', genesis, all, null)
    await peer.call('chainHead_v1_unfollow', id)
    const before = peer.messages.length
    expect(await peer.call('chainHead_v1_continue', id, '1')).toBe(null)
    await peer.call('system_name')
    expect(peer.messages).toHaveLength(before + 2)
  })

  it('refuses to continue what does not wait, and ignores the unknown', async () => {
    const { peer, id, genesis } = await followed({ state })
    const storage = { id: 1, method: 'chainHead_v1_storage', params: [id, genesis, all, null] }
    const goOn = { id: 2, method: 'chainHead_v1_continue', params: [id, '1'] }
    peer.raw(JSON.stringify([storage, goOn].map((frame) => ({ jsonrpc: '2.0', ...frame }))))
    await peer.until(() => peer.messages.some((message) => Array.isArray(message)))
    const batch = peer.messages.find((message) => Array.isArray(message))
    expect(batch).toMatchObject([{ result: { result: 'started' } }, { error: { code: -32803 } }])
    expect(await peer.call('chainHead_v1_continue', id, '99')).toBe(null)
  })
})
