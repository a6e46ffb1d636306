import { constants, copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkSignState, readObject } from './check-home.ts'
import { HomeDamagedError } from './errors.ts'
import { genesisFile } from './genesis-file.ts'
import type { NetworkFounding } from './genesis-file.ts'
import { addressOf, makeCometKey, publicKeyJson, readSecretKey, secretKeyJson } from './keys.ts'

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
  return readHome(home)
}

/**
 * Who a home belongs to that has its keys already.
 * @throws HomeDamagedError
 */
export function readHome(home: string): HomeIdentity {
  const { validatorKey, nodeKey, signState } = filesOf(home)
  for (const file of [validatorKey, nodeKey]) {
    if (!existsSync(file)) throw new HomeDamagedError(file, 'it is missing')
  }
  if (!existsSync(signState)) {
    throw new HomeDamagedError(signState, 'it is missing beside a validator key')
  }
  checkSignState(signState)
  return { validatorKey: publicHalf(validatorKey), nodeId: addressOf(publicHalf(nodeKey)) }
}

/** Seed and public key of the validator. Not to be kept. @throws HomeDamagedError */
export const readSecret = (home: string): Uint8Array => secretIn(filesOf(home).validatorKey)

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

/**
 * Height up to which the key of a home has signed, as its own note says.
 * @throws HomeDamagedError
 */
export function signedHeight(home: string): number {
  const { signState } = filesOf(home)
  const { height } = readObject(signState)
  if (typeof height === 'string' && /^\d{1,15}$/.test(height)) return Number(height)
  throw new HomeDamagedError(signState, 'it has no height')
}

/** Lets the key of a home sign nothing at or below a height. */
export function forbidSigning(home: string, height: number): void {
  const state = { height: String(height), round: LAST_ROUND, step: PRECOMMIT }
  const { signState } = filesOf(home)
  rmSync(signState, { force: true })
  writeOnce(signState, state)
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

const publicHalf = (file: string): Uint8Array => secretIn(file).slice(PUBLIC_AT)

function secretIn(file: string): Uint8Array {
  const secret = readSecretKey(readObject(file)['priv_key'])
  if (secret === undefined) throw new HomeDamagedError(file, 'it holds no ed25519 key')
  return secret
}

/** The seed comes before the public key. */
const PUBLIC_AT = 32
/** No round comes after it. */
const LAST_ROUND = 2 ** 31 - 1
/** The last step of a round in which a validator signs. */
const PRECOMMIT = 3
