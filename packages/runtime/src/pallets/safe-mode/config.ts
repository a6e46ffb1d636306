import { option, u32, u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'

/** Blocks that Root enters safe mode for: a day of 12-second blocks. */
export const ROOT_ENTER_BLOCKS = 7200
/** Blocks that Root extends safe mode by. */
export const ROOT_EXTEND_BLOCKS = 3600

/** Entering, extending and releasing without privilege are switched off by a missing amount. */
export const constants = [
  constant('EnterDuration', u32, 0, ['Blocks that anyone may enter safe mode for.']),
  constant('ExtendDuration', u32, 0, ['Blocks that anyone may extend safe mode by.']),
  constant('EnterDepositAmount', option(u64), undefined, ['Deposit for entering; none: disabled.']),
  constant('ExtendDepositAmount', option(u64), undefined, [
    'Deposit for extending; none: disabled.',
  ]),
  constant('ReleaseDelay', option(u32), undefined, [
    'Blocks until a deposit may be released by anyone; none: disabled.',
  ]),
] as const
