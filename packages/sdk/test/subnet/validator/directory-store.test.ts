import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { WindowHeader } from '../../../src/subnet/evidence/window-log.ts'
import { openDirectoryStore } from '../../../src/subnet/validator/directory-store.ts'
import type { SquareDetail, SquareState } from '../support/square-subnet.ts'

const directories: string[] = []
const stores: { close(): Promise<void> }[] = []
const create = async (keepWindows?: number) => {
  const directory = await mkdtemp(join(tmpdir(), 'plexus-store-'))
  directories.push(directory)
  const open = async () => {
    const store = await openDirectoryStore<SquareDetail, SquareState>({
      directory,
      ...(keepWindows === undefined ? {} : { keepWindows }),
    })
    stores.push(store)
    return store
  }
  return {
    directory,
    open,
    logOf: (window: number) => join(directory, 'windows', `${window}.jsonl`),
  }
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true })
})

const kit = { subnet: { windows: 0 }, shares: [['a', 1 / 3]], coolDowns: [] } as const
const header = (window: number): WindowHeader<SquareState> => ({
  kind: 'window',
  format: 1,
  subnet: 'square',
  specVersion: 1,
  netuid: 7,
  validator: 'v',
  window,
  seed: '00'.repeat(32),
  salt: '11'.repeat(32),
  miners: [[1, 'a']],
  smoothing: { alpha: 0.5 },
  before: kit,
})
const verdict = (taskId: string, quality = 1) => ({
  uid: 1,
  hotkey: 'a',
  taskId,
  window: 3,
  ok: true,
  quality,
  units: 1,
  latencyMs: 0.1,
  order: 0,
  evidence: 'ee'.repeat(32),
  detail: { error: 0.1 + 0.2 },
})
const saved = {
  format: 1,
  subnet: 'square',
  specVersion: 1,
  netuid: 7,
  validator: 'v',
  kit,
  closed: 3,
} as const

describe('openDirectoryStore', () => {
  it('gives the state back bit by bit', async () => {
    const { open } = await create()
    const store = await open()
    expect(await store.load()).toBeUndefined()
    await store.save(saved)
    expect(await (await open()).load()).toEqual(saved)
  })

  it('makes one secret, which only its owner can read', async () => {
    const { directory, open } = await create()
    const secret = await (await open()).secret()
    expect(secret.length).toBe(32)
    expect(Buffer.from(await (await open()).secret())).toEqual(Buffer.from(secret))
    expect((await stat(join(directory, 'secret'))).mode & 0o777).toBe(0o600)
  })

  it('keeps verdicts over a restart, each once', async () => {
    const { open } = await create()
    const store = await open()
    const window = await store.open(header(3))
    await Promise.all(['a', 'b', 'a'].map((task) => window.append(verdict(task))))
    await window.append(verdict('b', 0))
    const again = await (await open()).reopen(3)
    expect(again?.record.verdicts).toEqual([verdict('a'), verdict('b')])
    await again!.append(verdict('b', 0))
    await again!.append(verdict('c'))
    const last = await (await open()).reopen(3)
    expect(last?.record.verdicts.map(({ taskId }) => taskId)).toEqual(['a', 'b', 'c'])
  })

  it('cuts off a line that a crash cut short, at every length', async () => {
    const { open, logOf } = await create()
    const store = await open()
    const window = await store.open(header(3))
    await window.append(verdict('a'))
    const whole = await readFile(logOf(3), 'utf8')
    const line = JSON.stringify({ kind: 'verdict', ...verdict('b') })
    for (let length = 1; length <= line.length; length += 7) {
      await writeFile(logOf(3), whole)
      await appendFile(logOf(3), line.slice(0, length))
      const again = await store.reopen(3)
      expect(again?.record.verdicts, `cut at ${length}`).toEqual([verdict('a')])
      await again!.append(verdict('c'))
      const tasks = (await store.reopen(3))?.record.verdicts.map(({ taskId }) => taskId)
      expect(tasks, `cut at ${length}`).toEqual(['a', 'c'])
    }
  })

  it('takes the header that is there, not the new one', async () => {
    const { open } = await create()
    const store = await open()
    await store.open(header(3))
    const again = await store.open({ ...header(3), miners: [] })
    expect(again.record.header.miners).toEqual([[1, 'a']])
  })

  it('begins a window anew whose header was never written whole', async () => {
    const { open, logOf } = await create()
    const store = await open()
    await store.open(header(3))
    await writeFile(logOf(3), '{"kind":"win')
    expect(await store.reopen(3)).toBeUndefined()
    expect((await store.open(header(3))).record.header).toEqual(header(3))
  })

  it('keeps the newest logs only', async () => {
    const { directory, open } = await create(2)
    const store = await open()
    for (const window of [1, 2, 3]) await store.open(header(window))
    await store.save(saved)
    expect((await readdir(join(directory, 'windows'))).sort()).toEqual(['2.jsonl', '3.jsonl'])
  })

  it('keeps other processes out, but not for one that is dead', async () => {
    const { directory, open } = await create()
    // The parent of this process lives.
    await writeFile(join(directory, 'lock'), `${process.ppid}\n`)
    await expect(open()).rejects.toMatchObject({ code: 'StoreInUse' })
    for (const left of ['4194304\n', 'rubbish', '']) {
      await writeFile(join(directory, 'lock'), left)
      const store = await open()
      await store.close()
      expect(await readdir(directory)).not.toContain('lock')
    }
  })

  const BROKEN = [
    ['a state that is no JSON', 'state.json', '{', 'move it away to begin anew'],
    ['a state of another format', 'state.json', '{"format":2}', 'move it away to begin anew'],
  ] as const
  for (const [name, file, text, message] of BROKEN)
    it(`says what to do with ${name}`, async () => {
      const { directory, open } = await create()
      const store = await open()
      await writeFile(join(directory, file), text)
      await expect(store.load()).rejects.toThrow(message)
    })

  it('says what to do with a broken secret and a broken log', async () => {
    const { directory, open, logOf } = await create()
    const store = await open()
    await writeFile(join(directory, 'secret'), 'abc')
    await expect(store.secret()).rejects.toThrow('remove it to make a new one')
    await store.open(header(3))
    await appendFile(logOf(3), 'rubbish\n')
    await expect(store.reopen(3)).rejects.toThrow('Line 2 of the log')
  })
})
