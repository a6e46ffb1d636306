import { encode, u32 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { palletAccount } from '../../frame/pallet-account.ts'
import { CROWDLOAN_LETTERS } from './constants.ts'

/** The account that holds what a crowdloan raises; nobody has a key to it. */
export const fundsAccount = (crowdloanId: number): AccountId =>
  palletAccount(CROWDLOAN_LETTERS, encode(u32, crowdloanId))
