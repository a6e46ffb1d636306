import { parentPort, workerData } from 'node:worker_threads'
import type { MessagePort, Transferable } from 'node:worker_threads'
import { createHasher, createSignatures } from '@plexus/primitives'
import { createHost, createRuntime, dev, runtimeConfig } from '@plexus/runtime'
import type { Runtime, StateView } from '@plexus/runtime'
import { methodTable } from '../rpc/method-table.ts'
import { allNamespaces } from '../rpc/namespaces.ts'
import { readLongMessage } from '../rpc/read-message.ts'
import { outcomeOf } from './messages.ts'
import type { SideData, SideMessage, StateRead, Task, TaskRequest } from './messages.ts'
import { createRemoteState } from './remote-state.ts'

/** The body of the side thread: one task after the other. */
async function serve(port: MessagePort, data: SideData): Promise<void> {
  const [hasher, signatures] = await Promise.all([createHasher(), createSignatures()])
  const host = createHost(hasher, signatures)
  // No question asks for block 0, so any will do.
  const genesis = { hasValidators: data.hasValidators, load: dev }
  const runtime = createRuntime({ host, config: runtimeConfig(data.timing), genesis })
  const table = methodTable(allNamespaces())
  const tell = (message: SideMessage): void => {
    port.postMessage(message, message.kind === 'done' ? largeBuffers(message.outcome) : [])
  }
  let current = 0
  const state = createRemoteState(data, (read: StateRead) => {
    tell({ kind: 'state', id: current, read })
  })
  port.on('message', ({ id, task }: TaskRequest) => {
    current = id
    const answer = (): unknown =>
      task.kind === 'read'
        ? readLongMessage(asBuffer(task.bytes), data.limits, table)
        : ask(runtime, state, task)
    tell({ kind: 'done', id, outcome: outcomeOf(answer) })
  })
}

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

function ask(runtime: Runtime, state: StateView, task: Exclude<Task, { kind: 'read' }>): unknown {
  switch (task.kind) {
    case 'validate':
      return runtime.validate(state, task.parent, task.source, task.bytes)
    case 'call':
      return runtime.call(state, task.method, task.bytes)
    case 'dryRun':
      return runtime.dryRun(state, task.parent, task.bytes)
  }
}

/** Bytes that are cheaper handed over than copied; nobody here needs them afterwards. */
function largeBuffers(value: unknown, depth = 0): Transferable[] {
  if (value instanceof Uint8Array) {
    const { buffer } = value
    const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === value.length
    return isOwn && value.length >= LARGE_BYTES ? [buffer] : []
  }
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return []
  return Object.values(value).flatMap((child) => largeBuffers(child, depth + 1))
}

const LARGE_BYTES = 64 << 10
/** Outcome, message, frame, parameters, their values, one structure inside them. */
const MAX_DEPTH = 9

if (parentPort !== null) await serve(parentPort, workerData as SideData)
