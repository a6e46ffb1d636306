import type { BftNodeOptions, NodeOptions } from '@plexus/node'
import { bytesToHex } from '@plexus/primitives'
import type { RunningNode } from '../node-room.ts'
import type { NodeFlags } from '../options/node-flags.ts'
import { createLog } from '../output/log.ts'
import type { Context } from '../program.ts'
import { createEnding } from './ending.ts'
import type { Ending } from './ending.ts'
import { richAccountOf } from './rich-account.ts'

type Hooks = 'log' | 'onBlock' | 'onFatal'

/** A node to run, and what to say about it. */
export interface RunPlan {
  readonly options: Omit<NodeOptions, Hooks> | Omit<BftNodeOptions, Hooks>
  readonly flags: Pick<NodeFlags, 'logLevel' | 'json' | 'for'>
  /** What a person reads once the node listens; not written with `--json`. */
  readonly summary?: (options: RunPlan['options'], endpoints: readonly string[]) => string
}

/**
 * Runs a node until its time is over or the user ends it; resolves when it has stopped.
 * Each block is one line on stdout.
 * @throws what keeps the node from starting or from making blocks
 */
export async function runNode(plan: RunPlan, { io, loadNode }: Context): Promise<void> {
  const json = plan.flags.json === true
  const rich = richAccountOf(io.env)
  const ending = createEnding(io, plan.flags.for)
  try {
    const { createNode } = await loadNode()
    const node = await createNode({
      ...plan.options,
      ...(rich !== undefined && { richAccount: rich }),
      log: createLog(io, { level: plan.flags.logLevel, json }),
      onBlock: ({ hash, number }) =>
        void io.stdout.write(blockLine(bytesToHex(hash), number, json)),
      onFatal: ending.fail,
    })
    await startAndStop(node, ending, () => {
      if (plan.summary === undefined || json) return
      io.stderr.write(plan.summary(plan.options, node.endpoints))
    })
  } finally {
    ending.release()
  }
}

async function startAndStop(node: RunningNode, end: Ending, started: () => void): Promise<void> {
  try {
    if (!end.reached()) {
      await node.start()
      started()
    }
    await end.promise
  } finally {
    await node.stop()
  }
}

/** The line test harnesses look for, `Imported #1 (0x1234…abcd)`, or JSON. */
function blockLine(hash: string, number: number, json: boolean): string {
  if (json) return `${JSON.stringify({ event: 'imported', number, hash })}\n`
  return `Imported #${number} (${hash.slice(0, 6)}…${hash.slice(-4)})\n`
}
