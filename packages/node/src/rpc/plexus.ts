import { mechId, netUid } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'
import { InsightError } from '@plexus/runtime'
import type { Header, Insight, Measures } from '@plexus/runtime'
import type { HistoricalState } from '../chain/interface.ts'
import type { RpcContext } from './context.ts'
import { clientError, invalidParams, RpcError } from './errors.ts'
import { decimal, insightJson } from './insight-json.ts'
import { method } from './method.ts'
import { inOwnTurn } from './own-turn.ts'
import { account, list, optional, optionalBlock, optionalHash, u16, u8 } from './params.ts'
import { stateAt } from './read-chain.ts'
import { toHex } from './render.ts'

// Methods of our own, which the reference does not have (docs/rpc.md).

/** No epoch of the subnet ran in the block; the message says which block has one. */
const NO_EPOCH = 20_000
/** Rows of a subnet of 256 uids take some 100 kB each. */
const MAX_ROWS = 64

/** An epoch with every step from stake and weights to what is paid; of the last epoch by default. */
export const plexus_explainEpoch = method(
  [u16, optional(u8), optionalBlock, optional(list(u16, MAX_ROWS))],
  ({ ctx }, netuid, mechid, at, rows) =>
    answer(ctx, () => {
      const block = epochBlock(ctx, netuid, at)
      const explained = ctx.chain.runtime.insight.explainEpoch(block, {
        netuid: netUid(netuid),
        mechid: mechId(mechid ?? 0),
        ...(rows && { rows }),
      })
      return withHash(ctx, block.header, explained)
    }),
)

/** What a hotkey and each who staked with it got of an epoch; of the last one by default. */
export const plexus_explainPayout = method(
  [account, u16, optionalBlock],
  ({ ctx }, hotkey, netuid, at) =>
    answer(ctx, () => {
      const block = epochBlock(ctx, netuid, at)
      const question = { netuid: netUid(netuid), hotkey }
      const explained = ctx.chain.runtime.insight.explainPayout(block, question)
      return withHash(ctx, block.header, explained)
    }),
)

/** How concentrated stake, incentive and emission of a subnet are, by hotkey and by coldkey. */
export const plexus_concentration = method([u16, optionalHash], ({ ctx }, netuid, at) =>
  answer(ctx, () => {
    const view = stateAt(ctx, at, 'call')
    const found = ctx.chain.runtime.insight.concentration(view, netUid(netuid))
    return {
      block: view.at.number,
      netuid,
      stakeAlphaRao: spreadJson(found.stakeAlphaRao),
      incentiveU16: spreadJson(found.incentiveU16),
      emissionAlphaRao: spreadJson(found.emissionAlphaRao),
    }
  }),
)

interface EpochBlock {
  readonly header: Header
  readonly view: HistoricalState
}

/** A block and the state before it. @throws RpcError 4003 where it is unknown or its state pruned */
function epochBlock(ctx: RpcContext, netuid: number, at: number | Hash | undefined): EpochBlock {
  const header = headerOf(ctx, netuid, at)
  if (header.number === 0) throw new RpcError(NO_EPOCH, 'Block 0 is genesis and has no epoch.')
  return { header, view: stateAt(ctx, header.parentHash, 'call') }
}

function headerOf(ctx: RpcContext, netuid: number, at: number | Hash | undefined): Header {
  const { chain } = ctx
  const known = at ?? lastEpochOf(ctx, netuid)
  const hash = typeof known === 'number' ? chain.hashAt(known) : known
  const header = hash && chain.header(hash)
  if (header !== undefined) return header
  const name = typeof known === 'number' ? String(known) : toHex(known)
  throw clientError(`UnknownBlock: Header was not found in the database: ${name}`)
}

const lastEpochOf = (ctx: RpcContext, netuid: number): number =>
  ctx.chain.runtime.insight.lastEpochBlock(stateAt(ctx, undefined), netUid(netuid))

const withHash = ({ chain }: RpcContext, header: Header, explained: object) => ({
  blockHash: toHex(chain.runtime.hashHeader(header)),
  ...(insightJson(explained) as object),
})

/** Each has a turn of its own: explaining an epoch takes as long as some blocks. */
async function answer<T>(ctx: RpcContext, run: () => T): Promise<T> {
  try {
    return await inOwnTurn(ctx, run)
  } catch (error) {
    if (!(error instanceof InsightError)) throw error
    throw error.code === 'NoEpoch'
      ? new RpcError(NO_EPOCH, error.message)
      : invalidParams(error.message)
  }
}

type Spread = ReturnType<Insight['concentration']>['stakeAlphaRao']

const spreadJson = ({ byHotkey, byColdkey }: Spread) => ({
  byHotkey: measuresJson(byHotkey),
  byColdkey: measuresJson(byColdkey),
})

/** Parts as decimal text of six places. */
const measuresJson = ({ holders, total, giniMillionths, nakamoto, topMillionths }: Measures) => ({
  holders,
  total: total.toString(),
  gini: decimal(giniMillionths, 6),
  nakamoto,
  ...Object.fromEntries(
    topMillionths.map(({ holders: of, part }) => [`top${of}`, decimal(part, 6)] as const),
  ),
})
