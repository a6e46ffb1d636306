import { createKey, readPublicKey, unlock, walletAt } from '@plexus/sdk/node'
import type { KeyHandle, WalletSigner } from '@plexus/sdk/node'
import type { Participant } from './cast.ts'

/** The keys of a participant. */
export interface Keys {
  readonly coldkey: WalletSigner
  /** Addresses, in the order of the names. */
  readonly hotkeys: readonly string[]
}

/**
 * Opens the wallet of a participant, and makes what is missing of it. Its keys are play money's:
 * the coldkey is not encrypted.
 */
export async function keysOf(path: string, { wallet, hotkeys }: Participant): Promise<Keys> {
  const { coldkey } = walletAt({ path, name: wallet })
  await ensureKey(coldkey)
  const addresses: string[] = []
  for (const hotkey of hotkeys) {
    addresses.push(await ensureKey(walletAt({ path, name: wallet, hotkey }).hotkey))
  }
  return { coldkey: await unlock(coldkey), hotkeys: addresses }
}

async function ensureKey(handle: KeyHandle): Promise<string> {
  try {
    return (await readPublicKey(handle)).address
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'KeyMissing')) throw error
    return (await createKey(handle, { format: 'plaintext' })).address
  }
}
