import { AccountId32, bytesToHex, vec } from '@plexus/primitives'
import type { KeyPair } from '@plexus/primitives'
import type { RawStorage } from '../raw-storage.ts'
import type { Actor } from './cast.ts'

/** Who is there, now that keys may have been swapped. */
export interface Presence {
  /** Those who have something, each with the hotkeys that are its own by now. */
  readonly cast: readonly Actor[]
  /** Coldkeys that have nothing, and may take the place of another. */
  readonly heirs: readonly KeyPair[]
}

const Accounts = vec(AccountId32)
/** Where the free balance stands in the record of an account. */
const FREE_AT = 16

/** Looks who is there: hotkeys go with the coldkey that owns them, the others stay at home. */
export function lookAround(cast: readonly Actor[], storage: RawStorage): Presence {
  const owner = (hotkey: KeyPair): string | undefined => {
    const account = storage.get(
      AccountId32,
      'SubtensorModule.Owner',
      storage.blake2(hotkey.account),
    )
    return account && bytesToHex(account)
  }
  const all = cast.flatMap(({ hotkeys, spares }) => [...hotkeys, ...spares])
  const owned = new Map(all.map((hotkey) => [hotkey, owner(hotkey)]))
  const isFree = (hotkey: KeyPair): boolean => owned.get(hotkey) === undefined
  const actors = cast.map((actor): Actor => {
    const name = bytesToHex(actor.coldkey.account)
    const own = all.filter((hotkey) => owned.get(hotkey) === name)
    const hotkeys = [...own, ...actor.hotkeys.filter(isFree)]
    return { ...actor, hotkeys, spares: actor.spares.filter(isFree) }
  })
  const has = new Map(actors.map((actor) => [actor, hasSomething(actor.coldkey, storage)]))
  return {
    // Who has no hotkey that may be registered has nothing to do.
    cast: actors.filter((actor) => has.get(actor) === true && actor.hotkeys.length > 0),
    heirs: actors.filter((actor) => has.get(actor) === false).map(({ coldkey }) => coldkey),
  }
}

/** Whether a coldkey has a balance, or hotkeys. */
function hasSomething({ account }: KeyPair, storage: RawStorage): boolean {
  const key = storage.blake2(account)
  const record = storage.bytes('System.Account', key)
  const free = record?.subarray(FREE_AT, FREE_AT + 8).some((byte) => byte !== 0)
  const hotkeys = storage.get(Accounts, 'SubtensorModule.OwnedHotkeys', key) ?? []
  return free === true || hotkeys.length > 0
}
