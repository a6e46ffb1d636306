import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesToHex } from '@plexus/primitives'
import { createNode } from '@plexus/node'
import type { Node } from '@plexus/node'
import { WebSocket } from 'ws'
import { median, secondsOf } from '../scenario.ts'
import type { Scenario } from '../scenario.ts'

/** `System.Number`: another value at every block. */
const NUMBER_KEY = '0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac'

/** Calls one after the other over a socket; milliseconds of each. */
async function callTimes(url: string, requests: readonly string[]): Promise<number[]> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const times: number[] = []
  for (const request of requests) {
    const begin = performance.now()
    const answered = new Promise((resolve) => socket.once('message', resolve))
    socket.send(request)
    await answered
    times.push(performance.now() - begin)
  }
  socket.close()
  return times
}

/** Calls with 64 in flight; per second. */
async function pipelined(url: string, count: number): Promise<number> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  await new Promise((resolve) => socket.once('open', resolve))
  const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'chain_getHeader', params: [] })
  let answered = 0
  const seconds = await secondsOf(
    () =>
      new Promise<void>((resolve) => {
        let sent = 0
        const send = (): void => {
          if (sent === count) return
          sent += 1
          socket.send(request)
        }
        socket.on('message', () => {
          answered += 1
          if (answered === count) resolve()
          else send()
        })
        for (let at = 0; at < 64; at += 1) send()
      }),
  )
  socket.close()
  return count / seconds
}

function getStorageAt(node: Node, number: number): string {
  const hash = node.chain.hashAt(number)
  if (hash === undefined) throw new Error(`there is no block ${number}`)
  const params = [NUMBER_KEY, bytesToHex(hash)]
  return JSON.stringify({ jsonrpc: '2.0', id: number, method: 'state_getStorage', params })
}

export const reads: Scenario = {
  name: 'reads',
  about: 'JSON-RPC over a WebSocket on loopback, client and node in one process',
  async run(size) {
    const depth = size === 'full' ? 10_000 : 1_000
    const path = await mkdtemp(join(tmpdir(), 'plexus-bench-'))
    const node = await createNode({
      preset: 'localnet',
      timing: 'fast',
      sealing: { mode: 'manual' },
      ports: [0],
      ...(size === 'ci' && { path }),
    })
    await node.start()
    try {
      await node.engine.mine(depth + 100)
      const [url] = node.endpoints
      if (url === undefined) throw new Error('the node listens nowhere')
      const past = Array.from({ length: 100 }, (_, at) => getStorageAt(node, at + 1))
      await callTimes(url, past.slice(0, 20))
      return [
        {
          name: `state_getStorage at depth ${depth}, median`,
          value: median(await callTimes(url, past)),
          unit: 'ms',
          goal: { atMost: 1, of: 'value' },
        },
        {
          name: 'RPC round trips, one connection, 64 in flight',
          value: await pipelined(url, size === 'full' ? 20_000 : 2_000),
          unit: 'calls/s',
        },
      ]
    } finally {
      await node.stop()
      await rm(path, { recursive: true, force: true })
    }
  },
}
