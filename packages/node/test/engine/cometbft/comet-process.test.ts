import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCometProcess } from '../../../src/engine/cometbft/comet-process.ts'
import type {
  CometProcess,
  CometProcessOptions,
} from '../../../src/engine/cometbft/comet-process.ts'
import { virtualClock } from '../../pool/virtual-clock.ts'
import type { VirtualClock } from '../../pool/virtual-clock.ts'

let home: string
let clock: VirtualClock
let heard: string[]
let comet: CometProcess | undefined

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'comet-'))
  mkdirSync(join(home, 'config'))
  clock = virtualClock()
  heard = []
})
afterEach(async () => {
  await comet?.stop()
  comet = undefined
  rmSync(home, { recursive: true })
})

/** A program in place of CometBFT: what it does when it is started is up to the test. */
function program(started: string, version = '0.38.25'): string {
  const path = join(home, 'fake-cometbft')
  const lines = [
    '#!/bin/sh',
    'case "$1" in',
    `version) echo ${version} ;;`,
    'init) echo "made" > "$3/config/config.toml" ;;',
    // The farewell first: whoever sees the run may end it at once.
    `start) trap "echo bye; exit 0" TERM; echo "run $2 $3 $CMT_SETTING" >> "$3/runs"; ${started} ;;`,
    'esac',
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
  chmodSync(path, 0o755)
  return path
}

const FOREVER = 'while :; do sleep 0.05; done'

function make(binary: string, options: Partial<CometProcessOptions> = {}): CometProcess {
  comet = createCometProcess({
    ...{ binary, home, clock, logFile: join(home, 'cometbft.log') },
    env: { PATH: process.env['PATH'], CMT_SETTING: 'ours' },
    log: (_level, message) => void heard.push(message),
    onRestart: () => void heard.push('restarted'),
    onConsensusFailure: () => void heard.push('consensus failure'),
    onStateSyncFailure: () => void heard.push('state sync failure'),
    onGivenUp: (error) => void heard.push(error.message),
    ...options,
  })
  return comet
}

/** A process takes its time to start where others run. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 })

const runs = (): readonly string[] =>
  existsSync(join(home, 'runs')) ? readFileSync(join(home, 'runs'), 'utf8').trim().split('\n') : []

test('starts CometBFT on its home, with our settings in its environment', async () => {
  await make(program(FOREVER)).start()
  await eventually(runs).toEqual([`run --home ${home} ours`])
  // Without this file CometBFT would not look at its environment.
  expect(readFileSync(join(home, 'config', 'config.toml'), 'utf8')).toBe('made\n')
})

test('a configuration that is there stays', async () => {
  writeFileSync(join(home, 'config', 'config.toml'), 'mine')
  await make(program(FOREVER)).start()
  expect(readFileSync(join(home, 'config', 'config.toml'), 'utf8')).toBe('mine')
})

test('a missing program is named, with what to do', async () => {
  await expect(make('/nonexistent/cometbft').start()).rejects.toMatchObject({
    code: 'CometBftMissing',
    message: expect.stringContaining('go install'),
  })
})

test('a version with known faults is not started', async () => {
  await expect(make(program(FOREVER, '0.38.20')).start()).rejects.toMatchObject({
    code: 'CometBftVersion',
  })
  expect(runs()).toEqual([])
})

test('what it says goes to a file, and its farewell is heard while it lives', async () => {
  await make(program(`echo "E[..] CONSENSUS FAILURE!!! err=..."; ${FOREVER}`)).start()
  await eventually(() => heard).toContain('consensus failure')
  await eventually(() => readFileSync(join(home, 'cometbft.log'), 'utf8')).toContain(
    'CONSENSUS FAILURE',
  )
})

test('a state sync that failed is told, though CometBFT lives on', async () => {
  await make(program(`echo 'E[..] State sync failed module=main err="no"'; ${FOREVER}`)).start()
  await eventually(() => heard).toContain('state sync failure')
})

test('starts it again when it ends, later each time, and gives up in the end', async () => {
  await make(program('exit 3')).start()
  for (let end = 1; end <= 5; end += 1) {
    await eventually(() => heard.filter((each) => each === 'CometBFT has ended')).toHaveLength(end)
    await clock.advance(250 * 2 ** (end - 1) - 1)
    expect(heard.filter((each) => each === 'restarted')).toHaveLength(end - 1)
    await clock.advance(1)
    expect(heard.filter((each) => each === 'restarted')).toHaveLength(end)
  }
  const last = `CometBFT does not keep running (exit code 3): see ${join(home, 'cometbft.log')}.`
  await eventually(() => heard.at(-1)).toBe(last)
  expect(runs()).toHaveLength(6)
})

test('ends that are far apart are no reason to give up', async () => {
  await make(program('exit 3')).start()
  for (let end = 1; end <= 8; end += 1) {
    await eventually(() => heard.filter((each) => each === 'CometBFT has ended')).toHaveLength(end)
    await clock.advance(600_000)
  }
  expect(heard.filter((each) => each === 'restarted')).toHaveLength(8)
})

test('ends it politely, and starts it no more', async () => {
  await make(program(FOREVER)).start()
  await eventually(runs).toHaveLength(1)
  await comet?.stop()
  await clock.advance(60_000)
  expect(readFileSync(join(home, 'cometbft.log'), 'utf8')).toBe('bye\n')
  expect(runs()).toHaveLength(1)
  expect(heard).not.toContain('CometBFT has ended')
})
