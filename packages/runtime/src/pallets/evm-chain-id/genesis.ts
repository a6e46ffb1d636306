import type { Context } from '../../frame/context.ts'
import { ChainId } from './storage.ts'

/** The number of local networks (spec: 60-genesis-localnet §4). */
const LOCAL_CHAIN_ID = 42n

/** Gives the chain its number. */
export function startEvmChainId(ctx: Context): void {
  ChainId.set(ctx, LOCAL_CHAIN_ID)
}
