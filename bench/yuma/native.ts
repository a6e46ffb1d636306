import { execFileSync } from 'node:child_process'

/**
 * The native reference on this machine. A program that runs the unmodified `epoch_mechanism` of
 * opentensor/subtensor (commit 14bc6f9f, release, storage replaced by maps, as in spec 36-yuma-speed)
 * is named by YUMA_NATIVE. It gets a scenario, `<V>×<M> <density> <variant>`, and prints the median
 * CPU time of an epoch in ms. It is not part of this repository: the reference has another licence.
 */

/** CPU time of the native reference in a scenario, ms, measured now. */
export type MeasureNative = (scenario: string) => number

/** Finds the program; undefined, with the reason on stderr, where none is named. */
export function findNative(): MeasureNative | undefined {
  const program = process.env['YUMA_NATIVE']
  if (program === undefined) {
    process.stderr.write('  no native reference on this core: YUMA_NATIVE names no program\n')
    return undefined
  }
  return (scenario) => {
    const ms = Number(execFileSync(program, [scenario], { encoding: 'utf8' }))
    if (!(ms > 0)) throw new Error(`${program} has no time for ${scenario}.`)
    return ms
  }
}
