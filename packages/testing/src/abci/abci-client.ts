import { connect } from 'node:net'
import { Request, Response } from 'cosmjs-types/tendermint/abci/types'

/** One connection of ABCI, as CometBFT has four. */
export interface AbciClient {
  /**
   * Sends a request and waits for the answer and for that of a flush.
   * @throws Error with the text of an exception, or when the application closes
   */
  call(request: Request): Promise<Response>
  /** Sends requests together, then one flush; the answers in their order. */
  callAll(requests: readonly Request[]): Promise<readonly Response[]>
  /** Sends bytes as they are. */
  raw(bytes: Uint8Array): void
  /** Everything that came back, byte by byte. */
  received(): Uint8Array
  /** Resolves when the other side has closed. */
  readonly closed: Promise<void>
  close(): void
}

/** Connects to the socket of an application. */
export async function connectAbci(path: string): Promise<AbciClient> {
  const socket = connect(path)
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  const waiting: { resolve(response: Response): void; reject(error: Error): void }[] = []
  let bytes: Buffer = Buffer.alloc(0)
  let read = 0
  const refuse = (reason: string): void => {
    for (const { reject } of waiting.splice(0)) reject(new Error(reason))
  }
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    for (;;) {
      const frame = nextFrame(bytes, read)
      if (frame === undefined) return
      read = frame.end
      const response = Response.decode(frame.body)
      if (response.exception === undefined) waiting.shift()?.resolve(response)
      else refuse(response.exception.error)
    }
  })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  socket.on('close', () => refuse('the application closed'))
  const answer = (): Promise<Response> =>
    new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  const callAll = async (requests: readonly Request[]): Promise<readonly Response[]> => {
    const all = [...requests, { flush: {} }]
    const answers = all.map(answer)
    socket.write(Buffer.concat(all.map((request) => framed(Request.encode(request).finish()))))
    const responses = await Promise.all(answers)
    if (responses.at(-1)?.flush === undefined) throw new Error('the flush was not answered in turn')
    return responses.slice(0, -1)
  }
  return {
    callAll,
    async call(request) {
      const [response] = await callAll([request])
      if (response === undefined) throw new Error('no answer')
      return response
    },
    raw: (sent) => void socket.write(sent),
    received: () => Uint8Array.from(bytes),
    closed,
    close: () => void socket.destroy(),
  }
}

/** Written apart from the code under test: seven bits a byte, the lowest first. */
function framed(body: Uint8Array): Buffer {
  const prefix: number[] = []
  let rest = body.length
  while (rest >= 128) {
    prefix.push(128 + (rest % 128))
    rest = Math.floor(rest / 128)
  }
  return Buffer.concat([Uint8Array.from([...prefix, rest]), body])
}

function nextFrame(
  bytes: Buffer,
  start: number,
): { readonly body: Uint8Array; readonly end: number } | undefined {
  let length = 0
  let at = start
  for (let shift = 1; ; shift *= 128) {
    const byte = bytes[at]
    if (byte === undefined) return undefined
    at += 1
    length += (byte % 128) * shift
    if (byte < 128) break
  }
  return at + length > bytes.length
    ? undefined
    : { body: bytes.subarray(at, at + length), end: at + length }
}
