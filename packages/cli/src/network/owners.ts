import { accountId } from '@plexus/primitives'
import type { AccountId } from '@plexus/primitives'
import { createKey, walletAt } from '@plexus/sdk/node'
import { newPassword } from '../chain/read-password.ts'
import type { Io } from '../io.ts'

/** How a file with a coldkey is written. */
export type ColdkeyFormat = 'nacl' | 'plexus1' | 'plaintext'

/** Who has a wallet in the network. */
export interface Owner {
  readonly coldkey: AccountId
  readonly hotkey: AccountId
  readonly coldkeyAddress: string
  readonly hotkeyAddress: string
}

/** Makes wallets with a coldkey and a hotkey each; encrypted ones have a password of their own. */
export async function createOwners(
  wallets: { readonly path: string; readonly format: ColdkeyFormat },
  names: readonly string[],
  io: Io,
): Promise<readonly Owner[]> {
  const owners: Owner[] = []
  for (const name of names) owners.push(await createOwner(wallets, name, io))
  return owners
}

async function createOwner(
  { path, format }: { readonly path: string; readonly format: ColdkeyFormat },
  name: string,
  io: Io,
): Promise<Owner> {
  const { coldkey, hotkey } = walletAt({ path, name })
  const password = format === 'plaintext' ? undefined : await newPassword(coldkey.keyfile, io)
  try {
    const cold = await createKey(coldkey, { format, ...(password && { password }) })
    const hot = await createKey(hotkey, { format: 'plaintext' })
    return {
      coldkey: accountId(cold.publicKey),
      hotkey: accountId(hot.publicKey),
      coldkeyAddress: cold.address,
      hotkeyAddress: hot.address,
    }
  } finally {
    password?.fill(0)
  }
}
