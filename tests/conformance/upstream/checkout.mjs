import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { KINDS } from './kinds.mjs'

/** The folder with one folder per suite that is known. */
const HERE = fileURLToPath(new URL('.', import.meta.url))

/** What the reader can mend: a wrong argument, a changed checkout, a taken port. */
export class UsageError extends Error {}

/**
 * The suite of a checkout: what its folder here says, with its `name`. The checkout must be of the
 * release that the suite belongs to, and without a change of its own.
 */
export function suiteOf(checkout) {
  const names = KINDS.flatMap(({ identify }) => identify(checkout) ?? [])
  if (names.length === 0) throw new UsageError(`${checkout} is no checkout that has a suite here.`)
  const name = names[0]
  if (!existsSync(join(HERE, name))) throw new UsageError(`No suite of ${name} is known.`)
  const suite = { ...readSuite(name), name }
  const head = git(checkout, 'rev-parse', 'HEAD')
  if (head !== suite.commit) {
    throw new UsageError(`${checkout} is at ${head}: check out ${suite.tag}, ${suite.commit}.`)
  }
  const changes = git(checkout, 'status', '--porcelain')
  if (changes !== '') throw new UsageError(`${checkout} has changes of its own:\n${changes}`)
  return suite
}

/** The data of a suite. */
export function readSuite(name) {
  return readJson(name, 'suite.json', undefined)
}

/** Tests that may fail, by id; frozen before the first run. */
export function exceptionsOf(name) {
  return readJson(name, 'exceptions.json', {})
}

/** Why other tests failed, by id; written after a run, and no excuse. */
export function findingsOf(name) {
  return readJson(name, 'findings.json', {})
}

/** Path of the recorded results of a suite, or of those with the newest client. */
export function resultsPath({ name, withNewest }) {
  return join(HERE, name, withNewest ? 'newest.json' : 'results.json')
}

/** The recorded results of a suite, by id. */
export function readResults(name) {
  return readJson(name, 'results.json', {})
}

/** The recorded results with the newest released client, by id. */
export function readNewest(name) {
  return readJson(name, 'newest.json', {})
}

function readJson(name, file, absent) {
  const path = join(HERE, name, file)
  if (absent !== undefined && !existsSync(path)) return absent
  return JSON.parse(readFileSync(path, 'utf8'))
}

function git(checkout, ...args) {
  const { status, stdout, stderr } = spawnSync('git', ['-C', checkout, ...args])
  if (status !== 0) throw new UsageError(`git ${args.join(' ')}: ${stderr}`)
  return stdout.toString().trim()
}
