import type { AnyNode, BftNodeOptions, NodeOptions } from '@plexus/node'

/** The part of a node that a command touches. */
export type RunningNode = Pick<AnyNode, 'start' | 'stop' | 'endpoints'>

/** What the commands need of `@plexus/node`; loaded only by a command that runs a node. */
export interface NodeRoom {
  createNode(options: NodeOptions | BftNodeOptions): Promise<RunningNode>
  /** The version of CometBFT that belongs to it. */
  readonly PINNED_VERSION: string
  /**
   * Removes the node's own files from a data directory.
   * @returns whether there was anything to remove
   * @throws DataDirectoryError when a node runs on it or the files are somebody else's.
   */
  purge(path: string): Promise<boolean>
}
