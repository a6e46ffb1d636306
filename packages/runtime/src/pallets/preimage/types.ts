import {
  AccountId32,
  enumeration,
  naming,
  newtype,
  option,
  tuple,
  u32,
  u64,
} from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'

/** `HoldConsideration`: the amount in rao that is held for a preimage. */
export const Ticket = newtype(
  u64,
  ['frame_support', 'traits', 'tokens', 'fungible', 'HoldConsideration'],
  ['A', 'F', 'R', 'D', 'Fp'].map((name) => ({ name })),
)

const Owned = tuple(AccountId32, Ticket)

/** `pallet_preimage::RequestStatus`: who pays for a preimage and who needs it. */
export const RequestStatus = enumeration(
  {
    Unrequested: naming(0, { ticket: Owned, len: u32 }),
    Requested: naming(1, { maybe_ticket: option(Owned), count: u32, maybe_len: option(u32) }),
  },
  {
    path: ['pallet_preimage', 'RequestStatus'],
    params: [
      { name: 'AccountId', type: AccountId32 },
      { name: 'Ticket', type: Ticket },
    ],
  },
)

export type RequestStatus = ValueOf<typeof RequestStatus>

const Deposit = tuple(AccountId32, u64)

/** `pallet_preimage::OldRequestStatus`: as above, from the time of reserved deposits. */
export const OldRequestStatus = enumeration(
  {
    Unrequested: naming(0, { deposit: Deposit, len: u32 }),
    Requested: naming(1, { deposit: option(Deposit), count: u32, len: option(u32) }),
  },
  {
    path: ['pallet_preimage', 'OldRequestStatus'],
    params: [
      { name: 'AccountId', type: AccountId32 },
      { name: 'Balance', type: u64 },
    ],
  },
)

export type OldRequestStatus = ValueOf<typeof OldRequestStatus>
