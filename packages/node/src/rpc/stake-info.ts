import { concatBytes, encode, u16 as U16 } from '@plexus/primitives'
import { askForBytes } from './custom-api.ts'
import { method } from './method.ts'
import { account, optionalHash, u16 } from './params.ts'

const LOCK = {
  api: 'StakeInfoRuntimeApi_get_coldkey_lock',
  what: 'Unable to get coldkey lock',
}

/** SCALE `Option<LockState>`. The coldkey is an address here, not bytes. */
export const stakeInfo_getColdkeyLock = method(
  [account, u16, optionalHash],
  ({ ctx }, coldkey, netuid, at) =>
    askForBytes(ctx, at, LOCK, concatBytes(coldkey, encode(U16, netuid))),
)
