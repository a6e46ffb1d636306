import type { ReferenceSubnet } from '@plexus/subnets'

/** Somebody with a wallet who takes part in a subnet. */
export interface Participant {
  readonly subnet: string
  /** Unique in its subnet. */
  readonly name: string
  /** Name of its wallet: subnet and name. */
  readonly wallet: string
  /** Names of its hotkeys. */
  readonly hotkeys: readonly string[]
}

/** Everybody on one subnet. */
export interface SubnetCast {
  readonly reference: ReferenceSubnet
  readonly owner: Participant
  readonly miners: readonly Participant[]
  readonly validators: readonly (Participant & { readonly stakeRao: bigint })[]
}

/** TAO that each validator stakes, in rao. */
const STAKE_RAO = 500_000_000_000n

/** Who takes part: an owner, and whom the subnet names. */
export function castOf(reference: ReferenceSubnet): SubnetCast {
  const subnet = reference.manifest.name
  const participant = (name: string, hotkeys = 1): Participant => ({
    subnet,
    name,
    wallet: `${subnet}-${name}`,
    hotkeys: Array.from({ length: hotkeys }, (_, at) => (at === 0 ? 'default' : `clone-${at + 1}`)),
  })
  return {
    reference,
    owner: participant('owner'),
    miners: reference.cast.map(({ name, hotkeys }) => participant(name, hotkeys)),
    validators: reference.validators.map((name) => ({ ...participant(name), stakeRao: STAKE_RAO })),
  }
}
