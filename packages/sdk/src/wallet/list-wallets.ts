import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { KeyfileAccessError, KeyMissingError, WalletError } from './errors.ts'
import { keyfileFormat } from './keyfile/format.ts'
import type { KeyfileFormat } from './keyfile/format.ts'
import { readIfThere } from './keyfile/read-file.ts'
import { systemCode } from './keyfile/system-code.ts'
import { hotkeysFolder, nameFault, walletAt } from './layout.ts'
import type { KeyHandle } from './layout.ts'
import { readPublicKey } from './public-key.ts'

/** What can be said of a key without its password. */
export interface KeySummary {
  readonly handle: KeyHandle
  /** Absent where no file tells. */
  readonly address?: string
  /** Of the keyfile; absent where only the public key is there. */
  readonly format?: KeyfileFormat
  /** Why a file cannot be read, as a sentence. */
  readonly problem?: string
}

/** A wallet and its keys, by name. */
export interface WalletSummary {
  readonly name: string
  readonly path: string
  /** Absent where the wallet has hotkeys only. */
  readonly coldkey?: KeySummary
  readonly hotkeys: readonly KeySummary[]
}

const PUBFILE = 'pub.txt'

/**
 * The wallets of a folder, by name; none where the folder is missing. Files that are no wallets or
 * keys are passed over, damaged ones are told in `problem`.
 *
 * @param path see `resolveWalletsPath`. @throws KeyfileAccessError
 */
export async function listWallets(path: string): Promise<readonly WalletSummary[]> {
  const root = resolve(path)
  const wallets: WalletSummary[] = []
  for (const entry of await entries(root)) {
    if (!entry.folder || nameFault('wallet', entry.name) !== undefined) continue
    const wallet = await summariseWallet(root, entry.name)
    if (wallet.coldkey !== undefined || wallet.hotkeys.length > 0) wallets.push(wallet)
  }
  return wallets
}

async function summariseWallet(root: string, name: string): Promise<WalletSummary> {
  const { coldkey, path } = walletAt({ path: root, name })
  const hotkeys: KeySummary[] = []
  for (const hotkey of await hotkeyNames(path)) {
    hotkeys.push(await summariseKey(walletAt({ path: root, name, hotkey }).hotkey))
  }
  const summary = await summariseKey(coldkey)
  const there = summary.format ?? summary.address ?? summary.problem
  return there === undefined ? { name, path, hotkeys } : { name, path, coldkey: summary, hotkeys }
}

/** A hotkey is there by its keyfile or, where it is only watched, by its pubfile. */
async function hotkeyNames(folder: string): Promise<readonly string[]> {
  const names = new Set<string>()
  for (const { name, folder: isFolder } of await entries(hotkeysFolder(folder))) {
    const stem = name.endsWith(PUBFILE) ? name.slice(0, -PUBFILE.length) : name
    if (!isFolder && nameFault('hotkey', stem) === undefined) names.add(stem)
  }
  return [...names].sort(byText)
}

async function summariseKey(handle: KeyHandle): Promise<KeySummary> {
  let summary: KeySummary = { handle }
  try {
    const file = await readIfThere(handle.keyfile)
    if (file !== undefined) {
      summary = { ...summary, format: keyfileFormat(file) }
      file.fill(0)
    }
    return { ...summary, address: (await readPublicKey(handle)).address }
  } catch (error) {
    if (error instanceof KeyMissingError) return summary
    if (error instanceof WalletError) return { ...summary, problem: error.message }
    throw error
  }
}

interface Entry {
  readonly name: string
  readonly folder: boolean
}

async function entries(path: string): Promise<readonly Entry[]> {
  try {
    const found = await readdir(path, { withFileTypes: true })
    return found
      .map((entry) => ({ name: entry.name, folder: entry.isDirectory() }))
      .sort((a, b) => byText(a.name, b.name))
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw new KeyfileAccessError('read', path, code)
  }
}

function byText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
