import { judgeSimulation, simulationMarkdown } from '@plexus/sdk/node'
import type { Io } from '../io.ts'
import { print } from '../output/print.ts'
import { findSubnet } from './find-subnet.ts'

/** Tasks on which the skill of each honest agent is measured. */
const HELD_OUT_TASKS = 40

/** Plays a subnet in memory and prints who earned what, and which lines are met. */
export async function runSimulate(
  name: string,
  flags: { readonly windows: number; readonly seed: number; readonly json?: true },
  io: Io,
): Promise<void> {
  const reference = await findSubnet(name)
  const seed = new Uint8Array(32)
  new DataView(seed.buffer).setUint32(0, flags.seed, true)
  const isLive = io.stderr.isTTY === true
  const table = await reference.simulate({
    windows: flags.windows,
    seed,
    heldOutTasks: HELD_OUT_TASKS,
    onWindow: (done) => {
      if (isLive) io.stderr.write(`\rwindow ${done} of ${flags.windows}`)
    },
  })
  if (isLive) io.stderr.write('\r\u001B[K')
  const lines = judgeSimulation(table, reference.lines)
  print(io, flags, { table, lines }, simulationMarkdown(table, lines).trimEnd())
}
