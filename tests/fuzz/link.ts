import { Agent, request } from 'node:http'
import { WebSocket } from 'ws'
import { faultOfNotification, isObject } from './judge.ts'
import type { Frame } from './world.ts'

/** What came of one frame. */
export type Outcome =
  | { readonly type: 'response'; readonly text: string; readonly ms: number }
  | { readonly type: 'silence'; readonly ms: number }
  /** The transport refused: WebSocket close code or HTTP status. */
  | { readonly type: 'refusal'; readonly code: number; readonly ms: number }
  | { readonly type: 'nothing'; readonly ms: number }

/** The connections that frames go over, one frame at a time. */
export interface Link {
  /** Sends a frame and waits for what comes of it, `patienceMs` at most. */
  send(frame: Frame, quiet: boolean, patienceMs: number): Promise<Outcome>
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
    async send(frame, quiet, patienceMs) {
      operations.clear()
      const started = performance.now()
      const ms = (): number => performance.now() - started
      if (frame.over === 'http') return postFrame(port, agent, frame.body, patienceMs)
      const heard = await listen(patienceMs, () => {
        socket.send(frame.body, { binary: frame.over === 'binary' })
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

async function postFrame(
  port: number,
  agent: Agent,
  body: Uint8Array,
  patienceMs: number,
): Promise<Outcome> {
  const started = performance.now()
  const heard = await withDeadline<{ status: number; text: string }>(patienceMs, (resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length }
    const post = request(
      { port, host: '127.0.0.1', method: 'POST', agent, headers },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        const status = response.statusCode ?? 0
        response.on('end', () => resolve({ status, text: Buffer.concat(chunks).toString() }))
      },
    )
    // A body that is refused while it is sent: the status came, or the socket is gone.
    post.on('error', () => resolve({ status: 413, text: '' }))
    post.end(body)
  })
  const ms = performance.now() - started
  if (heard === undefined) return { type: 'nothing', ms }
  if (heard.status === 204 && heard.text === '') return { type: 'silence', ms }
  if (heard.status !== 200) return { type: 'refusal', code: heard.status, ms }
  return { type: 'response', text: heard.text, ms }
}

/** What a promise resolves with, or nothing after this time. */
async function withDeadline<T>(
  patienceMs: number,
  start: (resolve: (value: T) => void) => void,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<T | undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), patienceMs)
      start(resolve)
    })
  } finally {
    clearTimeout(timer)
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
