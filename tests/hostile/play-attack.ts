import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Attack } from './requests.ts'

/** What came back: a status, `closed`, or `hangs` after the limit. */
export type Ending = number | 'closed' | 'hangs'

/** Longer than every time limit of the axon, and what a loaded machine may add. */
const LIMIT_MS = 8_000

/** Plays an attack on a connection of its own. */
export function playAttack(attack: Attack, port: number): Promise<Ending> {
  return new Promise((resolve) => {
    let got = ''
    const socket = connect(port, '127.0.0.1', () => play(attack, socket))
    const end = (ending: Ending): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(ending)
    }
    const timer = setTimeout(() => end('hangs'), LIMIT_MS)
    socket.on('data', (piece) => {
      got += piece.toString('latin1')
      const status = /^HTTP\/1\.1 (\d{3}) [\s\S]*\r\n\r\n/.exec(got)?.[1]
      if (status !== undefined && status !== '100') end(Number(status))
    })
    // A reset is an ending like any other.
    socket.on('error', () => undefined)
    socket.on('close', () => end('closed'))
  })
}

function play({ bytes, how }: Attack, socket: Socket): void {
  switch (how) {
    case 'send':
      socket.write(bytes)
      return
    case 'cut':
      socket.end(bytes)
      return
    case 'reset':
      socket.write(bytes, () => socket.resetAndDestroy())
      return
    case 'drip':
      drip(bytes, socket)
      return
    case 'flood':
      flood(bytes, socket)
      return
    default:
      how satisfies never
  }
}

function drip(bytes: Buffer, socket: Socket): void {
  let at = 0
  const timer = setInterval(() => {
    socket.write(bytes.subarray(at, at + 1))
    at += 1
  }, 20)
  socket.once('close', () => clearInterval(timer))
}

function flood(bytes: Buffer, socket: Socket): void {
  const piece = Buffer.from('x: y\r\n'.repeat(500))
  const more = (): void => {
    while (!socket.destroyed && socket.writable && socket.write(piece));
    socket.once('drain', more)
  }
  socket.write(bytes)
  more()
}
