import type { AccountId } from '@plexus/primitives'
import type { RuntimeCall } from '../frame/call.ts'
import type { EnginePreset } from '../pallets/engine/genesis.ts'
import type { EconomyPreset } from '../pallets/subtensor/genesis.ts'

/** What a genesis state is built from. */
export interface GenesisPreset {
  /** Accounts and their free balance in rao. */
  readonly balances: readonly (readonly [AccountId, bigint])[]
  /** sr25519 keys of the Aura authorities, in turn order. */
  readonly authorities: readonly Uint8Array[]
  /** ed25519 keys of the Grandpa authorities that clients read, each of weight 1. */
  readonly finalityAuthorities: readonly Uint8Array[]
  /** The key that may do anything; none in a sovereign network. */
  readonly sudo: AccountId | undefined
  /** Public key of the drand beacon that is followed, 96 bytes; absent: quicknet's. */
  readonly beaconKey?: Uint8Array
  /** Networks, their owners and pools; none is a chain without an economy. */
  readonly economy: EconomyPreset | undefined
  /** The validators of a chain that has some of its own; absent: the reference's chain. */
  readonly engine?: EnginePreset
  /** Calls that Root makes once all else is there; each must succeed. */
  readonly rootCalls?: readonly RuntimeCall[]
}
