import {
  AccountId32,
  bool,
  bytes,
  enumeration,
  fixedBytes,
  holding,
  naming,
  option,
  struct,
  u16,
  u32,
  u64,
  u8,
} from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { le32 } from '../raw-storage.ts'
import type { RawStorage } from '../raw-storage.ts'
import { accountOf } from './accounts.ts'
import type { ModelWorld } from './sure-move.ts'

const Bytes32 = fixedBytes(32)
const Crowdloan = struct({
  creator: AccountId32,
  deposit: u64,
  min_contribution: u64,
  end: u32,
  cap: u64,
  funds: AccountId32,
  raised: u64,
  target: option(AccountId32),
  call: option(
    enumeration({
      Legacy: naming(0, { hash: Bytes32 }),
      Inline: holding(1, bytes),
      Lookup: naming(2, { hash: Bytes32, len: u32 }),
    }),
  ),
  finalized: bool,
  contributors: u32,
})
const Lease = struct({
  beneficiary: AccountId32,
  coldkey: AccountId32,
  hotkey: AccountId32,
  share: u8,
  end: option(u32),
  netuid: u16,
  cost: u64,
})

/** A crowdloan that has not been finalised. */
export type Open = ValueOf<typeof Crowdloan> & { readonly id: number }
/** A lease of a subnet. */
export type Lease = ValueOf<typeof Lease> & { readonly id: number }

const crowdloanOf = (storage: RawStorage, id: number): Omit<Open, 'id'> | undefined =>
  storage.get(Crowdloan, 'Crowdloan.Crowdloans', storage.twox64(le32(id)))

/** The call that a crowdloan is for, encoded; none where there is no short one. */
export function inlineCallOf(storage: RawStorage, id: number): Uint8Array | undefined {
  const call = crowdloanOf(storage, id)?.call
  return call?.type === 'Inline' ? call.value : undefined
}

/** The crowdloans that have not been finalised. */
export function openCrowdloans({ storage, facts }: ModelWorld): readonly Open[] {
  return facts.crowdloans.flatMap(({ id }) => {
    const loan = crowdloanOf(storage, id)
    return loan === undefined || loan.finalized ? [] : [{ id, ...loan }]
  })
}

/** The leases that have not been terminated. */
export function livingLeases({ storage, facts }: ModelWorld): readonly Lease[] {
  return facts.leases.flatMap(({ id }) => {
    const lease = storage.get(Lease, 'SubtensorModule.SubnetLeases', storage.twox64(le32(id)))
    return lease === undefined ? [] : [{ id, ...lease }]
  })
}

/** What an account gave to a crowdloan and has not got back, in rao. */
export const givenBy = (
  { storage }: ModelWorld,
  { id }: Open,
  account: Uint8Array,
): bigint | undefined =>
  storage.get(u64, 'Crowdloan.Contributions', storage.twox64(le32(id)), account)

/** The most that an account may give to a crowdloan, in rao. */
export const mostOf = ({ storage }: ModelWorld, { id }: Open): bigint | undefined =>
  storage.get(u64, 'Crowdloan.MaxContributions', storage.twox64(le32(id)))

/** Whether all who gave are there to get something back. */
export const canRepay = (world: ModelWorld, { id }: Open): boolean =>
  world.storage
    .keys('Crowdloan.Contributions', world.storage.twox64(le32(id)))
    .every((account) => (accountOf(world, account)?.data.free ?? 0n) > 0n)
