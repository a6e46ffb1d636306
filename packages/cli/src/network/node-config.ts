import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isPeer } from '../options/network-flags.ts'
import { malformed, readFields } from './read-json.ts'

/** What a node of a network is told by the file in its directory; flags go before it. */
export interface NodeConfig {
  readonly name: string
  readonly rpcPort: number
  readonly p2pPort: number
  readonly cometPort: number
  readonly metricsPort: number
  readonly blockTimeMs: number
  /** `id@host:port` of the other nodes. */
  readonly peers: readonly string[]
  /** Some nodes of the network share an address. */
  readonly sharedAddress: boolean
}

const PORTS = ['rpcPort', 'p2pPort', 'cometPort', 'metricsPort'] as const

/** What it says, or `undefined` where there is none. @throws MalformedFileError */
export async function readNodeConfig(directory: string): Promise<NodeConfig | undefined> {
  const file = configFileOf(directory)
  if (!existsSync(file)) return undefined
  const names = ['name', ...PORTS, 'blockTimeMs', 'peers', 'sharedAddress']
  const fields = await readFields(file, names)
  const whole = (name: string, most: number): number => {
    const value = fields.get(name)
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) {
      return value
    }
    throw malformed(file, `its ${name} is no whole number from 1 to ${most}`)
  }
  const [rpcPort, p2pPort, cometPort, metricsPort] = PORTS.map((name) => whole(name, MAX_PORT)) as [
    number,
    number,
    number,
    number,
  ]
  const [name, peers, sharedAddress] = ['name', 'peers', 'sharedAddress'].map((each) =>
    fields.get(each),
  )
  if (typeof name !== 'string' || !NAME.test(name)) throw malformed(file, 'its name is none')
  if (!isPeers(peers)) throw malformed(file, 'its peers are no list of id@host:port')
  if (typeof sharedAddress !== 'boolean')
    throw malformed(file, 'its sharedAddress is not a yes or no')
  const ports = { rpcPort, p2pPort, cometPort, metricsPort }
  return { name, ...ports, blockTimeMs: whole('blockTimeMs', HOUR_MS), peers, sharedAddress }
}

/** Writes it into a directory that has none. */
export function writeNodeConfig(directory: string, config: NodeConfig): Promise<void> {
  const text = `${JSON.stringify({ format: 1, ...config }, null, 2)}\n`
  return writeFile(configFileOf(directory), text, { mode: 0o600, flag: 'wx' })
}

/** Where the chain of a node and the home of its CometBFT are. */
export const placesOf = (directory: string) => ({
  chain: join(directory, 'chain'),
  home: join(directory, 'cometbft'),
})

const configFileOf = (directory: string): string => join(directory, 'node.json')

const isPeers = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((peer) => typeof peer === 'string' && isPeer(peer))

const NAME = /^[\w-]{1,50}$/
const MAX_PORT = 65_535
const HOUR_MS = 3_600_000
