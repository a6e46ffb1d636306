import { method } from './method.ts'
import { toHex } from './render.ts'

/** The name of the chain. */
export const chainSpec_v1_chainName = method([], ({ ctx }) => ctx.node.chainName)

/** The hash of block 0. */
export const chainSpec_v1_genesisHash = method([], ({ ctx }) => toHex(ctx.chain.genesisHash))

/** Address format, token symbol and decimals. */
export const chainSpec_v1_properties = method([], ({ ctx }) => ctx.node.properties)
