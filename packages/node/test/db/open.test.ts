import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash } from '@plexus/primitives'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import type { DirectoryOptions } from '../../src/db/open.ts'
import { temporaryDirectories } from './temporary.ts'

const directory = temporaryDirectories()
const genesisHash = hash(new Uint8Array(32).fill(1))
const key = Uint8Array.of(1)

const optionsFor = (path: string): DirectoryOptions => ({ path, specVersion: 425, genesisHash })

async function made(path = directory()): Promise<string> {
  const db = await openDatabase(optionsFor(path))
  db.write([{ table: 'state', key, value: Uint8Array.of(7) }])
  await db.close()
  return path
}

describe('openDatabase', () => {
  it('opens a database in memory', async () => {
    const db = await openDatabase({ memory: true })
    db.write([{ table: 'state', key, value: Uint8Array.of(7) }])
    expect(db.get('state', key)).toEqual(Uint8Array.of(7))
  })

  it('makes a missing directory and finds its data again', async () => {
    const path = await made(join(directory(), 'a', 'b'))
    const db = await openDatabase(optionsFor(path))
    expect(db.get('state', key)).toEqual(Uint8Array.of(7))
    await db.close()
  })

  it('leaves no lock behind', async () => {
    const path = await made()
    expect(readdirSync(path).filter((name) => name.startsWith('plexus.lock'))).toEqual([])
  })

  it.each([
    ['another spec version', { specVersion: 426 }, 'specVersion', /spec version 425.* 426/],
    [
      'another genesis',
      { genesisHash: hash(new Uint8Array(32).fill(2)) },
      'genesisHash',
      /genesis 0x0101.*0x0202/,
    ],
  ])('refuses the data of %s and names the command', async (_, change, reason, what) => {
    const path = await made()
    const before = readdirSync(path)
    const opening = openDatabase({ ...optionsFor(path), ...change })
    await expect(opening).rejects.toMatchObject({ code: 'DataDirectory', reason, path })
    await expect(opening).rejects.toThrow(what)
    await expect(opening).rejects.toThrow(`plexus purge --path ${path}`)
    expect(readdirSync(path)).toEqual(before)
    await made(path)
  })

  it('refuses data of another format', async () => {
    const path = await made()
    const db = await openDatabase(optionsFor(path))
    const format = new TextEncoder().encode('format')
    db.write([{ table: 'meta', key: format, value: new TextEncoder().encode('0') }])
    await db.close()
    await expect(openDatabase(optionsFor(path))).rejects.toMatchObject({ reason: 'format' })
  })

  it('refuses a directory with the files of somebody else and adds none', async () => {
    const path = directory()
    writeFileSync(join(path, 'thesis.tex'), 'x')
    await expect(openDatabase(optionsFor(path))).rejects.toMatchObject({ reason: 'foreign' })
    expect(readdirSync(path)).toEqual(['thesis.tex'])
  })

  it('opens a directory that holds nothing but the lock of a dead node', async () => {
    const path = directory()
    writeFileSync(join(path, 'plexus.lock'), '999999999 1\n')
    await made(path)
  })

  it('refuses a directory that this process has open', async () => {
    const path = directory()
    const db = await openDatabase(optionsFor(path))
    await expect(openDatabase(optionsFor(path))).rejects.toMatchObject({ reason: 'locked' })
    await db.close()
    await made(path)
  })

  it('refuses a directory that another living process has open, until that dies', async () => {
    const path = directory()
    const holder = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
    await once(holder, 'spawn')
    const { pid } = holder
    const lock = join(path, 'plexus.lock')
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    writeFileSync(lock, `${pid} ${start}\n`)
    await expect(openDatabase(optionsFor(path))).rejects.toThrow(`process ${pid}`)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    await made(path)
  })

  it.each([
    ['whose id this process has now', `${process.pid} 1\n`],
    ['whose id another process has now', `${process.ppid} 1\n`],
    ['that wrote nonsense', 'x'],
    ['that wrote nothing', ''],
  ])('takes over the lock of a dead node %s', async (_, claim) => {
    const path = await made()
    writeFileSync(join(path, 'plexus.lock'), claim)
    await made(path)
  })

  it('starts over when the node died while it created the file', async () => {
    const path = directory()
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'plexus.mdb'), '')
    await made(path)
    rmSync(path, { recursive: true })
  })
})
