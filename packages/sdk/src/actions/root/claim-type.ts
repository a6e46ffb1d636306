import type { RootClaimTypeEnum } from '../../descriptors/generated/types.ts'

/** What becomes of alpha that root stake earns; a list: the subnets on which it is kept. */
export type RootClaim = 'swap' | 'keep' | readonly number[]

/** As the chain takes it. */
export function toChainClaim(claim: RootClaim): RootClaimTypeEnum {
  if (claim === 'swap') return { type: 'Swap' }
  if (claim === 'keep') return { type: 'Keep' }
  return { type: 'KeepSubnets', value: { subnets: [...claim].sort((a, b) => a - b) } }
}

/** As people read it. */
export function fromChainClaim(claim: RootClaimTypeEnum): RootClaim {
  switch (claim.type) {
    case 'Swap':
      return 'swap'
    case 'Keep':
      return 'keep'
    case 'KeepSubnets':
      return claim.value.subnets
  }
}
