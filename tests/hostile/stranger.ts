import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Answer } from './answers.ts'

/** A server that answers each request as the case asks that its path names. */
export interface Stranger {
  readonly port: number
  readonly cases: Map<string, Answer>
  stop(): Promise<void>
}

const HEAD = /^POST \/(\w+) HTTP\/1\.1\r\n([\s\S]*?)\r\n\r\n/

export async function startStranger(): Promise<Stranger> {
  const cases = new Map<string, Answer>()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    // The other side may go at any time: that is its right.
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    let got = ''
    socket.on('data', (piece) => {
      got += piece.toString('latin1')
      for (let name = take(); name !== undefined; name = take()) cases.get(name)?.play(socket)
    })
    function take(): string | undefined {
      const [head, name, lines = ''] = HEAD.exec(got) ?? []
      if (head === undefined) return undefined
      const length = Number(/content-length: *(\d+)/i.exec(lines)?.[1] ?? 0)
      if (got.length < head.length + length) return undefined
      got = got.slice(head.length + length)
      return name
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cases,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
