import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** How a link fails: its connections break and no new ones are made, or it keeps them and is still. */
export type Cut = 'broken' | 'silent'

/** A line from one node to another, of ours to cut. */
export interface Link {
  readonly from: string
  readonly to: string
  /** Where the first one finds the second. */
  readonly port: number
  cut(how: Cut): void
  heal(): void
  close(): Promise<void>
}

/** What goes to `port` goes to `target`, as long as nothing is cut. */
export async function openLink(ends: {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly target: number
}): Promise<Link> {
  const { from, to, port, target } = ends
  const sockets = new Set<Socket>()
  let state: Cut | 'whole' = 'whole'
  const server = createServer((near) => {
    if (state === 'broken') {
      near.destroy()
      return
    }
    const far = connect(target, '127.0.0.1')
    join(near, far)
    join(far, near)
  })

  function join(socket: Socket, other: Socket): void {
    sockets.add(socket)
    if (state === 'silent') socket.pause()
    socket.on('data', (chunk: Buffer) => {
      if (!other.write(chunk)) socket.pause()
    })
    socket.on('drain', () => {
      if (state === 'whole') other.resume()
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      other.destroy()
    })
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    ...{ from, to, port },
    cut(how) {
      state = how
      for (const socket of sockets) {
        if (how === 'broken') socket.destroy()
        else socket.pause()
      }
    },
    heal() {
      state = 'whole'
      for (const socket of sockets) socket.resume()
    },
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
