import { bytesToHex } from '@plexus/primitives'
import { toStorageKey } from '@plexus/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createNode } from '../../src/index.ts'
import type { Node } from '../../src/index.ts'

/** `System.Number`, and two keys of nobody. */
const NUMBER = '0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac'
const [ONE, TWO] = ['0xaa01', '0xaa02']

let node: Node
let send: (request: unknown) => void
let messages: {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly result: { readonly event: string } }
}[]

beforeEach(async () => {
  node = await createNode({
    preset: 'dev',
    timing: 'fast',
    sealing: { mode: 'manual' },
    memory: true,
    dev: true,
    signatureWorkers: 0,
  })
  await node.start()
  messages = []
  const connection = node.rpc.connect((message) => messages.push(JSON.parse(message)))
  send = (request) => connection.send(JSON.stringify(request))
})

afterEach(() => node.stop())

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.slice(2), 'hex'))
const write = (key: string, value: string | undefined): Promise<void> =>
  node.dev.setStorage(new Map([[toStorageKey(bytesOf(key)), value && bytesOf(value)]] as never))
const hashAt = (number: number): string =>
  bytesToHex(node.chain.hashAt(number) ?? new Uint8Array(32))

async function diff(...params: readonly unknown[]): Promise<readonly unknown[]> {
  messages.length = 0
  send({ jsonrpc: '2.0', id: 1, method: 'archive_v1_storageDiff', params })
  await expect.poll(() => String(messages.at(-1)?.params?.result.event)).toMatch(/Done|Error/)
  return messages.flatMap(({ params: notified }) => (notified ? [notified.result] : []))
}

test('tells what was added, modified and deleted, under a prefix', async () => {
  // What is written belongs to the head of the time: blocks 0, 1 and 2.
  await write(ONE, '0x01')
  await node.engine.mine(1)
  await write(ONE, '0x02')
  await write(TWO, '0x03')
  await node.engine.mine(1)
  await write(TWO, undefined)
  await node.engine.mine(1)
  const asked = [{ key: '0xaa', returnType: 'value' }]
  const done = { event: 'storageDiffDone' }
  const modified = { event: 'storageDiff', key: ONE, type: 'modified', value: '0x02' }
  const two = { event: 'storageDiff', key: TWO, value: '0x03' }
  expect(await diff(hashAt(1), asked, hashAt(0))).toEqual([
    modified,
    { ...two, type: 'added' },
    done,
  ])
  expect(await diff(hashAt(2), asked, hashAt(1))).toEqual([{ ...two, type: 'deleted' }, done])
  expect(await diff(hashAt(2), asked, hashAt(0))).toEqual([modified, done])
  expect(await diff(hashAt(3), asked)).toEqual([done])
})

test('compares with the parent by default, and all keys without queries', async () => {
  await node.engine.mine(3)
  const items = await diff(hashAt(3))
  expect(items).toContainEqual({
    event: 'storageDiff',
    key: NUMBER,
    type: 'modified',
    value: '0x03000000',
  })
  expect(items.at(-1)).toEqual({ event: 'storageDiffDone' })
})

test('answers an unknown block with an error event', async () => {
  const items = await diff(`0x${'12'.repeat(32)}`)
  expect(items).toMatchObject([{ event: 'storageDiffError' }])
})
