import { rao } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { mintBlockEmission } from '../../pallets/subtensor/coinbase/block-emission.ts'
import { updateMovingPrices } from '../../pallets/subtensor/coinbase/moving-price.ts'
import { spendBlockEmission } from '../../pallets/subtensor/coinbase/run-coinbase.ts'
import { TotalIssuance, TotalStake } from '../../pallets/subtensor/storage/emission.ts'
import {
  FirstEmissionBlockNumber,
  NetworkRegistrationAllowed,
} from '../../pallets/subtensor/storage/networks.ts'
import { SubnetMovingPrice, SubtokenEnabled } from '../../pallets/subtensor/storage/pools.ts'
import { BlockNumber } from '../../pallets/system/storage.ts'
import type { Json } from '../difference.ts'
import { readU64 } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { emptyWorld } from '../world.ts'
import { readSubnet, writeRootTao, writeSubnet } from './subnet-state.ts'

/** `{subnets, firstEmissionBlock, rootTao, totalIssuance, checkpoints}`: block after block. */
export const runBlocks: CaseRunner = (field, host) => {
  const ctx = emptyWorld(host)
  const first = field.at('firstEmissionBlock').count()
  const subnets = field
    .at('subnets')
    .list()
    .map((subnet) => writeSubnet(ctx, subnet))
  for (const netuid of subnets) start(ctx, netuid, first)
  writeRootTao(ctx, field.at('rootTao'))
  TotalIssuance.set(ctx, rao(readU64(field.at('totalIssuance'))))
  let block = first
  const checkpoints = field
    .at('checkpoints')
    .list()
    .map((checkpoint) => {
      const until = checkpoint.at('block').count()
      let made: Made | undefined
      for (; block <= until; block += 1) made = makeBlock(ctx, block)
      return { block: until, ...made, ...read(ctx, subnets) }
    })
  return { expected: { checkpoints: field.at('checkpoints').value }, computed: { checkpoints } }
}

function start(ctx: Context, netuid: NetUid, first: number): void {
  FirstEmissionBlockNumber.set(ctx, netuid, BigInt(first))
  SubtokenEnabled.set(ctx, netuid, true)
  NetworkRegistrationAllowed.set(ctx, netuid, true)
}

interface Made {
  readonly blockEmission: string
  readonly rootSellFlag: boolean
}

function makeBlock(ctx: Context, block: number): Made {
  BlockNumber.set(ctx, block)
  const credit = mintBlockEmission(ctx)
  const rootSellFlag = spendBlockEmission(ctx, credit)
  updateMovingPrices(ctx)
  return { blockEmission: credit.toString(), rootSellFlag }
}

const read = (ctx: Context, subnets: readonly NetUid[]): { readonly [name: string]: Json } => ({
  totalIssuance: TotalIssuance.get(ctx).toString(),
  totalStake: TotalStake.get(ctx).toString(),
  ema: subnets.map((netuid) => SubnetMovingPrice.get(ctx, netuid).toString()),
  subnets: subnets.map((netuid) => readSubnet(ctx, netuid)),
})
