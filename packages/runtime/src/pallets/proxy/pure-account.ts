import { accountId, concatBytes, encode, u16, u32 } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import type { Context } from '../../frame/context.ts'
import { BlockNumber } from '../system/storage.ts'
import { ProxyType } from './types.ts'

const PREFIX = new TextEncoder().encode('modlpy/proxy____')

/** What makes a pure proxy's account unique. */
export interface PureOrigin {
  readonly spawner: AccountId
  readonly type: ProxyType
  readonly index: number
  readonly height: number
  readonly extrinsicIndex: number
}

/** The account of a pure proxy; nobody has a key to it. */
export function pureAccount({ host }: Pick<Context, 'host'>, origin: PureOrigin): AccountId {
  const entropy = concatBytes(
    PREFIX,
    origin.spawner,
    encode(u32, origin.height),
    encode(u32, origin.extrinsicIndex),
    encode(ProxyType, origin.type),
    encode(u16, origin.index),
  )
  return accountId(host.blake2b256(entropy))
}

/** Block and extrinsic in progress. */
export function here(ctx: Context): Pick<PureOrigin, 'height' | 'extrinsicIndex'> {
  const extrinsicIndex = ctx.phase.type === 'ApplyExtrinsic' ? ctx.phase.value : 0
  return { height: BlockNumber.get(ctx), extrinsicIndex }
}
