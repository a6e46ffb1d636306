import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commandOf, install as installSuite, missing } from '../lib/environments.mjs'
import { localnetPortsFree } from '../lib/node-process.mjs'

export const kind = 'python'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const LOCALNET = fileURLToPath(new URL('../../../scripts/localnet.sh', import.meta.url))
/** Where both releases have the suite. */
const TESTS = 'tests/e2e_tests'
/** Names of the projects whose suites are known, and those of their folders here. */
const PROJECTS = { bittensor: 'bittensor', 'bittensor-cli': 'btcli' }
/** The limit that both projects set their own runs, in milliseconds. */
const TEST_TIMEOUT_MS = 45 * 60_000
/** Time between the interrupt of a test and its end by force, in milliseconds. */
const STOP_TIMEOUT_MS = 15_000

/** Name and version, as the checkout's `pyproject.toml` states them. */
export function identify(checkout) {
  const path = join(checkout, 'pyproject.toml')
  if (!existsSync(path)) return undefined
  const text = readFileSync(path, 'utf8')
  const field = (name) => new RegExp(`^${name} = "([^"]+)"`, 'm').exec(text)?.[1]
  const project = PROJECTS[field('name')]
  return project === undefined ? undefined : `${project}-${field('version')}`
}

/** Installs the released client and pytest. */
export async function install(suite, log) {
  const reason = missing({ kind })
  if (reason !== undefined) throw new Error(reason)
  await installSuite(environmentOf(suite), log)
}

/** What pytest collects. */
export async function collect(suite, checkout) {
  const { code, output } = await pytest(suite, checkout, ['--collect-only', '-q', TESTS])
  if (code !== 0) throw new Error(`pytest collects nothing:\n${output}`)
  return output.split('\n').filter((line) => line.startsWith(`${TESTS}/`) && line.includes('::'))
}

/** Runs one test in a process of its own, as the projects do; the suite starts its own network. */
export async function run(suite, checkout, id, { logs }) {
  await localnetPortsFree()
  const home = mkdtempSync(join(tmpdir(), 'plexus-upstream-'))
  const report = join(home, 'report')
  const start = performance.now()
  try {
    const log = logs && join(logs, `${id.slice(TESTS.length + 1).replaceAll(/\W+/g, '-')}.log`)
    // The users' own wallets and settings are left alone.
    const env = { HOME: home, PLEXUS_REPORT: report }
    const { output, late } = await pytest(suite, checkout, ['-p', 'report', id], { env, log })
    const seconds = Math.round((performance.now() - start) / 100) / 10
    return { ...judge(report, late, output), seconds }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function judge(report, late, output) {
  if (late) return { outcome: 'failed', reason: `no end within ${TEST_TIMEOUT_MS / 60_000} min` }
  if (!existsSync(report)) return { outcome: 'failed', reason: `no report: ${output.slice(-300)}` }
  const lines = readFileSync(report, 'utf8').trim().split('\n')
  const phases = lines.map((line) => JSON.parse(line))
  const phase =
    phases.find(({ outcome }) => outcome === 'failed') ??
    phases.find(({ outcome }) => outcome === 'skipped')
  if (phase === undefined) return { outcome: 'passed' }
  return { outcome: phase.outcome, reason: phase.reason }
}

/**
 * Runs pytest in the checkout. What is installed goes before what lies in the checkout, so that the
 * released client is what is judged; nothing is written into the checkout.
 */
function pytest(suite, checkout, args, { env = {}, log } = {}) {
  const command = [
    'pytest',
    '-p',
    'no:cacheprovider',
    '--import-mode=append',
    '--rootdir',
    checkout,
    ...args,
  ]
  const [program, rest] = commandOf({ ...environmentOf(suite), command })
  const sink = log === undefined ? 'pipe' : openSync(log, 'w')
  const child = spawn(program, rest, {
    cwd: checkout,
    env: {
      ...process.env,
      USE_DOCKER: '0',
      LOCALNET_SH_PATH: LOCALNET,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: HERE,
      ...env,
    },
    stdio: ['ignore', sink, sink],
  })
  let output = ''
  const keep = (chunk) => {
    output += chunk
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return new Promise((resolve, reject) => {
    let late = false
    let force
    const timer = setTimeout(() => {
      late = true
      // Python ends the network that the test started.
      child.kill('SIGINT')
      force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
    }, TEST_TIMEOUT_MS)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      clearTimeout(force)
      resolve({ code, output, late })
    })
  })
}

function environmentOf({ name }) {
  return { kind, name: `upstream/${name}` }
}
