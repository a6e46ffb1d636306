import { bytesToHex } from '@plexus/primitives'
import type { ExecutedBlock, ValidatorUpdate } from '@plexus/runtime'
import type { ValidatorUpdate as CometUpdate } from 'cosmjs-types/tendermint/abci/types'
import type { Chain } from '../../chain/interface.ts'
import { GenesisMismatchError } from './errors.ts'

/** What an executed block tells CometBFT about the set of validators. */
export function updatesOf(chain: Chain, { block, changes }: ExecutedBlock): CometUpdate[] {
  const before = chain.stateAt(block.header.parentHash)
  return chain.runtime
    .validatorUpdates({ get: (key) => (changes.has(key) ? changes.get(key) : before.get(key)) })
    .map(({ key, power }) => ({ pubKey: { ed25519: key }, power }))
}

/**
 * CometBFT and the chain have to begin with the same set.
 * @throws GenesisMismatchError
 */
export function checkValidators(given: readonly CometUpdate[], chain: Chain): void {
  const { runtime, genesisHash } = chain
  if (!runtime.hasValidators) return
  const found = given.map(({ pubKey, power }) => ({ key: pubKey.ed25519 ?? NO_KEY, power }))
  const expected = runtime.validatorUpdates(chain.stateAt(genesisHash))
  const [more] = without(found, expected)
  const [fewer] = without(expected, found)
  if (more === undefined && fewer === undefined) return
  throw new GenesisMismatchError('the validator', more ?? 'none', fewer ?? 'none')
}

/** Those of one set that are not in the other, as people read them. */
function without(set: readonly ValidatorUpdate[], other: readonly ValidatorUpdate[]): string[] {
  const known = new Set(other.map(textOf))
  return set.map(textOf).filter((each) => !known.has(each))
}

const textOf = ({ key, power }: ValidatorUpdate): string => `${bytesToHex(key)} of power ${power}`

const NO_KEY = new Uint8Array()
