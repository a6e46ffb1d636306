import { equalBytes } from '@plexus/primitives'
import { RuntimePanic } from '@plexus/runtime'
import type { ApplyResult, OpenBlock } from '@plexus/runtime'
import type { Chain } from '../../chain/interface.ts'
import type { Log } from '../../log.ts'
import type { Pool } from '../../pool/interface.ts'
import { applyInherents, fillFromPool, isUnfit, openOnHead, tryApply } from '../fill-block.ts'
import type { FillPlan } from '../fill-block.ts'
import { TxCode } from './candidates.ts'
import type { BlockContent, Candidate } from './candidates.ts'

/**
 * Executes the transactions of CometBFT on the head. Whatever their bytes are, there is a block:
 * what cannot be in it is left out, and an inherent that is missing is put in.
 */
export function executeTxs(chain: Chain, content: BlockContent, log: Log): Candidate {
  const began = performance.now()
  const { timestampMs, inherents, txs } = content
  const open = withoutBugs(openOnHead(chain, timestampMs), log)
  applyInherents(open, inherents)
  const isInherent = (tx: Uint8Array | undefined, at: number): boolean => {
    const inherent = inherents[at]
    return tx !== undefined && inherent !== undefined && equalBytes(inherent, tx)
  }
  const codes = txs.map((tx, at) =>
    isInherent(tx, at) ? TxCode.Applied : codeOf(tryApply(open, tx)),
  )
  const proper =
    inherents.every((_inherent, at) => isInherent(txs[at], at)) && !codes.includes(TxCode.LeftOut)
  return { executed: open.seal(), codes, proper, seconds: secondsSince(began) }
}

/** What a proposer may put into its block. */
export interface ProposalPlan extends FillPlan {
  readonly timestampMs: bigint
  readonly inherents: readonly Uint8Array[]
  /** The proposer's own, between the inherents and the others. */
  readonly own: readonly Uint8Array[]
  /** Of all transactions, each with what protobuf puts before it. */
  readonly maxBytes: bigint
}

/** Builds a block from the pool; its body is what is proposed. */
export function executeProposal(chain: Chain, pool: Pool, plan: ProposalPlan, log: Log): Candidate {
  const began = performance.now()
  const codes: TxCode[] = []
  const open = within(withoutBugs(openOnHead(chain, plan.timestampMs), log), plan.maxBytes, codes)
  applyInherents(open, plan.inherents)
  // One that is refused is left out: its maker did not know what the block would be.
  for (const extrinsic of plan.own) tryApply(open, extrinsic)
  fillFromPool(open, pool, plan)
  return { executed: open.seal(), codes, proper: true, seconds: secondsSince(began) }
}

/**
 * The same block, in which a bug that an extrinsic meets costs that extrinsic. Elsewhere a bug ends
 * the node; here it would end every node of the network, and again after each restart.
 */
function withoutBugs(open: OpenBlock, log: Log): OpenBlock {
  return {
    ...open,
    apply(extrinsic) {
      try {
        return open.apply(extrinsic)
      } catch (error) {
        if (isUnfit(error)) throw error
        log('error', 'The runtime failed on an extrinsic, which is left out', { error })
        throw new RuntimePanic('the runtime failed', { cause: error })
      }
    },
  }
}

/** The same block with a limit of bytes; `codes` is told of what is in it. */
function within(open: OpenBlock, maxBytes: bigint, codes: TxCode[]): OpenBlock {
  let left = maxBytes
  return {
    ...open,
    apply(extrinsic): ApplyResult {
      const size = encodedSize(extrinsic.length)
      if (size > left) return { kind: 'invalid', error: EXHAUSTED }
      const result = open.apply(extrinsic)
      if (result.kind === 'included') {
        left -= size
        codes.push(codeOf(result))
      }
      return result
    },
  }
}

const EXHAUSTED = { type: 'Invalid', value: { type: 'ExhaustsResources' } } as const

/** A field of bytes: one byte for its number, a varint for the length. */
function encodedSize(length: number): bigint {
  let size = length + 2
  for (let rest = length >>> 7; rest > 0; rest >>>= 7) size += 1
  return BigInt(size)
}

function codeOf(outcome: ApplyResult | Error): TxCode {
  if (outcome instanceof Error || outcome.kind === 'invalid') return TxCode.LeftOut
  return outcome.dispatched ? TxCode.Applied : TxCode.Failed
}

const secondsSince = (began: number): number => (performance.now() - began) / 1000
