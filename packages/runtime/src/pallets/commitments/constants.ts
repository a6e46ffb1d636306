import { u32, u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'
import { MAX_FIELDS } from './types.ts'

export const constants = [
  constant('MaxFields', u32, MAX_FIELDS, ['Most fields of a commitment.']),
  constant('InitialDeposit', u64, 0n, ['Deposit of a commitment, in rao.']),
  constant('FieldDeposit', u64, 0n, ['Deposit of each of its fields, in rao.']),
] as const
