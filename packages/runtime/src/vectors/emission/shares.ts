import { fixedFromRaw, netUid, saturatingFromInteger, U96F32 } from '@plexus/primitives'
import { sellsForRoot } from '../../pallets/subtensor/coinbase/moving-price.ts'
import {
  emissionShares,
  priceShares,
  subnetEmissions,
} from '../../pallets/subtensor/coinbase/shares.ts'
import type { EmissionShare } from '../../pallets/subtensor/coinbase/shares.ts'
import { MinerBurned, SubnetEmissionEnabled } from '../../pallets/subtensor/storage/emission.ts'
import { SubnetMechanism, SubnetMovingPrice } from '../../pallets/subtensor/storage/pools.ts'
import type { Json } from '../difference.ts'
import { readU128, readU64 } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { emptyWorld } from '../world.ts'
import { readAverage } from './moving-price.ts'

const U16_MAX = 65_535

/** `{subnets, blockEmission, priceShares, shares, emissions, rootSellFlag}`: the division of a block. */
export const runShares: CaseRunner = (field, host) => {
  const ctx = emptyWorld(host)
  const emitTo = field
    .at('subnets')
    .list()
    .map((subnet) => {
      const netuid = netUid(subnet.at('netuid').count(U16_MAX))
      SubnetMechanism.set(ctx, netuid, subnet.at('mech').count(U16_MAX))
      SubnetMovingPrice.set(ctx, netuid, readAverage(subnet.at('ema')))
      const burned = fixedFromRaw(U96F32, readU128(subnet.at('minerBurned')))
      MinerBurned.set(ctx, netuid, burned)
      SubnetEmissionEnabled.set(ctx, netuid, subnet.at('enabled').flag())
      return netuid
    })
  const emission = saturatingFromInteger(U96F32, readU64(field.at('blockEmission')))
  return {
    expected: {
      priceShares: field.at('priceShares').value,
      shares: field.at('shares').value,
      emissions: field.at('emissions').value,
      rootSellFlag: field.at('rootSellFlag').value,
    },
    computed: {
      priceShares: priceShares(ctx, emitTo).map(showShare),
      shares: emissionShares(ctx, emitTo).map(showShare),
      emissions: subnetEmissions(ctx, emitTo, emission).map((each) => [
        each.netuid,
        each.emission.toString(),
      ]),
      rootSellFlag: sellsForRoot(ctx, emitTo),
    },
  }
}

const showShare = ({ netuid, share }: EmissionShare): Json => [netuid, share.toString()]
