import type { Socket } from 'node:net'

/** Bytes of one turn: both ends share a thread, and a socket takes megabytes at once. */
const TURN_BYTES = 16_384

/** Writes for ever, as fast as the other side reads. */
export function flood(socket: Socket, begin: string | Uint8Array, piece: string): void {
  const turn = piece.repeat(Math.ceil(TURN_BYTES / piece.length))
  const more = (): void => {
    if (socket.destroyed || !socket.writable) return
    if (socket.write(turn)) setImmediate(more)
    else socket.once('drain', more)
  }
  socket.write(begin)
  more()
}
