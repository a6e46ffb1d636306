import { fixedFromRaw, netUid, rao, U64F64, U96F32 } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { issue } from '../../pallets/balances/index.ts'
import { emitToSubnets } from '../../pallets/subtensor/coinbase/emit.ts'
import { rootProportion } from '../../pallets/subtensor/coinbase/root-proportion.ts'
import type { SubnetEmission } from '../../pallets/subtensor/coinbase/shares.ts'
import { subnetTerms } from '../../pallets/subtensor/coinbase/terms.ts'
import {
  SubnetOwnerCut,
  TotalIssuance,
  TotalStake,
} from '../../pallets/subtensor/storage/emission.ts'
import { currentAlphaPrice } from '../../pallets/swap/index.ts'
import { readU128, readU64, VectorFormatError } from '../field.ts'
import type { Field } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { emptyWorld } from '../world.ts'
import { readSubnet, writeRootTao, writeSubnet } from './subnet-state.ts'

const U16_MAX = 65_535

/** `{subnet, rootTao, emission, price, rootProportion, taoIn, alphaIn, alphaOut, excess}`. */
export const runTerms: CaseRunner = (field, host) => {
  const ctx = emptyWorld(host)
  const netuid = writeSubnet(ctx, field.at('subnet'))
  writeRootTao(ctx, field.at('rootTao'))
  const price: U64F64 = currentAlphaPrice(ctx, netuid)
  const proportion = rootProportion(ctx, netuid)
  const [terms] = subnetTerms(ctx, [{ netuid, emission: readEmission(field.at('emission')) }])
  const names = ['price', 'rootProportion', 'taoIn', 'alphaIn', 'alphaOut', 'excess']
  return {
    expected: Object.fromEntries(names.map((name) => [name, field.at(name).value])),
    computed: {
      price: price.toString(),
      rootProportion: proportion.toString(),
      taoIn: terms?.taoIn.toString(),
      alphaIn: terms?.alphaIn.toString(),
      alphaOut: terms?.alphaOut.toString(),
      excess: terms?.excess.toString(),
    },
  }
}

/** `{subnets, rootTao, ownerCut, credit, rootSellFlag, totalIssuance, emissions, after}`. */
export const runEmit: CaseRunner = (field, host) => {
  const ctx = emptyWorld(host)
  const emitTo = field
    .at('subnets')
    .list()
    .map((subnet) => writeSubnet(ctx, subnet))
  writeRootTao(ctx, field.at('rootTao'))
  SubnetOwnerCut.set(ctx, field.at('ownerCut').count(U16_MAX))
  TotalIssuance.set(ctx, rao(readU64(field.at('totalIssuance'))))
  emitToSubnets(ctx, {
    emitTo,
    emissions: field.at('emissions').list().map(readSubnetEmission),
    credit: issueAll(ctx, field.at('credit')),
    sellsForRoot: field.at('rootSellFlag').flag(),
  })
  return {
    expected: field.at('after').value,
    computed: {
      totalIssuance: TotalIssuance.get(ctx).toString(),
      totalStake: TotalStake.get(ctx).toString(),
      subnets: emitTo.map((netuid) => readSubnet(ctx, netuid)),
    },
  }
}

function issueAll(ctx: Context, credit: Field): ReturnType<typeof issue> {
  const amount = readU64(credit)
  const issued = issue(ctx, amount)
  if (issued < amount) throw new VectorFormatError(`${credit.path} is more than can be issued`)
  return issued
}

const readSubnetEmission = (pair: Field): SubnetEmission => ({
  netuid: netUid(pair.item(0).count(U16_MAX)),
  emission: readEmission(pair.item(1)),
})

const readEmission = (field: Field): U96F32 => fixedFromRaw(U96F32, readU128(field))
