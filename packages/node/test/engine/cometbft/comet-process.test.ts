import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
    settings: [],
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

test('why it cannot write one is said', async () => {
  const path = program(FOREVER)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/^init.*$/m, 'init) echo "ERROR: read-only" >&2; exit 1 ;;'))
  await expect(make(path).start()).rejects.toMatchObject({
    code: 'CometBftRefused',
    message: expect.stringContaining('(read-only)'),
  })
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

/** What a program says on stderr before it ends with 1. */
const saying = (...lines: readonly string[]): string =>
  `${lines.map((line) => `echo '${line}' >&2`).join('; ')}; exit 1`

async function ended(times: number): Promise<void> {
  await eventually(() => heard.filter((each) => each === 'CometBFT has ended')).toHaveLength(times)
}

test.each([
  [
    'a reason of its command line',
    saying('E[..] something', 'ERROR: failed to create node: database corrupted', ''),
    'CometBFT does not start (failed to create node: database corrupted)',
  ],
  [
    'a panic, before its stack',
    saying('panic: stored block height is 8', '', 'goroutine 1 [running]:', 'main.main()'),
    'CometBFT does not start (stored block height is 8)',
  ],
  [
    'a panic, before much else',
    `echo 'panic: stored' >&2; head -c 100000 /dev/zero | tr '\\0' 'x\\n' >&2; exit 2`,
    'CometBFT does not start (stored)',
  ],
  [
    'a file that it cannot read',
    saying('Error reading PrivValidator state from x: cannot decode empty bytes'),
    'CometBFT does not start (reading PrivValidator state from x: cannot decode empty bytes)',
  ],
  [
    'blocks that end below ours',
    saying('ERROR: on replay: app block height (8) is higher than core (4)'),
    'The chain has 8 blocks and CometBFT only 4: restore',
  ],
  [
    'blocks of another chain',
    saying('panic: block.AppHash does not match AppHash after replay. Got 0A, expected 0B.'),
    'does not have the blocks of the chain',
  ],
  [
    'votes of its key that are not its own',
    saying(
      'panic: Failed to start consensus state: found signature from the same key',
      '',
      'conS:',
    ),
    'has voted in the last blocks, and this node did not: stop the other node',
  ],
])('gives up when it hears %s a second time', async (_name, started, sentence) => {
  await make(program(started)).start()
  await ended(1)
  await clock.advance(250)
  await ended(2)
  await eventually(() => heard.at(-1)).toContain(sentence)
  await clock.advance(60_000)
  expect(runs()).toHaveLength(2)
})

test.each([
  'listen: address already in use',
  'open LOCK: resource temporarily unavailable',
  'could not set up state sync: dial tcp 10.0.0.1:26657: connect: connection refused',
  'lookup node0.example: no such host',
  'context deadline exceeded',
])('"%s" may pass: it is worth all tries, and is said in the end', async (reason) => {
  await make(program(saying(`ERROR: ${reason}`))).start()
  for (let end = 1; end <= 6; end += 1) {
    await ended(end)
    await clock.advance(8_000)
  }
  await eventually(() => heard.at(-1)).toContain(`does not keep running (${reason})`)
  expect(runs()).toHaveLength(6)
})

test('the same words that are far apart are no reason to give up', async () => {
  await make(program(saying('panic: disk'))).start()
  for (let end = 1; end <= 3; end += 1) {
    await ended(end)
    await clock.advance(600_000)
  }
  expect(heard.filter((each) => each === 'restarted')).toHaveLength(3)
})

describe('a port that it needs', () => {
  let server: Server
  let address: string
  /** How often somebody began to wait. */
  let waits = 0
  const start = (): Promise<void> => {
    const counting: VirtualClock = {
      ...clock,
      after(ms, callback) {
        waits += 1
        return clock.after(ms, callback)
      },
    }
    const env = { PATH: process.env['PATH'], CMT_P2P_LADDR: address }
    return make(program(FOREVER), { clock: counting, env }).start()
  }
  beforeEach(async () => {
    waits = 0
    server = createServer()
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    address = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => void server.close())

  test('is waited for, for as long as a predecessor takes to end', async () => {
    const started = start()
    await eventually(() => waits).toBe(1)
    await new Promise((resolve) => server.close(resolve))
    await clock.advance(200)
    await started
    await eventually(runs).toHaveLength(1)
  })

  test('is named with the flag by which it can be another, and nothing runs', async () => {
    const failure = expect(start()).rejects.toMatchObject({
      code: 'CometPortTaken',
      message: expect.stringContaining('--p2p-port'),
    })
    for (let tries = 0; tries < 40; tries += 1) {
      await eventually(() => waits).toBe(tries + 1)
      await clock.advance(200)
    }
    await failure
    expect(runs()).toEqual([])
  })
})

test('a configuration that lost one of our settings is named', async () => {
  writeFileSync(join(home, 'config', 'config.toml'), 'proxy_app = "x"\n[p2p]\nladdr = "y"\n')
  const known = ['CMT_PROXY_APP', 'CMT_P2P_LADDR']
  await make(program(FOREVER), { settings: known }).start()
  await comet?.stop()
  const lost = [...known, 'CMT_P2P_FLUSH_THROTTLE_TIMEOUT']
  await expect(make(program(FOREVER), { settings: lost }).start()).rejects.toMatchObject({
    code: 'HomeDamaged',
    message: expect.stringContaining('CMT_P2P_FLUSH_THROTTLE_TIMEOUT'),
  })
})

test.each([
  [
    `conn.ID (${'a'.repeat(40)}) dialed ID (${'b'.repeat(40)}) mismatch`,
    'A peer has another id than it was given with',
  ],
  [
    'peer is on a different network. Got plexus-1, expected plexus-2',
    'A peer is of another network',
  ],
])('"%s" is told of once', async (line, message) => {
  await make(program(`echo "${line}"; sleep 0.2; echo "${line}"; echo over; ${FOREVER}`)).start()
  await eventually(() => readFileSync(join(home, 'cometbft.log'), 'utf8')).toContain('over')
  expect(heard.filter((each) => each === message)).toHaveLength(1)
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
