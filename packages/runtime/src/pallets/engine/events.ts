import { AccountId32, naming, u32, u64, vec } from '@plexus/primitives'
import { palletEvents } from '../../frame/event.ts'
import { engine } from './id.ts'
import { ConsensusKeyType, MisbehaviourKind, ParamsType, ValidatorType } from './types.ts'

const keyOf = { hotkey: AccountId32, key: ConsensusKeyType } as const

export const events = palletEvents(
  engine,
  {
    KeyRegistered: naming(0, keyOf),
    KeyUnregistered: naming(1, keyOf),
    Jailed: naming(2, { hotkey: AccountId32, until: u32 }),
    Unjailed: naming(3, { hotkey: AccountId32 }),
    Misbehaved: naming(4, { ...keyOf, kind: MisbehaviourKind, height: u64, slashed: u64 }),
    ParamsSet: naming(5, { params: ParamsType }),
    GovernedSet: naming(6, { hotkeys: vec(AccountId32) }),
    /** Power 0: no member any more. */
    SetChanged: naming(7, { updates: vec(ValidatorType) }),
  },
  'plain',
)
