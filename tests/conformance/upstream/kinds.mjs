import * as moonwall from './moonwall.mjs'
import * as python from './python.mjs'

/**
 * Kinds of suites. Each has
 * - `kind`, its name in `suite.json`,
 * - `identify(checkout)`: the name of the folder of its suite, or undefined where the checkout is
 *   of another kind,
 * - `install(suite, log)`: installs what the suite needs, from locked versions,
 * - `collect(suite, checkout)`: the ids of all its tests,
 * - `run(suite, checkout, id, { logs })`: runs one test on a fresh network, and gives
 *   `{ outcome: 'passed' | 'failed' | 'skipped', seconds, reason? }`; or, where tests build on each
 *   other, `runTogether(suite, checkout, ids, { logs, onResult })`, which tells the result of each.
 */
export const KINDS = [python, moonwall]

/** The kind of a suite. */
export function kindOf(suite) {
  return KINDS.find(({ kind }) => kind === suite.kind)
}
