import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { commandOf, HERE, timeoutOf } from './environments.mjs'

/**
 * Runs a suite against a node: the tests it reported, whether it ended well and, where it did not
 * report why, the end of what it printed.
 */
export async function runSuite(suite, ws, { failFast = false, testTimeoutMs, onTest } = {}) {
  const [program, args] = commandOf(suite)
  const env = { ...process.env, PLEXUS_WS: ws, PLEXUS_NODE: process.execPath }
  if (suite.release !== undefined) env.PLEXUS_RELEASE = suite.release
  if (failFast) env.PLEXUS_FAIL_FAST = '1'
  if (testTimeoutMs !== undefined) env.PLEXUS_TEST_TIMEOUT_MS = String(testTimeoutMs)
  const child = spawn(program, args, {
    cwd: join(HERE, suite.name),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let late = false
  const timer = setTimeout(() => {
    late = true
    child.kill('SIGKILL')
  }, timeoutOf(suite))
  const tests = []
  let noise = ''
  const keep = (text) => {
    noise = (noise + text).slice(-4000)
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    const result = parse(line)
    if (result === undefined) return keep(`${line}\n`)
    tests.push(result)
    onTest?.(result)
  })
  child.stderr.on('data', keep)
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('close', resolve)
  })
  clearTimeout(timer)
  if (late) noise += `the suite took longer than ${timeoutOf(suite) / 1000} s`
  return { tests, ok: code === 0 && tests.length > 0 && tests.every(({ ok }) => ok), noise }
}

/** What a line reports; nothing for the client's own words. */
function parse(line) {
  if (!line.startsWith('{"test":')) return undefined
  try {
    return JSON.parse(line)
  } catch {
    // Somebody wrote into it: that a test is missing must not go unnoticed.
    return { test: line.slice(0, 80), ok: false, seconds: 0, error: 'an unreadable report' }
  }
}
