import { AccountId32, bare, naming, option } from '@plexus/primitives'
import { DispatchResult } from '../../frame/dispatch-error.ts'
import { palletEvents } from '../../frame/event.ts'
import { sudo } from './id.ts'

export const events = palletEvents(sudo, {
  Sudid: naming(0, { sudo_result: DispatchResult }),
  KeyChanged: naming(1, { old: option(AccountId32), new: AccountId32 }),
  KeyRemoved: bare(2),
  SudoAsDone: naming(3, { sudo_result: DispatchResult }),
})
