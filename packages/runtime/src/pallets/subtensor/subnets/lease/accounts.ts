import { accountId, bytes, concatBytes, encode, u32 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../../../frame/context.ts'

type Host = Pick<Context, 'host'>

const COLDKEY = new TextEncoder().encode('leasing/coldkey')
const HOTKEY = new TextEncoder().encode('leasing/hotkey')

/** The owner of a leased subnet; nobody has a key to it. */
export const leaseColdkey = (ctx: Host, leaseId: number): AccountId =>
  derived(ctx, COLDKEY, leaseId)

/** The first neuron of a leased subnet; nobody has a key to it. */
export const leaseHotkey = (ctx: Host, leaseId: number): AccountId => derived(ctx, HOTKEY, leaseId)

const derived = ({ host }: Host, what: Uint8Array, leaseId: number): AccountId =>
  accountId(host.blake2b256(concatBytes(encode(bytes, what), encode(u32, leaseId))))
