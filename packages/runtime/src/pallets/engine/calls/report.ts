import { compareBytes, vec } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { RuntimeCall } from '../../../frame/call.ts'
import { ensureNone } from '../../../frame/origin.ts'
import { RuntimePanic } from '../../../frame/panic.ts'
import type { EngineReport, Misbehaviour } from '../../../runtime.ts'
import { BlockNumber } from '../../system/storage.ts'
import { earnerOf } from '../author.ts'
import { engine } from '../id.ts'
import { punish } from '../jail.ts'
import { LastReport } from '../storage.ts'
import { Address, MisbehaviourType } from '../types.ts'
import { recordVotes } from '../votes.ts'
import { engineWeights } from '../weights.ts'

/**
 * The inherent with which an engine tells who proposed the block, who did not vote for the one
 * before, and who broke the rules. An address of nobody means nothing: the block has been decided,
 * and a chain that refused it would stand still.
 */
export const report = call(
  engine,
  { proposer: Address, absent: vec(Address), misbehaviours: vec(MisbehaviourType) },
  {
    index: 0,
    name: 'report',
    weight: ({ misbehaviours }) => engineWeights.report(misbehaviours.length),
    class: 'Mandatory',
    inherent: true,
    run(ctx, origin, { proposer, absent, misbehaviours }) {
      ensureNone(origin)
      const block = BlockNumber.get(ctx)
      if (LastReport.get(ctx)?.block === block) throw new EngineReportError()
      LastReport.set(ctx, { block, author: earnerOf(ctx, proposer) })
      recordVotes(ctx, absent)
      for (const each of misbehaviours) punish(ctx, each)
    },
  },
)

/** A block holds two reports; it is void. */
export class EngineReportError extends RuntimePanic {
  override readonly code = 'EngineReport'

  constructor() {
    super('a block has one report')
    this.name = 'EngineReportError'
  }
}

/** The call of a report, its lists in an order of their own: every node makes the same bytes. */
export function reportCall({ proposer, absent, misbehaviours }: EngineReport): RuntimeCall {
  return report.with({
    proposer,
    absent: [...absent].sort(compareBytes),
    misbehaviours: [...misbehaviours].sort(byOffence),
  })
}

function byOffence(a: Misbehaviour, b: Misbehaviour): number {
  if (a.height !== b.height) return a.height < b.height ? -1 : 1
  const order = compareBytes(a.address, b.address)
  return order !== 0 || a.kind === b.kind ? order : a.kind < b.kind ? -1 : 1
}
