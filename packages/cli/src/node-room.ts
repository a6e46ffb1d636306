import type { AnyNode, BftNodeOptions, NetworkGenesis, NodeOptions } from '@plexus/node'

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
  /**
   * Removes the node's own files from a data directory.
   * @returns whether there was anything to remove
   * @throws DataDirectoryError when a node runs on it or the files are somebody else's.
   */
  purge(path: string): Promise<boolean>
}
