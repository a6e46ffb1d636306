import type { Socket } from 'node:net'
import { Request, Response } from 'cosmjs-types/tendermint/abci/types'
import type { Log } from '../../log.ts'
import { askApp } from './abci-app.ts'
import type { AbciApp } from './abci-app.ts'
import { createFrameReader, encodeFrame } from './framing.ts'

/** What a connection works with. */
export interface ConnectionModules {
  readonly app: AbciApp
  readonly log: Log
  /** The application threw: it is not to be trusted any more. */
  readonly onFatal: (error: unknown) => void
  /** Of one message. */
  readonly maxMessageBytes: number
}

/**
 * Answers one of the four connections of CometBFT, in the order of its requests and one at a time;
 * only checks of transactions run beside each other.
 */
export function serveConnection(socket: Socket, modules: ConnectionModules): void {
  const { app, log, onFatal, maxMessageBytes } = modules
  const reader = createFrameReader(maxMessageBytes)
  const output = createOutput(socket)
  /** Ends when all that was asked for so far is answered. */
  let answered: Promise<void> = Promise.resolve()
  /** Ends when the last request that must be alone is answered. */
  let lastAlone: Promise<void> = Promise.resolve()
  let waiting = 0
  let broken = false

  /** Says why, so that CometBFT ends too: it takes no other word for it. */
  function breakOff(error: unknown): void {
    if (broken) return
    broken = true
    output.write({ exception: { error: error instanceof Error ? error.message : String(error) } })
    output.flush()
    socket.end()
  }

  function accept(frame: Uint8Array): void {
    const request = Request.decode(frame)
    const before = answered
    const answer = (request.checkTx === undefined ? before : lastAlone).then(() =>
      broken ? undefined : askApp(app, request),
    )
    waiting += 1
    if (waiting > MAX_WAITING) socket.pause()
    answered = Promise.all([answer, before]).then(([response]) => {
      waiting -= 1
      if (waiting <= MAX_WAITING && socket.isPaused()) socket.resume()
      if (broken) return
      if (response === undefined) return breakOff('a request of an unknown kind')
      output.write(response)
      if (response.flush !== undefined) output.flush()
    }, fail)
    if (request.checkTx === undefined) lastAlone = answered
  }

  function fail(error: unknown): void {
    waiting -= 1
    if (broken) return
    breakOff(error)
    onFatal(error)
  }

  socket.on('data', (chunk) => {
    if (broken) return
    try {
      for (const frame of reader.push(chunk)) accept(frame)
    } catch (error) {
      log('warn', 'A connection of ABCI sent what is no request', { error })
      breakOff(error)
    }
  })
  // Nobody waits for what is left, and the chain may be closed by the time of its turn.
  socket.once('close', () => {
    broken = true
  })
  // Whoever is at the other end comes again.
  socket.on('error', (error) => log('debug', 'A connection of ABCI broke', { error }))
}

/** Requests of a connection that wait; then no more are read. */
const MAX_WAITING = 1024

interface Output {
  write(response: Response): void
  /** Sends what was written; without it that happens at the end of the turn. */
  flush(): void
}

/** PERF: one write for all answers of a turn. */
function createOutput(socket: Socket): Output {
  let frames: Uint8Array[] = []
  let planned = false
  const flush = (): void => {
    planned = false
    if (frames.length === 0 || socket.destroyed) return
    const out = frames.length === 1 && frames[0] !== undefined ? frames[0] : Buffer.concat(frames)
    frames = []
    socket.write(out)
  }
  return {
    write(response) {
      frames.push(encodeFrame(Response.encode(response).finish()))
      if (planned) return
      planned = true
      setImmediate(flush)
    },
    flush,
  }
}
