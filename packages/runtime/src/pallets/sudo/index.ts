import type { Pallet } from '../../frame/pallet.ts'
import { removeKey, setKey } from './calls/key.ts'
import { sudoAs, sudoCall, sudoUncheckedWeight } from './calls/sudo.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { sudo } from './id.ts'
import { Key } from './storage.ts'

export { Key as SudoKey } from './storage.ts'

/** One key that may act as Root. */
export const sudoPallet: Pallet = {
  id: sudo,
  storage: [Key],
  calls: [sudoCall, sudoUncheckedWeight, setKey, sudoAs, removeKey],
  events,
  errors,
}
