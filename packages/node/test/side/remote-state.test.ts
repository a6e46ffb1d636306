import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { KEYS_PER_READ, outcomeOf } from '../../src/side/messages.ts'
import type { StateRead } from '../../src/side/messages.ts'
import { createRemoteState } from '../../src/side/remote-state.ts'

let channels: MessageChannel[] = []
afterEach(() => {
  for (const { port1 } of channels) port1.close()
  channels = []
})

/** A state whose questions are answered before it falls asleep. */
function remote(answer: (read: StateRead) => unknown) {
  const channel = new MessageChannel()
  channels.push(channel)
  const signal = new Int32Array(new SharedArrayBuffer(4))
  const asked: StateRead[] = []
  const state = createRemoteState({ state: channel.port2, signal }, (read) => {
    asked.push(read)
    channel.port1.postMessage(outcomeOf(() => answer(read)))
    signal[0] = 1
  })
  return { state, asked }
}

describe('a remote state', () => {
  it('asks for one value after the other', () => {
    const { state, asked } = remote((read) =>
      read.kind === 'get' && read.key === 'a' ? Uint8Array.of(1) : undefined,
    )
    expect(state.get('a')).toEqual(Uint8Array.of(1))
    expect(state.get('b')).toBeUndefined()
    expect(asked).toEqual([
      { kind: 'get', key: 'a' },
      { kind: 'get', key: 'b' },
    ])
  })

  it('walks through keys page by page, and no further than it is asked', () => {
    const all = Array.from({ length: 2 * KEYS_PER_READ + 1 }, (_, at) => String(1_000 + at))
    const { state, asked } = remote((read) =>
      read.kind === 'keys'
        ? all.filter((key) => key > (read.after ?? '')).slice(0, KEYS_PER_READ)
        : [],
    )
    expect([...state.keys('1')]).toEqual(all)
    expect(asked).toHaveLength(3)
    const [first] = state.keys('1')
    expect(first).toBe(all[0])
    expect(asked).toHaveLength(4)
  })

  it('throws what the state threw, by name, code and message', () => {
    const { state } = remote(() => {
      throw Object.assign(new Error('gone'), { code: 'StateDiscarded' })
    })
    const message = { name: 'Error', code: 'StateDiscarded', message: 'gone' }
    expect(() => state.get('a')).toThrow(expect.objectContaining(message) as Error)
  })
})
