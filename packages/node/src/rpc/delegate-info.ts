import { accountBytes, accountOf, askForBytes } from './custom-api.ts'
import type { Question } from './custom-api.ts'
import { method } from './method.ts'
import { optionalHash } from './params.ts'

const question = (name: string): Question => ({
  api: `DelegateInfoRuntimeApi_${name}`,
  what: 'Unable to get delegates info',
})
const ALL = question('get_delegates')
const ONE = question('get_delegate')
const DELEGATED = question('get_delegated')

/** SCALE `Vec<DelegateInfo>`, one for each hotkey that takes stake of others. */
export const delegateInfo_getDelegates = method([optionalHash], ({ ctx }, at) =>
  askForBytes(ctx, at, ALL),
)

/** SCALE `Option<DelegateInfo>` of a hotkey. */
export const delegateInfo_getDelegate = method(
  [accountBytes, optionalHash],
  ({ ctx }, hotkey, at) => askForBytes(ctx, at, ONE, accountOf(hotkey, ONE.what)),
)

/** SCALE list of those that a coldkey staked with, and how much on which subnet. */
export const delegateInfo_getDelegated = method(
  [accountBytes, optionalHash],
  ({ ctx }, coldkey, at) => askForBytes(ctx, at, DELEGATED, accountOf(coldkey, DELEGATED.what)),
)
