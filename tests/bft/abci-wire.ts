import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** A message of ABCI that the wire can wait for. */
export type AbciMessage =
  | 'FinalizeBlock asked'
  | 'FinalizeBlock answered'
  | 'Commit asked'
  | 'Commit answered'

/** A line between a CometBFT and a node, on which we see what they say. */
export interface AbciWire {
  /**
   * Resolves when a message comes by. It is held back; `pass` lets it, and all after it, through.
   * @param count 1: the next one of its kind
   */
  hold(message: AbciMessage, count: number): Promise<{ pass(): void }>
  /** How many messages of a kind came by. */
  seen(message: AbciMessage): number
  close(): Promise<void>
}

/** @param path socket on which CometBFT finds us; @param target socket of the node */
export async function openAbciWire(path: string, target: string): Promise<AbciWire> {
  const counts = new Map<AbciMessage, number>()
  const sockets = new Set<Socket>()
  let waiting:
    | { message: AbciMessage; count: number; resolve(held: { pass(): void }): void }
    | undefined

  /** What comes in goes out, frame by frame. */
  function forward(from: Socket, to: Socket, kinds: ReadonlyMap<number, AbciMessage>): void {
    let rest: Buffer = Buffer.alloc(0)
    let held = false
    const pump = (): void => {
      for (let frame = nextFrame(rest); frame !== undefined && !held; frame = nextFrame(rest)) {
        const { end, tag } = frame
        const message = kinds.get(tag)
        const bytes = rest.subarray(0, end)
        rest = rest.subarray(end)
        if (message !== undefined) counts.set(message, (counts.get(message) ?? 0) + 1)
        if (message === undefined || !isAwaited(message)) {
          to.write(bytes)
          continue
        }
        held = true
        const pass = (): void => {
          held = false
          to.write(bytes)
          pump()
        }
        waiting?.resolve({ pass })
        waiting = undefined
      }
    }
    sockets.add(from)
    from.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk])
      pump()
    })
    from.on('error', () => from.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }

  function isAwaited(message: AbciMessage): boolean {
    if (waiting?.message !== message) return false
    waiting.count -= 1
    return waiting.count === 0
  }

  rmSync(path, { force: true })
  const server = createServer((comet) => {
    const node = connect(target)
    forward(comet, node, REQUESTS)
    forward(node, comet, RESPONSES)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  return {
    hold: (message, count) =>
      new Promise((resolve) => {
        waiting = { message, count, resolve }
      }),
    seen: (message) => counts.get(message) ?? 0,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** The first bytes of a body, as one number: the field of the oneof and its wire type. */
const REQUESTS: ReadonlyMap<number, AbciMessage> = new Map([
  [tagOf(20), 'FinalizeBlock asked'],
  [tagOf(11), 'Commit asked'],
])
const RESPONSES: ReadonlyMap<number, AbciMessage> = new Map([
  [tagOf(21), 'FinalizeBlock answered'],
  [tagOf(12), 'Commit answered'],
])

/** A field of a message: wire type 2. */
function tagOf(field: number): number {
  return field * 8 + 2
}

/** Where the first whole frame ends, and the tag that its body begins with. */
function nextFrame(bytes: Buffer): { readonly end: number; readonly tag: number } | undefined {
  const length = readVarint(bytes, 0)
  if (length === undefined || bytes.length < length.end + length.value) return undefined
  const tag = readVarint(bytes, length.end)
  return { end: length.end + length.value, tag: tag?.value ?? 0 }
}

function readVarint(
  bytes: Buffer,
  start: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0
  let weight = 1
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    value += (byte % 128) * weight
    if (byte < 128) return { value, end: at + 1 }
    weight *= 128
  }
  return undefined
}
