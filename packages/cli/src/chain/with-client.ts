import { createClient, webSocket } from '@plexus/sdk'
import type { Client } from '@plexus/sdk'
import { openWallet, resolveWalletsPath, unlock } from '@plexus/sdk/node'
import type { KeyHandle, Wallet, WalletSigner } from '@plexus/sdk/node'
import type { Io } from '../io.ts'
import { readPassword } from './read-password.ts'
import type { ChainFlags, WalletFlags } from './flags.ts'

/** Connects, works and closes, whatever happens. @throws TransportError */
export async function withClient<T>(
  { endpoint }: ChainFlags,
  run: (client: Client) => Promise<T>,
): Promise<T> {
  const transport = webSocket(endpoint)
  try {
    return await run(await createClient({ transport }))
  } finally {
    transport.close()
  }
}

/** A wallet that was named on the command line. @throws WalletError */
export function walletOf(flags: WalletFlags, io: Io): Promise<Wallet> {
  const path = resolveWalletsPath(flags.walletPath, io.env['HOME'] ?? '.')
  return openWallet({ path, name: flags.wallet, hotkey: flags.hotkey })
}

/** Opens a key, works and wipes the secret, whatever happens. @throws WalletError */
export async function withKey<T>(
  handle: KeyHandle,
  io: Io,
  run: (signer: WalletSigner) => Promise<T>,
): Promise<T> {
  const signer = await open(handle, io)
  try {
    return await run(signer)
  } finally {
    signer.dispose()
  }
}

async function open(handle: KeyHandle, io: Io): Promise<WalletSigner> {
  try {
    return await unlock(handle)
  } catch (error) {
    const isEncrypted =
      error instanceof Error && 'code' in error && error.code === 'PasswordRequired'
    if (!isEncrypted) throw error
    const password = await readPassword(handle.keyfile, io)
    try {
      return await unlock(handle, password)
    } finally {
      password.fill(0)
    }
  }
}
