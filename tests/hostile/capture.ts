import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createDendrite } from '@plexus/sdk/node'
import type { Dendrite, Signer } from '@plexus/sdk/node'
import type { Parties, Question } from './world.ts'
import { synapseOf } from './world.ts'

/** A request as it goes over the wire, in parts. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

/** How a request differs from a correct one before it is signed. */
export interface Wish {
  readonly question: Question
  /** Whom it is signed for. */
  readonly to?: string
  readonly from?: Signer
  /** Nanoseconds that are added to the clock. */
  readonly shift?: bigint
  /** Fields that are hashed. */
  readonly hashed?: readonly string[]
}

interface Clock {
  readonly from: Signer
  readonly shift: bigint
  readonly strict: boolean
}

/** Gives requests as a dendrite sends them. */
export interface Capture {
  request(wish: Wish): Promise<WireRequest>
  stop(): Promise<void>
}

/** A dendrite that talks to a recorder, so that no test signs by itself. */
export async function startCapture({ signatures, miner, validator }: Parties): Promise<Capture> {
  let heard: (text: Buffer) => void = () => undefined
  const server = createServer((socket) => {
    let got = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (piece) => {
      got = Buffer.concat([got, piece])
      const end = got.indexOf('\r\n\r\n')
      const length = Number(/content-length: *(\d+)/i.exec(got.toString('latin1'))?.[1] ?? 0)
      if (end === -1 || got.length < end + 4 + length) return
      heard(got)
      got = Buffer.alloc(0)
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  /** One per clock, as nonces of a dendrite only rise. */
  const dendrites = new Map<string, Dendrite>()
  function dendriteOf({ from, shift, strict }: Clock): Dendrite {
    const key = `${from.address} ${shift} ${strict}`
    const now = (): bigint => BigInt(Date.now()) * 1_000_000n + shift
    const found =
      dendrites.get(key) ?? createDendrite({ hotkey: from, strict }, { signatures, now })
    dendrites.set(key, found)
    return found
  }
  return {
    async request({ question, to = miner.address, from = validator, shift = 0n, hashed }) {
      const dendrite = dendriteOf({ from, shift, strict: hashed === undefined })
      const recorded = new Promise<Buffer>((resolve) => {
        heard = resolve
      })
      const synapse = { ...synapseOf('Ask'), ...(hashed && { compatibleHashFields: hashed }) }
      await dendrite.query({ ip: '127.0.0.1', port, hotkey: to }, synapse, question)
      return split(await recorded)
    },
    async stop() {
      await Promise.all(Array.from(dendrites.values(), (dendrite) => dendrite.close()))
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The bytes of a request. */
export function join({ method, path, headers, body }: WireRequest): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), body])
}

function split(bytes: Buffer): WireRequest {
  const end = bytes.indexOf('\r\n\r\n')
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const [method = '', path = ''] = first.split(' ')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  return { method, path, headers, body: bytes.subarray(end + 4) }
}
