import type { Readable, Writable } from 'node:stream'

/** The parts of an event that are read here. */
export interface DevtoolsEvent {
  readonly method: string
  readonly sessionId: string | undefined
  readonly params: Readonly<Record<string, unknown>>
}

/** A connection to a browser in the DevTools protocol. */
export interface Devtools {
  /**
   * The result of a method.
   * @param sessionId the page that is asked; absent: the browser
   * @throws Error when the browser refuses or is gone
   */
  call(
    method: string,
    params?: Readonly<Record<string, unknown>>,
    sessionId?: string,
  ): Promise<Readonly<Record<string, unknown>>>
  /** Calls of now and of later fail with this. */
  fail(error: Error): void
}

interface Call {
  resolve(result: Readonly<Record<string, unknown>>): void
  reject(error: Error): void
}

interface Message extends Partial<DevtoolsEvent> {
  readonly id?: number
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

/** The protocol over the pipes of `--remote-debugging-pipe`: JSON, each message ended by a zero. */
export function connectDevtools(
  out: Writable,
  input: Readable,
  onEvent: (event: DevtoolsEvent) => void,
): Devtools {
  const open = new Map<number, Call>()
  let lastId = 0
  let failure: Error | undefined

  const receive = (text: string): void => {
    const { id, result = {}, error, method, sessionId, params = {} } = JSON.parse(text) as Message
    if (method !== undefined) onEvent({ method, sessionId, params })
    if (id === undefined) return
    const call = open.get(id)
    open.delete(id)
    if (error === undefined) call?.resolve(result)
    else call?.reject(new Error(error.message))
  }
  const fail = (error: Error): void => {
    failure ??= error
    for (const { reject } of open.values()) reject(failure)
    open.clear()
  }

  let rest = Buffer.alloc(0)
  input.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      receive(rest.toString('utf8', 0, end))
      rest = rest.subarray(end + 1)
    }
  })
  // Whoever hears of the end of the process says why; a broken pipe is no news.
  out.on('error', fail)
  return {
    call(method, params = {}, sessionId) {
      return new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure)
          return
        }
        lastId += 1
        open.set(lastId, { resolve, reject })
        out.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`)
      })
    },
    fail,
  }
}
