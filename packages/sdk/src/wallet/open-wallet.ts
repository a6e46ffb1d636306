import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { KeyfileAccessError, WalletMissingError } from './errors.ts'
import { systemCode } from './keyfile/system-code.ts'
import { walletAt } from './layout.ts'
import type { Wallet, WalletOptions } from './layout.ts'

/**
 * The handles of a wallet that exists. No key is read; `unlock` does that.
 *
 * @throws InvalidNameError, WalletMissingError, KeyfileAccessError
 */
export async function openWallet(options: WalletOptions): Promise<Wallet> {
  const wallet = walletAt(options)
  try {
    if ((await stat(wallet.path)).isDirectory()) return wallet
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      throw new KeyfileAccessError('read', wallet.path, code)
    }
  }
  throw new WalletMissingError(wallet.name, dirname(wallet.path))
}
