import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hexToBytes } from '@plexus/primitives'
import { connectAbci } from '@plexus/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAbciServer } from '@plexus/node'
import type { AbciApp, AbciServer } from '@plexus/node'

const checked = (code: number) => ({
  code,
  data: new Uint8Array(),
  log: '',
  info: '',
  gasWanted: 0n,
  gasUsed: 0n,
  events: [],
  codespace: '',
})

/** An application that says what it was asked, and takes the time that it is told. */
function slowApp(heard: string[], gates: Map<string, Promise<void>>): AbciApp {
  const unused = (): never => {
    throw new Error('not asked in this test')
  }
  return {
    async info(request) {
      heard.push('info')
      await gates.get('info')
      const { version } = request
      return {
        ...{ data: 'test', version, appVersion: 1n, lastBlockHeight: 0n },
        lastBlockAppHash: new Uint8Array(),
      }
    },
    async checkTx({ tx }) {
      heard.push(`check ${tx[0]}`)
      await gates.get(`check ${tx[0]}`)
      return checked(tx[0] ?? 0)
    },
    async commit() {
      heard.push('commit')
      await gates.get('commit')
      heard.push('committed')
      return { retainHeight: 0n }
    },
    query: unused,
    initChain: unused,
    prepareProposal: unused,
    processProposal: unused,
    extendVote: unused,
    verifyVoteExtension: unused,
    finalizeBlock: unused,
    listSnapshots: unused,
    loadSnapshotChunk: unused,
    offerSnapshot: unused,
    applySnapshotChunk: unused,
  }
}

describe('the ABCI server', () => {
  let directory: string
  let path: string
  let server: AbciServer
  let heard: string[]
  let gates: Map<string, Promise<void>>
  let fatal: unknown[]

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'abci-'))
    path = join(directory, 'abci.sock')
    heard = []
    gates = new Map()
    fatal = []
    server = makeServer(path)
    await server.start()
  })

  afterEach(async () => {
    await server.stop()
    rmSync(directory, { recursive: true })
  })

  const makeServer = (at: string): AbciServer =>
    createAbciServer({
      path: at,
      app: slowApp(heard, gates),
      log: () => {},
      onFatal: (error) => fatal.push(error),
      maxMessageBytes: 1 << 20,
    })

  /** A gate and what opens it. */
  function close(name: string): () => void {
    let open = (): void => {}
    gates.set(name, new Promise((resolve) => (open = resolve)))
    return open
  }

  const check = (first: number) => ({ checkTx: { tx: Uint8Array.of(first), type: 0 } })

  test('answers what CometBFT sends first, byte for byte', async () => {
    const client = await connectAbci(path)
    client.raw(hexToBytes('0x161a140a07302e33382e3235100b18082205322e302e30021200'))
    // Info: data "test", the version that asked, app version 1; then the flush.
    const expected = hexToBytes(
      '0x1322110a0474657374120 7302e33382e32351801 021a00'.replaceAll(' ', ''),
    )
    await expect
      .poll(() => Buffer.from(client.received()).toString('hex'))
      .toBe(Buffer.from(expected).toString('hex'))
    client.close()
  })

  test('only its user may connect', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('answers in the order of the requests, whatever takes how long', async () => {
    const open = close('check 1')
    const client = await connectAbci(path)
    const answers = client.callAll([check(1), check(2), { echo: { message: 'then' } }, check(3)])
    await expect.poll(() => heard).toEqual(['check 1', 'check 2'])
    expect(client.received()).toHaveLength(0)
    open()
    const codes = (await answers).map(({ checkTx, echo }) => checkTx?.code ?? echo?.message)
    expect(codes).toEqual([1, 2, 'then', 3])
    client.close()
  })

  test('asks one thing at a time, but checks of transactions together', async () => {
    const open = close('commit')
    const [consensus, mempool] = [await connectAbci(path), await connectAbci(path)]
    const committed = consensus.callAll([{ commit: {} }, { commit: {} }])
    await expect.poll(() => heard).toEqual(['commit'])
    // No connection waits for another.
    await mempool.callAll([check(1), check(2)])
    expect(heard).toEqual(['commit', 'check 1', 'check 2'])
    open()
    await committed
    expect(heard).toEqual(['commit', 'check 1', 'check 2', 'committed', 'commit', 'committed'])
    consensus.close()
    mempool.close()
  })

  test('takes a connection that comes back', async () => {
    const first = await connectAbci(path)
    await first.call({ commit: {} })
    first.close()
    const second = await connectAbci(path)
    expect((await second.call({ commit: {} })).commit).toEqual({ retainHeight: 0n })
    second.close()
  })

  test('what a connection that is gone still wanted is not done', async () => {
    const open = close('commit')
    const gone = await connectAbci(path)
    const answers = gone.callAll([{ commit: {} }, { commit: {} }])
    await expect.poll(() => heard).toEqual(['commit'])
    gone.close()
    await expect(answers).rejects.toThrow('closed')
    const next = await connectAbci(path)
    await next.call({ echo: { message: 'here' } })
    open()
    await next.call(check(1))
    expect(heard).toEqual(['commit', 'committed', 'check 1'])
    expect(fatal).toEqual([])
    next.close()
  })

  test('what the application throws is told, and ends the connection', async () => {
    const client = await connectAbci(path)
    await expect(
      client.call({ query: { data: new Uint8Array(), path: '', height: 0n, prove: false } }),
    ).rejects.toThrow('not asked in this test')
    await client.closed
    expect(fatal).toEqual([new Error('not asked in this test')])
  })

  test.each([
    ['a length beyond the limit', '0xffffff7f'],
    ['a message that ends too early', '0x030a0a41'],
    ['a message of an unknown kind', '0x03fa0100'],
    ['an empty message', '0x00'],
    ['another protocol', `0x${Buffer.from('GET / HTTP/1.1\r\n'.repeat(8)).toString('hex')}`],
  ])('%s ends the connection and nothing else', async (_name, bytes) => {
    const other = await connectAbci(path)
    const client = await connectAbci(path)
    client.raw(hexToBytes(bytes))
    await client.closed
    expect((await other.call({ commit: {} })).commit).toEqual({ retainHeight: 0n })
    expect(fatal).toEqual([])
    other.close()
  })

  test('a second server on the same socket is refused, a stale socket is not', async () => {
    await expect(makeServer(path).start()).rejects.toMatchObject({ code: 'SocketInUse' })
    const client = await connectAbci(path)
    expect((await client.call({ commit: {} })).commit).toEqual({ retainHeight: 0n })
    client.close()
    const long = join(directory, 'x'.repeat(100))
    await expect(makeServer(long).start()).rejects.toMatchObject({ code: 'SocketPath' })
  })

  test('ends its connections when it stops, and can start again', async () => {
    const client = await connectAbci(path)
    await server.stop()
    await client.closed
    await server.start()
    const again = await connectAbci(path)
    expect((await again.call({ commit: {} })).commit).toEqual({ retainHeight: 0n })
    again.close()
  })
})
