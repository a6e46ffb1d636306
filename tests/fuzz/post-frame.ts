import { request } from 'node:http'
import type { Agent } from 'node:http'
import { MAX_MESSAGE_BYTES } from './judge.ts'

/** What came of one frame. */
export type Outcome =
  | { readonly type: 'response'; readonly text: string; readonly ms: number }
  | { readonly type: 'silence'; readonly ms: number }
  /** The transport refused: WebSocket close code or HTTP status. */
  | { readonly type: 'refusal'; readonly code: number; readonly ms: number }
  | { readonly type: 'nothing'; readonly ms: number }

/** Sends one body over HTTP. */
export async function postFrame(
  port: number,
  agent: Agent,
  body: Uint8Array,
  patienceMs: number,
  handed: () => void,
): Promise<Outcome> {
  let watch = stopwatch(handed)
  const answer = (through: Agent | false): Promise<Answer | undefined> => {
    watch = stopwatch(handed)
    return withDeadline(patienceMs, (resolve) =>
      post({ port, through, body }, watch.start, resolve),
    )
  }
  let heard = await answer(agent)
  // The node closes idle connections, which may meet a request on its way: nobody's fault.
  if (heard?.status === LOST && heard.reused) heard = await answer(false)
  const ms = watch.ms()
  if (heard === undefined) return { type: 'nothing', ms }
  if (heard.status === 204 && heard.text === '') return { type: 'silence', ms }
  if (heard.status !== 200) return { type: 'refusal', code: heard.status, ms }
  return { type: 'response', text: heard.text, ms }
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly reused: boolean
}

/** In place of a status: the connection went without one. */
const LOST = 0
const TOO_LARGE = 413

/** Counts from `start`; where that is never called, or too late, from the moment it was made. */
export function stopwatch(handed: () => void): {
  readonly start: () => void
  readonly ms: () => number
} {
  let started = performance.now()
  return {
    start() {
      started = performance.now()
      handed()
    },
    ms: () => performance.now() - started,
  }
}

interface Post {
  readonly port: number
  readonly through: Agent | false
  readonly body: Uint8Array
}

function post(
  { port, through: agent, body }: Post,
  handed: () => void,
  resolve: (answer: Answer) => void,
): void {
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  const options = { port, host: '127.0.0.1', method: 'POST', agent, headers }
  const sent = request(options, (response) => {
    const chunks: Buffer[] = []
    const status = response.statusCode ?? LOST
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () => {
      resolve({ status, text: Buffer.concat(chunks).toString(), reused: sent.reusedSocket })
    })
  })
  sent.on('error', () => {
    // The refusal of a body that is too long may close the connection before it is sent.
    const status = body.length > MAX_MESSAGE_BYTES ? TOO_LARGE : LOST
    resolve({ status, text: '', reused: sent.reusedSocket })
  })
  sent.once('finish', handed)
  sent.end(body)
}

/** What a promise resolves with, or nothing after this time. */
export async function withDeadline<T>(
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
