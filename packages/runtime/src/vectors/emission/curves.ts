import { alphaRao, netUid, rao } from '@plexus/primitives'
import { blockEmission } from '../../pallets/subtensor/coinbase/block-emission.ts'
import { rootProportion } from '../../pallets/subtensor/coinbase/root-proportion.ts'
import { taoWeight } from '../../pallets/subtensor/epoch/inherited-stake.ts'
import { TaoWeight } from '../../pallets/subtensor/storage/emission.ts'
import {
  SubnetAlphaIn,
  SubnetAlphaOut,
  SubnetTAO,
} from '../../pallets/subtensor/storage/pools.ts'
import { readU64 } from '../field.ts'
import type { CaseRunner } from '../schema.ts'
import { emptyWorld } from '../world.ts'

const ROOT = netUid(0)
const NETUID = netUid(1)

/** `{issuance, out}`: what a block emits. */
export const runBlockEmission: CaseRunner = (field) => ({
  expected: { out: field.at('out').value },
  computed: { out: blockEmission(readU64(field.at('issuance'))).toString() },
})

/** `{rootTao, taoWeight, alphaIn, alphaOut, taoWeightFixed, out}`: root's part of a subnet. */
export const runRootProportion: CaseRunner = (field, host) => {
  const ctx = emptyWorld(host)
  TaoWeight.set(ctx, readU64(field.at('taoWeight')))
  SubnetTAO.set(ctx, ROOT, rao(readU64(field.at('rootTao'))))
  SubnetAlphaIn.set(ctx, NETUID, alphaRao(readU64(field.at('alphaIn'))))
  SubnetAlphaOut.set(ctx, NETUID, alphaRao(readU64(field.at('alphaOut'))))
  return {
    expected: { taoWeightFixed: field.at('taoWeightFixed').value, out: field.at('out').value },
    computed: {
      taoWeightFixed: taoWeight(ctx).toString(),
      out: rootProportion(ctx, NETUID).toString(),
    },
  }
}
