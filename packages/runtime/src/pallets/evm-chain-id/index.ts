import type { Pallet } from '../../frame/pallet.ts'
import { evmChainId } from './id.ts'
import { ChainId } from './storage.ts'

/** The number that Ethereum wallets know the chain by. */
export const evmChainIdPallet: Pallet = { id: evmChainId, storage: [ChainId] }

export { startEvmChainId } from './genesis.ts'
export { ChainId } from './storage.ts'
