import { performance } from 'node:perf_hooks'

/** Longest time of one test, in milliseconds, unless it states another. */
const TEST_TIMEOUT_MS = 15_000

/**
 * A suite of named tests that run one after the other and report each as a line of JSON on
 * standard output, which the runner reads. With `PLEXUS_FAIL_FAST=1` the first failure ends it.
 */
export function createSuite() {
  const tests = []
  return {
    test(name, body, timeout = TEST_TIMEOUT_MS) {
      tests.push({ name, body, timeout })
    },
    async run() {
      const failFast = process.env.PLEXUS_FAIL_FAST === '1'
      const only = process.env.PLEXUS_ONLY
      let failures = 0
      for (const { name, body, timeout } of tests) {
        if (only && !name.includes(only)) continue
        const error = await report(name, () => within(timeout, body))
        if (error === undefined) continue
        failures += 1
        if (failFast) break
      }
      return failures
    },
  }
}

/** Runs one step and reports it; the error it threw, or undefined. */
export async function report(name, step) {
  const start = performance.now()
  let error
  try {
    await step()
  } catch (caught) {
    error = caught instanceof Error ? caught : new Error(String(caught))
  }
  const seconds = (performance.now() - start) / 1000
  const line = { test: name, ok: error === undefined, seconds }
  if (error !== undefined) line.error = (error.stack ?? error.message).slice(0, 2000)
  process.stdout.write(`${JSON.stringify(line)}\n`)
  return error
}

/** The result of `body`, or an error when it takes longer than `ms`. */
export async function within(ms, body) {
  const slack = Number(process.env.PLEXUS_TEST_TIMEOUT_MS ?? ms)
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${Math.min(ms, slack)} ms`)),
      Math.min(ms, slack),
    )
  })
  try {
    return await Promise.race([body(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** The endpoint that the runner gives: `{ http, ws, dev }`. */
export function endpoint() {
  const ws = process.env.PLEXUS_WS
  if (ws === undefined) {
    throw new Error('PLEXUS_WS is not set; start the suite with npm run test:conformance')
  }
  return { ws, http: ws.replace(/^ws/, 'http') }
}
