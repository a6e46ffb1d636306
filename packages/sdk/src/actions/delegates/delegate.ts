import type { DelegateInfo } from '../../descriptors/generated/types.ts'
import { alphaFromRao } from '../../units/amounts.ts'
import type { Alpha } from '../../units/amounts.ts'

/** A hotkey that takes stake of others. */
export interface Delegate {
  readonly hotkey: string
  readonly ownerColdkey: string
  /** What it keeps, of 65,535. */
  readonly takeU16: number
  /** Subnets on which it is registered. */
  readonly netuids: readonly number[]
  /** Subnets on which it may set weights. */
  readonly permitNetuids: readonly number[]
  /** Stake by coldkey and subnet. */
  readonly nominators: ReadonlyMap<string, ReadonlyMap<number, Alpha>>
}

/** As people read it. */
export const readDelegate = (info: DelegateInfo): Delegate => ({
  hotkey: info.delegate_ss58,
  ownerColdkey: info.owner_ss58,
  takeU16: info.take,
  netuids: info.registrations,
  permitNetuids: info.validator_permits,
  nominators: new Map(
    info.nominators.map(([coldkey, stakes]) => [
      coldkey,
      new Map(stakes.map(([netuid, stake]) => [netuid, alphaFromRao(netuid, stake)])),
    ]),
  ),
})
