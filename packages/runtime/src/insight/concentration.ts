import { bytesToHex } from '@plexus/primitives'
import type { NetUid } from '@plexus/primitives'
import { createContext } from '../executive/context.ts'
import type { Environment } from '../executive/context.ts'
import { hotkeyStake } from '../pallets/subtensor/staking/stake.ts'
import { Owner } from '../pallets/subtensor/storage/keys.ts'
import { Emission, Incentive, Keys } from '../pallets/subtensor/storage/neurons.ts'
import { mechanismIndices } from '../pallets/subtensor/registration/neurons.ts'
import { subnetExists } from '../pallets/subtensor/subnets/list.ts'
import type { StateView } from '../state/view.ts'
import { InsightError } from './errors.ts'
import { measures } from './measures.ts'
import type { Measures } from './measures.ts'

/** How unevenly something is spread, over hotkeys and over those who own them. */
export interface Spread {
  readonly byHotkey: Measures
  readonly byColdkey: Measures
}

/** How concentrated a subnet is. */
export interface Concentration {
  readonly netuid: NetUid
  /** Alpha staked with the hotkeys that have a uid, in 10⁻⁹ alpha. */
  readonly stakeAlphaRao: Spread
  /** Incentive of the last epochs of all mechanisms, of 65,535 each. */
  readonly incentiveU16: Spread
  /** What the last epoch gave for work and judgements, in 10⁻⁹ alpha. */
  readonly emissionAlphaRao: Spread
}

/**
 * Concentration among the uids of a subnet.
 *
 * @throws InsightError UnknownSubnet
 */
export function concentration(
  environment: Environment,
  view: StateView,
  netuid: NetUid,
): Concentration {
  const ctx = createContext(environment, view)
  if (!subnetExists(ctx, netuid)) {
    throw new InsightError('UnknownSubnet', `There is no subnet ${netuid}.`)
  }
  const neurons = [...Keys.entries(ctx, netuid)].map(([[, uid], hotkey]) => ({
    uid,
    hotkey,
    owner: bytesToHex(Owner.get(ctx, hotkey)),
  }))
  const spread = (amountOf: (neuron: (typeof neurons)[number]) => bigint): Spread => {
    const amounts = neurons.map((neuron) => ({ owner: neuron.owner, amount: amountOf(neuron) }))
    const owned = new Map<string, bigint>()
    for (const { owner, amount } of amounts) owned.set(owner, (owned.get(owner) ?? 0n) + amount)
    return {
      byHotkey: measures(amounts.map(({ amount }) => amount)),
      byColdkey: measures([...owned.values()]),
    }
  }
  const emission = Emission.get(ctx, netuid)
  const incentives = mechanismIndices(ctx, netuid).map((index) => Incentive.get(ctx, index))
  return {
    netuid,
    stakeAlphaRao: spread(({ hotkey }) => hotkeyStake(ctx, hotkey, netuid)),
    incentiveU16: spread(({ uid }) =>
      incentives.reduce((sum, incentive) => sum + BigInt(incentive[uid] ?? 0), 0n),
    ),
    emissionAlphaRao: spread(({ uid }) => emission[uid] ?? 0n),
  }
}
