import { palletErrors } from '../../frame/error.ts'
import { engine } from './id.ts'

export const errors = palletErrors(engine, {
  HotkeyNotOwned: 'No coldkey owns the signer as a hotkey.',
  AlreadyRegistered: 'The hotkey has a consensus key; it must be unregistered first.',
  KeyUsed: 'The consensus key has been registered before; a key is used once.',
  BadProof: 'The proof is no signature of the consensus key for this hotkey on this chain.',
  NotRegistered: 'The hotkey has no consensus key.',
  NotJailed: 'The hotkey is not in jail.',
  Jailed: 'The hotkey is in jail.',
  StillJailed: 'The time in jail is not over.',
  Tombstoned: 'The hotkey signed twice; it stays out for ever.',
  InvalidParams: 'A parameter is out of bounds.',
  DuplicateHotkey: 'A hotkey is listed twice.',
})
