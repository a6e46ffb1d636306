import { parentPort, workerData } from 'node:worker_threads'
import { WebSocket } from 'ws'
import { BEAT_LIMIT_MS, isLateBeat } from './beat.ts'
import type { BeatData } from './beat.ts'
import { heldUp, schedule } from './vitals.ts'

/** The body of the heartbeat's thread: asks, waits for the answer, waits a little, asks again. */

const { port, pid, state } = workerData as BeatData
const PAUSE_MS = 5
const QUESTION = '{"jsonrpc":"2.0","id":"beat","method":"system_health"}'

const own = (): number => schedule('thread-self').queuedMs

const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
let ownMs = 0
let nodeWait = heldUp(pid)
let asked = 0

function ask(): void {
  ownMs = own()
  nodeWait = heldUp(pid)
  asked = performance.now()
  state[0] = performance.timeOrigin + asked
  socket.send(QUESTION)
}

socket.on('message', () => {
  const ms = performance.now() - asked
  const waitedMs = ms > BEAT_LIMIT_MS ? nodeWait() + own() - ownMs : 0
  state[0] = 0
  state[1] = Math.max(state[1] ?? 0, ms)
  if (isLateBeat(ms, waitedMs)) state[2] = Math.max(state[2] ?? 0, ms - waitedMs)
  state[3] = (state[3] ?? 0) + 1
  setTimeout(ask, PAUSE_MS)
})
socket.on('open', () => {
  ask()
  parentPort?.postMessage('beats')
})
parentPort?.once('message', () => socket.terminate())
