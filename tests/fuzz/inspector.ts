import { WebSocket } from 'ws'

/** A connection to the inspector of a Node process. */
export interface Inspector {
  /** Sends a command to the main thread, or to another by its session, and waits for the answer. */
  send(method: string, params?: object, thread?: string): Promise<void>
  /** Sessions of the threads that are attached. */
  threads(): readonly string[]
  close(): void
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly sessionId?: string; readonly message?: string }
}

const PATIENCE_MS = 20_000

export async function openInspector(port: number): Promise<Inspector> {
  const list = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
  const [target] = list as { readonly webSocketDebuggerUrl: string }[]
  if (target === undefined) throw new Error('the inspector shows no process')
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = new Map<number, () => void>()
  const threads: string[] = []
  let count = 0

  const hear = ({ id, method, params }: Message): void => {
    if (id !== undefined) waiting.get(id)?.()
    const { sessionId, message } = params ?? {}
    if (method === 'NodeWorker.attachedToWorker' && sessionId !== undefined) threads.push(sessionId)
    if (method === 'NodeWorker.receivedMessageFromWorker' && message !== undefined) {
      hear(JSON.parse(message) as Message)
    }
  }
  socket.on('message', (text: Buffer) => hear(JSON.parse(text.toString()) as Message))

  const post = (method: string, params: object): number => {
    count += 1
    socket.send(JSON.stringify({ id: count, method, params }))
    return count
  }
  const answered = (id: number, method: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method} is not answered`)), PATIENCE_MS)
      waiting.set(id, () => {
        clearTimeout(timer)
        waiting.delete(id)
        resolve()
      })
    })
  return {
    send(method, params = {}, thread) {
      if (thread === undefined) return answered(post(method, params), method)
      count += 1
      const done = answered(count, method)
      const message = JSON.stringify({ id: count, method, params })
      post('NodeWorker.sendMessageToWorker', { sessionId: thread, message })
      return done
    },
    threads: () => [...threads],
    close: () => socket.close(),
  }
}
