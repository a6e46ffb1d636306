import { enumeration, H160, holding } from '@plexus/primitives'
import type { ValueOf } from '@plexus/primitives'
import { NONE, ROOT, signed } from '../../frame/origin.ts'
import type { Origin } from '../../frame/origin.ts'
import { RawOrigin } from '../system/types.ts'

const EthereumOrigin = enumeration(
  { EthereumTransaction: holding(0, H160) },
  { path: ['pallet_ethereum', 'RawOrigin'] },
)

/** `node_subtensor_runtime::OriginCaller`: every origin that the reference knows. */
export const OriginCaller = enumeration(
  { system: holding(0, RawOrigin), Ethereum: holding(21, EthereumOrigin) },
  { path: ['node_subtensor_runtime', 'OriginCaller'] },
)

export type OriginCaller = ValueOf<typeof OriginCaller>

/** The origin to dispatch with; `undefined` for those that no call of this chain accepts. */
export function originOf(caller: OriginCaller): Origin | undefined {
  if (caller.type !== 'system') return undefined
  const raw = caller.value
  switch (raw.type) {
    case 'Root':
      return ROOT
    case 'Signed':
      return signed(raw.value)
    case 'None':
      return NONE
    case 'Authorized':
      return undefined
  }
}
