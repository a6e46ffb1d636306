import { execFileSync } from 'node:child_process'

/**
 * The native reference on this machine. A program that runs the unmodified `epoch_mechanism` of
 * opentensor/subtensor (commit 14bc6f9f, release, storage replaced by maps, as in spec 36-yuma-speed)
 * on the sixteen scenarios, and prints a line `<V>×<M> <density> <variant>: <ms of CPU>` for each, is
 * named by YUMA_NATIVE. It is not part of this repository: the reference has another licence.
 */

/** CPU time of the native reference in a scenario, ms. */
export type NativeTimes = (scenario: string) => number

/** Runs the program; undefined, with the reason on stderr, where none is named. */
export function measureNative(): NativeTimes | undefined {
  const program = process.env['YUMA_NATIVE']
  if (program === undefined) {
    process.stderr.write('  no native reference on this core: YUMA_NATIVE names no program\n')
    return undefined
  }
  const lines = execFileSync(program, { encoding: 'utf8' }).trim().split('\n')
  const times = new Map(
    lines.map((line) => {
      const [scenario = '', ms] = line.split(': ')
      return [scenario, Number(ms)] as const
    }),
  )
  return (scenario) => {
    const ms = times.get(scenario)
    if (ms === undefined || !(ms > 0)) throw new Error(`${program} says nothing of ${scenario}.`)
    return ms
  }
}
