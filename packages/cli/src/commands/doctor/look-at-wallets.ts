import { stat } from 'node:fs/promises'
import { listWallets, resolveWalletsPath } from '@plexus/sdk/node'
import type { WalletSummary } from '@plexus/sdk/node'
import type { Finding } from './examine.ts'

/** Bits of a mode that let others than the owner read or write. */
const OTHERS = 0o077

/** Whether the keyfiles are readable to their owner and to nobody else. */
export async function lookAtWallets(path: string, home: string): Promise<Finding> {
  const folder = resolveWalletsPath(path, home)
  const found = (says: string, ok: boolean): Finding => ({ what: 'wallets', ok, says })
  try {
    const wallets = await listWallets(folder)
    if (wallets.length === 0) {
      return found(`none in ${folder}; "plexus wallet create" makes one`, true)
    }
    const broken = wallets.flatMap(keysOf).find(({ problem }) => problem !== undefined)
    if (broken !== undefined) {
      return found(`${broken.handle.keyfile}: ${broken.problem ?? ''}`, false)
    }
    const open = await openToOthers(wallets)
    if (open !== undefined) return found(`others may read ${open}: run "chmod 600 ${open}"`, false)
    return found(`${wallets.length} in ${folder}`, true)
  } catch (error) {
    return found(error instanceof Error ? error.message : String(error), false)
  }
}

const keysOf = ({ coldkey, hotkeys }: WalletSummary) => [
  ...(coldkey === undefined ? [] : [coldkey]),
  ...hotkeys,
]

async function openToOthers(wallets: readonly WalletSummary[]): Promise<string | undefined> {
  // Windows has no such bits.
  if (process.platform === 'win32') return undefined
  for (const { handle, format } of wallets.flatMap(keysOf)) {
    if (format === undefined) continue
    if (((await stat(handle.keyfile)).mode & OTHERS) !== 0) return handle.keyfile
  }
  return undefined
}
