import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endOrphan, notePid } from '../../../src/engine/cometbft/orphan.ts'

let home: string
let child: ChildProcess | undefined

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'orphan-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  child = undefined
  rmSync(home, { recursive: true })
})

/** A clock for which no time is long. */
const HASTY = {
  now: () => Date.now(),
  after(_ms: number, work: () => void) {
    const timer = setTimeout(work, 20)
    return { cancel: () => clearTimeout(timer) }
  },
}

/** Runs a program in place of CometBFT, with what CometBFT is started with. */
async function play(
  script: string,
  at = home,
): Promise<{ pid: number; ended: Promise<unknown[]> }> {
  const path = join(home, 'fake-cometbft')
  writeFileSync(path, `#!/bin/sh\necho up\n${script}\n`)
  chmodSync(path, 0o755)
  const started = spawn(path, ['start', '--home', at], { stdio: ['ignore', 'pipe', 'ignore'] })
  child = started
  const ended = once(started, 'exit')
  await once(started.stdout, 'data')
  return { pid: started.pid ?? 0, ended }
}

async function clear(): Promise<readonly string[]> {
  const said: string[] = []
  await endOrphan(home, HASTY, (_level, message) => said.push(message))
  return said
}

test('one that hangs is ended', async () => {
  const { pid, ended } = await play('trap "" TERM; while :; do sleep 0.05; done')
  notePid(home, pid)
  expect(await clear()).toEqual(['Ending the CometBFT of a node that was killed'])
  expect(await ended).toEqual([null, 'SIGKILL'])
})

test('one that ends by itself is waited for', async () => {
  const { pid, ended } = await play('sleep 0.1')
  notePid(home, pid)
  expect(await clear()).toEqual([])
  expect(await ended).toEqual([0, null])
})

test('whoever has its number now is left alone', async () => {
  const { pid } = await play('while :; do sleep 0.05; done', '/another/home')
  notePid(home, pid)
  expect(await clear()).toEqual([])
  expect(child?.exitCode).toBeNull()
})

test.each(['', 'x', '-1', '0', '1'])('a note of %j is none', async (note) => {
  writeFileSync(join(home, 'cometbft.pid'), note)
  expect(await clear()).toEqual([])
})
