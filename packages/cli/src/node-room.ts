import type {
  AnyNode,
  BftNodeOptions,
  HomeIdentity,
  NetworkFounding,
  NetworkGenesis,
  NodeOptions,
  ProvenKey,
  SovereignFounding,
} from '@plexus/node'
import type { AccountId } from '@plexus/primitives'
import type { SovereignOptions } from '@plexus/runtime'

/** The part of a node that a command touches. */
export type RunningNode = Pick<AnyNode, 'start' | 'stop' | 'endpoints'>

/** What the commands need of `@plexus/node`; loaded only by a command that runs a node. */
export interface NodeRoom {
  createNode(options: NodeOptions | BftNodeOptions): Promise<RunningNode>
  /** The version of CometBFT that belongs to it. */
  readonly PINNED_VERSION: string
  /** Whether a home of CometBFT knows which network it is of. */
  isFounded(home: string): boolean
  genesisFileOf(home: string): string
  /** @throws GenesisFileError */
  readGenesis(file: string): NetworkGenesis
  presetOfGenesis(file: string, genesis: NetworkGenesis): NodeOptions['preset']
  readonly GenesisMismatchError: new (what: string, found: string, expected: string) => Error
  /** @throws SovereignFormatError */
  balancesOf(value: unknown): NonNullable<SovereignOptions['balances']>
  /** @throws SovereignFormatError */
  sovereignFounding(founding: SovereignFounding): Promise<NetworkFounding>
  foundNetwork(home: string, founding: NetworkFounding): void
  /** Makes the keys that lack. @throws HomeDamagedError */
  prepareHome(home: string): HomeIdentity
  /** @throws HomeDamagedError where a key lacks */
  readHome(home: string): HomeIdentity
  /** @throws HomeDamagedError */
  proveKey(home: string, genesisHash: Uint8Array, hotkey: AccountId): ProvenKey
  /** @throws HomeDamagedError */
  signedHeight(home: string): number
  forbidSigning(home: string, height: number): void
  markRestored(home: string): void
  /** @throws CometBftMissingError, CometBftVersionError */
  ensureCometBft(binary: string, env: Readonly<Record<string, string | undefined>>): Promise<void>
  /** @throws DataDirectoryError where a node runs on it */
  holdData(path: string): () => void
  /**
   * Removes the node's own files from a data directory.
   * @returns whether there was anything to remove
   * @throws DataDirectoryError when a node runs on it or the files are somebody else's.
   */
  purge(path: string): Promise<boolean>
}
