import type { AccountId } from '@plexus/primitives'
import { decodeSs58, Ss58Error } from '@plexus/primitives'
import { UsageError } from '../errors.ts'

/** Names an account that genesis endows with 1,000,000 TAO, as the reference's chain spec reads it. */
const VARIABLE = 'BT_DEFAULT_TOKEN_WALLET'

/** The account that the environment wants endowed, if any. @throws UsageError */
export function richAccountOf(
  env: Readonly<Record<string, string | undefined>>,
): AccountId | undefined {
  const address = env[VARIABLE] ?? ''
  if (address === '') return undefined
  try {
    return decodeSs58(address).account
  } catch (error) {
    if (!(error instanceof Ss58Error)) throw error
    throw new UsageError(`${VARIABLE} is not an SS58 address: correct it or unset it.`)
  }
}
