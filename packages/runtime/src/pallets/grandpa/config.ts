import { u32, u64 } from '@plexus/primitives'
import { constant } from '../../frame/constant.ts'

export const MAX_AUTHORITIES = 32
export const MAX_NOMINATORS = 20

export const constants = [
  constant('MaxAuthorities', u32, MAX_AUTHORITIES, ['Authorities at most.']),
  constant('MaxNominators', u32, MAX_NOMINATORS, ['Nominators of an authority at most.']),
  constant('MaxSetIdSessionEntries', u64, 0n, ['Sessions that state keeps for past sets.']),
] as const
