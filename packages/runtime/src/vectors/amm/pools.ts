import { alphaRao, fixedFromRaw, netUid, rao, saturatingPlus, U64F64 } from '@plexus/primitives'
import type { AlphaRao, NetUid, Rao } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import {
  maxAmountAdd,
  maxAmountMove,
  maxAmountRemove,
} from '../../pallets/subtensor/staking/max-amounts.ts'
import {
  alphaAmountForTao,
  simulateBuy,
  simulateSell,
  swapAlphaForTao,
  swapTaoForAlpha,
} from '../../pallets/subtensor/staking/pools.ts'
import type { SwapOutcome } from '../../pallets/subtensor/staking/pools.ts'
import { SubnetAlphaIn, SubnetTAO } from '../../pallets/subtensor/storage/pools.ts'
import { errors } from '../../pallets/swap/errors.ts'
import {
  adjustProtocolLiquidity,
  approxFeeAmount,
  buyAlpha,
  clearProtocolLiquidity,
  sellAlpha,
} from '../../pallets/swap/index.ts'
import { initializePool } from '../../pallets/swap/liquidity.ts'
import type { Json } from '../difference.ts'
import { readU128, readU64, VectorFormatError } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { emptyWorld, orError } from '../world.ts'
import { readPool, writePool } from './pool-state.ts'

const NETUID = netUid(1)
const OTHER = netUid(2)

/** `{op, before, args, out, after}`: one operation on one pool. */
export const runPoolOperation: CaseRunner = (field, host) => {
  const ctx = emptyWorld(host)
  writePool(ctx, NETUID, field.at('before'))
  const out = apply(ctx, field.at('op'), field.at('args'))
  return {
    expected: { out: field.at('out').value, after: field.at('after').value },
    computed: { out, after: readPool(ctx, NETUID) },
  }
}

/** `{origin, destination, limit, out}`: how much may be moved between two pools. */
export const runMove: CaseRunner = (field, host) => {
  const ctx = emptyWorld(host)
  writePool(ctx, NETUID, field.at('origin'))
  writePool(ctx, OTHER, field.at('destination'))
  const limit = readU64(field.at('limit'))
  const amount = (): Json => ({ amount: maxAmountMove(ctx, NETUID, OTHER, limit).toString() })
  return {
    expected: { out: field.at('out').value },
    computed: { out: orError(errors, amount) },
  }
}

/** `{before, steps}`: one pool carried through operations. */
export const runSequence: CaseRunner = (field, host) => {
  const ctx = emptyWorld(host)
  const steps = field.at('steps').list()
  writePool(ctx, NETUID, field.at('before'))
  return {
    expected: {
      steps: steps.map((step) => ({ out: step.at('out').value, after: step.at('after').value })),
    },
    computed: {
      steps: steps.map((step) => ({
        out: apply(ctx, step.at('op'), step),
        after: readPool(ctx, NETUID),
      })),
    },
  }
}

function apply(ctx: Context, op: Field, args: Field): Json {
  const attempt = (run: () => Json): Json => orError(errors, () => ctx.transactional(run))
  const amount = (name: string): bigint => readU64(args.at(name))
  switch (op.text()) {
    case 'swap':
      return attempt(() => showOutcome(swap(ctx, args)))
    case 'simSwap':
      return attempt(() =>
        showOutcome(
          args.at('buy').flag()
            ? simulateBuy(ctx, NETUID, rao(amount('amount')))
            : simulateSell(ctx, NETUID, alphaRao(amount('amount'))),
        ),
      )
    case 'initSwap':
      return attempt(() => {
        initializePool(ctx, NETUID, readOptionalPrice(args.at('price')))
        return { ok: true }
      })
    case 'adjustProtocolLiquidity':
      return showAdded(adjust(ctx, args))
    case 'inject':
      return showAdded(inject(ctx, NETUID, adjust(ctx, args)))
    case 'approxFee':
      return approxFeeAmount(ctx, NETUID, rao(amount('amount'))).toString()
    case 'alphaAmountForTao':
      return alphaAmountForTao(ctx, NETUID, rao(amount('tao'))).toString()
    case 'clearProtocolLiquidity':
      clearProtocolLiquidity(ctx, NETUID)
      return { ok: true }
    case 'maxAmountAdd':
      return attempt(() => ({ amount: maxAmountAdd(ctx, NETUID, amount('limit')).toString() }))
    case 'maxAmountRemove':
      return attempt(() => ({ amount: maxAmountRemove(ctx, NETUID, amount('limit')).toString() }))
    default:
      throw new VectorFormatError(`${op.path} "${op.text()}" is no operation of amm-1`)
  }
}

type AnyOutcome = SwapOutcome<Rao, AlphaRao> | SwapOutcome<AlphaRao, Rao>

function swap(ctx: Context, args: Field): AnyOutcome {
  const amount = readU64(args.at('amount'))
  const limit = readU64(args.at('limit'))
  const dropFees = args.at('dropFees').flag()
  const buys = args.at('buy').flag()
  if (args.at('simulate').flag()) {
    const terms = { limit, dropFees, simulate: true }
    return buys
      ? buyAlpha(ctx, NETUID, rao(amount), terms)
      : sellAlpha(ctx, NETUID, alphaRao(amount), terms)
  }
  return buys
    ? swapTaoForAlpha(ctx, NETUID, rao(amount), limit, dropFees)
    : swapAlphaForTao(ctx, NETUID, alphaRao(amount), limit, dropFees)
}

interface Added {
  readonly tao: Rao
  readonly alpha: AlphaRao
}

const adjust = (ctx: Context, args: Field): Added =>
  adjustProtocolLiquidity(
    ctx,
    NETUID,
    rao(readU64(args.at('dTao'))),
    alphaRao(readU64(args.at('dAlpha'))),
  )

function inject(ctx: Context, netuid: NetUid, added: Added): Added {
  SubnetTAO.update(ctx, netuid, (reserve) => saturatingPlus(reserve, added.tao))
  SubnetAlphaIn.update(ctx, netuid, (reserve) => saturatingPlus(reserve, added.alpha))
  return added
}

const readOptionalPrice = (field: Field): U64F64 | undefined =>
  field.isNone ? undefined : fixedFromRaw(U64F64, readU128(field))

const showAdded = ({ tao, alpha }: Added): Json => ({
  tao: tao.toString(),
  alpha: alpha.toString(),
})

const showOutcome = ({ paidIn, paidOut, fee, feeToAuthor }: AnyOutcome): Json => ({
  paidIn: paidIn.toString(),
  paidOut: paidOut.toString(),
  fee: fee.toString(),
  feeToAuthor: feeToAuthor.toString(),
})
