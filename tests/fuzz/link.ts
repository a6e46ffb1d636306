import { Agent } from 'node:http'
import { WebSocket } from 'ws'
import { faultOfNotification, isObject } from './judge.ts'
import { postFrame, stopwatch, withDeadline } from './post-frame.ts'
import type { Outcome } from './post-frame.ts'
import type { Frame } from './world.ts'

/** The connections that frames go over, one frame at a time. */
export interface Link {
  /**
   * Sends a frame and waits for what comes of it, `patienceMs` at most. The time of the outcome
   * counts from when the last byte was handed to the socket.
   * @param handed called at that moment
   */
  send(frame: Frame, quiet: boolean, patienceMs: number, handed: () => void): Promise<Outcome>
  /** A request outside the count; its result. */
  ask(method: string, params: readonly unknown[]): Promise<unknown>
  /** Waits for the last event of a `chainHead` operation. @returns whether it came in time */
  ended(operationId: string, patienceMs: number): Promise<boolean>
  /** Notifications that were not what they must be, since the last call. */
  faults(): readonly string[]
  isOpen(): boolean
  close(): Promise<void>
}

type Heard = { readonly text: string } | { readonly closed: number }

const TERMINAL = new Set([
  'operationBodyDone',
  'operationCallDone',
  'operationStorageDone',
  'operationError',
  'operationInaccessible',
  'operationWaitingForContinue',
])
const SENTINEL = '{"jsonrpc":"2.0","id":"sentinel","method":"system_chain"}'

export async function openLink(port: number): Promise<Link> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, {
    perMessageDeflate: false,
    maxPayload: 0,
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const operations = new Set<string>()
  let faults: string[] = []
  let hear: ((heard: Heard) => void) | undefined
  let onOperation = (): void => {}

  socket.on('message', (data: Buffer) => {
    const text = data.toString()
    const event = notificationIn(text)
    if (event === undefined) {
      if (hear === undefined) faults.push(`a response that nobody asked for: ${text.slice(0, 300)}`)
      hear?.({ text })
      return
    }
    const fault = faultOfNotification(event)
    if (fault !== undefined) faults.push(fault)
    const operationId = endedOperation(event)
    if (operationId !== undefined) operations.add(operationId)
    onOperation()
  })
  socket.on('close', (code) => hear?.({ closed: code }))
  socket.on('error', () => {})
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })

  const listen = (patienceMs: number, start: () => void): Promise<Heard | undefined> =>
    withDeadline<Heard>(patienceMs, (resolve) => {
      hear = resolve
      start()
    }).finally(() => {
      hear = undefined
    })

  return {
    async send(frame, quiet, patienceMs, handed) {
      operations.clear()
      if (frame.over === 'http') return postFrame(port, agent, frame.body, patienceMs, handed)
      const { start, ms } = stopwatch(handed)
      const heard = await listen(patienceMs, () => {
        socket.send(frame.body, { binary: frame.over === 'binary' }, start)
        if (quiet) socket.send(SENTINEL)
      })
      if (heard === undefined) return { type: 'nothing', ms: ms() }
      if ('closed' in heard) return { type: 'refusal', code: heard.closed, ms: ms() }
      if (quiet && heard.text.includes('"id":"sentinel"')) return { type: 'silence', ms: ms() }
      return { type: 'response', text: heard.text, ms: ms() }
    },
    async ask(method, params) {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 'ask', method, params })
      const heard = await listen(10_000, () => socket.send(body))
      if (heard === undefined || 'closed' in heard) throw new Error(`no answer to ${method}`)
      return (JSON.parse(heard.text) as { readonly result?: unknown }).result
    },
    async ended(operationId, patienceMs) {
      const done = await withDeadline<true>(patienceMs, (resolve) => {
        onOperation = () => operations.has(operationId) && resolve(true)
        onOperation()
      })
      onOperation = () => {}
      return done ?? false
    },
    faults() {
      const found = faults
      faults = []
      return found
    },
    isOpen: () => socket.readyState === WebSocket.OPEN,
    async close() {
      agent.destroy()
      if (socket.readyState === WebSocket.CLOSED) return
      const closed = new Promise((resolve) => socket.once('close', resolve))
      socket.close()
      await closed
    },
  }
}

/** The notification that a message is; nothing for a response. */
function notificationIn(text: string): Readonly<Record<string, unknown>> | undefined {
  // A response can be as long as the state: only the beginning tells.
  if (!/^\{"jsonrpc":"2.0","method":/.test(text.slice(0, 40))) return undefined
  const value = JSON.parse(text) as unknown
  return isObject(value) && !('id' in value) ? value : undefined
}

function endedOperation(event: Readonly<Record<string, unknown>>): string | undefined {
  const result = isObject(event['params']) ? event['params']['result'] : undefined
  if (!isObject(result) || !TERMINAL.has(String(result['event']))) return undefined
  return String(result['operationId'])
}
