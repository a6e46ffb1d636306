import { join, resolve } from 'node:path'
import { InvalidNameError } from './errors.ts'

/** Where the official tools keep wallets; `~` is expanded by `resolveWalletsPath`. */
export const DEFAULT_WALLETS_PATH = '~/.bittensor/wallets'

/** Which key of which wallet. */
export interface WalletOptions {
  /** The folder of all wallets; see `resolveWalletsPath`. */
  readonly path: string
  /** `default` where absent. */
  readonly name?: string
  /** `default` where absent. */
  readonly hotkey?: string
}

/** A place for a key: paths and nothing secret. Whether the files exist is not said. */
export interface KeyHandle {
  readonly kind: 'coldkey' | 'hotkey'
  readonly wallet: string
  /** The name of the hotkey, or `coldkey`. */
  readonly name: string
  /** The file with the secret. */
  readonly keyfile: string
  /** The file with the public key and the address. */
  readonly pubfile: string
}

/** The two keys that act together. */
export interface Wallet {
  readonly name: string
  /** The folder of this wallet. */
  readonly path: string
  readonly coldkey: KeyHandle
  readonly hotkey: KeyHandle
}

const MAX_NAME = 128
/** Separators of paths and control characters, which have no place in a name. */
const FOREIGN = /[/\\\p{Cc}]/u

/**
 * The paths of a wallet in the layout of the official tools (spec: 80-axon-dendrite §2.2), whether
 * it exists or not.
 *
 * @throws InvalidNameError on a name that could lead elsewhere.
 */
export function walletAt({ path, name = 'default', hotkey = 'default' }: WalletOptions): Wallet {
  ensureName('wallet', name)
  ensureName('hotkey', hotkey)
  const folder = join(resolve(path), name)
  const hotkeys = hotkeysFolder(folder)
  return Object.freeze({
    name,
    path: folder,
    coldkey: Object.freeze({
      kind: 'coldkey',
      wallet: name,
      name: 'coldkey',
      keyfile: join(folder, 'coldkey'),
      pubfile: join(folder, 'coldkeypub.txt'),
    }),
    hotkey: Object.freeze({
      kind: 'hotkey',
      wallet: name,
      name: hotkey,
      keyfile: join(hotkeys, hotkey),
      pubfile: join(hotkeys, `${hotkey}pub.txt`),
    }),
  })
}

/** Where the hotkeys of a wallet are. @param folder of the wallet */
export function hotkeysFolder(folder: string): string {
  return join(folder, 'hotkeys')
}

/** The absolute folder of wallets. @param home what a leading `~` stands for */
export function resolveWalletsPath(path: string, home: string): string {
  if (path === '~') return resolve(home)
  return path.startsWith('~/') ? resolve(home, path.slice(2)) : resolve(path)
}

/** Why a text is no name, or undefined. Hotkeys must not look like the pubfile of another. */
export function nameFault(what: 'wallet' | 'hotkey', name: string): string | undefined {
  if (name === '' || name.length > MAX_NAME) return `1 to ${MAX_NAME} characters`
  if (name.startsWith('.') || name.startsWith('~')) return 'it starts with a dot or tilde'
  if (name !== name.trim()) return 'it starts or ends with a space'
  if (FOREIGN.test(name)) return 'it has a slash, backslash or control character'
  if (what === 'hotkey' && name.endsWith('pub.txt')) return 'it ends with pub.txt'
  return undefined
}

function ensureName(what: 'wallet' | 'hotkey', name: string): void {
  const fault = nameFault(what, name)
  if (fault !== undefined) throw new InvalidNameError(what, fault)
}
