import { constants, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkSignState, readObject } from './check-home.ts'
import { HomeDamagedError } from './errors.ts'
import { genesisFile } from './genesis-file.ts'
import type { NetworkFounding } from './genesis-file.ts'
import { addressOf, makeCometKey, publicKeyJson, readPublicHalf, secretKeyJson } from './keys.ts'

/** Who a home belongs to. */
export interface HomeIdentity {
  /** ed25519 key that the votes are signed with. */
  readonly validatorKey: Uint8Array
  /** Names the node to its peers: `id@host:port`. */
  readonly nodeId: string
}

/**
 * Puts keys into the home of CometBFT where they lack; what is there stays as it is.
 * @throws HomeDamagedError
 */
export function prepareHome(home: string): HomeIdentity {
  mkdirSync(join(home, 'config'), { recursive: true, mode: 0o700 })
  mkdirSync(join(home, 'data'), { recursive: true, mode: 0o700 })
  const files = filesOf(home)
  if (!existsSync(files.validatorKey)) {
    // A new key has signed nothing; an old one that lost this file could sign twice.
    writeOnce(files.signState, { height: '0', round: 0, step: 0 })
    const { publicKey, secret } = makeCometKey()
    writeOnce(files.validatorKey, {
      address: addressOf(publicKey).toUpperCase(),
      pub_key: publicKeyJson(publicKey),
      priv_key: secretKeyJson(secret),
    })
  }
  if (!existsSync(files.nodeKey)) {
    writeOnce(files.nodeKey, { priv_key: secretKeyJson(makeCometKey().secret) })
  }
  if (!existsSync(files.signState)) {
    throw new HomeDamagedError(files.signState, 'it is missing beside a validator key')
  }
  checkSignState(files.signState)
  return {
    validatorKey: publicHalf(files.validatorKey),
    nodeId: addressOf(publicHalf(files.nodeKey)),
  }
}

/** Founds a network in a home; a genesis file that is there stays as it is. */
export function foundNetwork(home: string, founding: NetworkFounding): void {
  const { genesis } = filesOf(home)
  if (existsSync(genesis)) return
  mkdirSync(dirname(genesis), { recursive: true, mode: 0o700 })
  writeFileSync(genesis, genesisFile(founding), { mode: 0o644, flag: 'wx' })
}

/** Gives a home without a genesis file that of its network. */
export function takeGenesis(home: string, from: string): void {
  const { genesis } = filesOf(home)
  mkdirSync(dirname(genesis), { recursive: true, mode: 0o700 })
  copyFileSync(from, genesis, constants.COPYFILE_EXCL)
}

/** Whether a home knows which network it is of. */
export const isFounded = (home: string): boolean => existsSync(filesOf(home).genesis)

/** Where a home keeps the file that founds its network. */
export const genesisFileOf = (home: string): string => filesOf(home).genesis

function filesOf(home: string) {
  return {
    genesis: join(home, 'config', 'genesis.json'),
    validatorKey: join(home, 'config', 'priv_validator_key.json'),
    nodeKey: join(home, 'config', 'node_key.json'),
    signState: join(home, 'data', 'priv_validator_state.json'),
  }
}

function writeOnce(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
}

function publicHalf(file: string): Uint8Array {
  const key = readPublicHalf(readObject(file)['priv_key'])
  if (key === undefined) throw new HomeDamagedError(file, 'it holds no ed25519 key')
  return key
}
