import { receiveMessageOnPort } from 'node:worker_threads'
import type { Hash } from '@plexus/primitives'
import type { StateView, StorageKey } from '@plexus/runtime'
import { SideError } from './errors.ts'
import { KEYS_PER_READ } from './messages.ts'
import type { Outcome, SideData, StateRead } from './messages.ts'

/**
 * The state of the task at hand: this thread asks the main thread for each value and sleeps until
 * it has answered.
 *
 * @param ask sends a question to the main thread
 */
export function createRemoteState(
  { state, signal }: Pick<SideData, 'state' | 'signal'>,
  ask: (read: StateRead) => void,
): StateView {
  const read = (question: StateRead): unknown => {
    Atomics.store(signal, 0, 0)
    ask(question)
    Atomics.wait(signal, 0, 0)
    const outcome = receiveMessageOnPort(state)?.message as Outcome<unknown>
    if (outcome.ok) return outcome.value
    const { name, code, message } = outcome.error
    throw new SideError(name, code, message)
  }
  return {
    get: (key) => read({ kind: 'get', key }) as Uint8Array | undefined,
    *keys(prefix, after) {
      for (let last = after; ;) {
        const page = read({ kind: 'keys', prefix, after: last }) as readonly StorageKey[]
        yield* page
        if (page.length < KEYS_PER_READ) return
        last = page.at(-1)
      }
    },
    root: (changes) => read({ kind: 'root', changes }) as Hash,
  }
}
