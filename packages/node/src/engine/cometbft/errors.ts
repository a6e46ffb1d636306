/** The version of CometBFT that is installed by `scripts/install-cometbft`. */
export const PINNED_VERSION = '0.38.25'

const INSTALL = `CGO_ENABLED=0 go install github.com/cometbft/cometbft/cmd/cometbft@v${PINNED_VERSION}`

/** Another process listens on the socket: stop it first. */
export class SocketInUseError extends Error {
  readonly code = 'SocketInUse'

  constructor(path: string) {
    super(`Another node listens on ${path}: stop it, or give this one another directory.`)
    this.name = 'SocketInUseError'
  }
}

/** The name of the socket is longer than systems allow. */
export class SocketPathError extends Error {
  readonly code = 'SocketPath'

  constructor(path: string, maxBytes: number) {
    super(`The socket ${path} needs a name of at most ${maxBytes} bytes: use a shorter directory.`)
    this.name = 'SocketPathError'
  }
}

/** CometBFT is not installed where it was looked for. */
export class CometBftMissingError extends Error {
  readonly code = 'CometBftMissing'

  constructor(binary: string, options?: ErrorOptions) {
    super(`CometBFT cannot be started as ${binary}: install it with "${INSTALL}".`, options)
    this.name = 'CometBftMissingError'
  }
}

/** A version with known faults, or one that speaks another protocol. */
export class CometBftVersionError extends Error {
  readonly code = 'CometBftVersion'

  constructor(found: string) {
    super(
      `CometBFT ${found} is not supported, only 0.38.21 and later of 0.38, and 0.39.2 and later ` +
        `of 0.39, are: install one with "${INSTALL}".`,
    )
    this.name = 'CometBftVersionError'
  }
}

/** CometBFT was founded for another chain than this node. */
export class GenesisMismatchError extends Error {
  readonly code = 'GenesisMismatch'

  constructor(what: string, found: string, expected: string) {
    super(
      `The genesis file of CometBFT has ${what} ${found}, this node has ${expected}: give all ` +
        'nodes of the network the same genesis file and the same chain.',
    )
    this.name = 'GenesisMismatchError'
  }
}

/** A genesis file does not found a chain of ours. */
export class GenesisFileError extends Error {
  readonly code = 'GenesisFile'

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`The genesis file ${file} cannot be used, ${reason}: take its network's.`, options)
    this.name = 'GenesisFileError'
  }
}

/** CometBFT asks for what does not follow from what came before. */
export class SequenceError extends Error {
  readonly code = 'AbciSequence'

  constructor(message: string) {
    super(message)
    this.name = 'SequenceError'
  }
}

/** A file of the home of CometBFT does not follow its format. */
export class HomeDamagedError extends Error {
  readonly code = 'HomeDamaged'

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`The file ${file} is damaged, ${reason}: restore it from a backup.`, options)
    this.name = 'HomeDamagedError'
  }
}

/** CometBFT ended again and again. */
export class CometBftEndedError extends Error {
  readonly code = 'CometBftEnded'

  /** @param how exit code, or its own words where it has any */
  constructor(how: string, logFile: string) {
    super(`CometBFT does not keep running (${how}): see ${logFile}.`)
    this.name = 'CometBftEndedError'
  }
}

/** CometBFT says each time why it cannot start. */
export class CometBftRefusedError extends Error {
  readonly code = 'CometBftRefused'

  constructor(reason: string, home: string) {
    super(
      `CometBFT does not start (${reason}): mend what it names, or restore ${home} from a backup ` +
        'that is not older than the chain.',
    )
    this.name = 'CometBftRefusedError'
  }
}

/** Another node has voted with this one's key in the last blocks. */
export class KeyVotesElsewhereError extends Error {
  readonly code = 'KeyVotesElsewhere'

  constructor(home: string) {
    super(
      `The validator key in ${home} has voted in the last blocks, and this node did not: stop the ` +
        'other node with this key, wait for ten blocks, and start this one again.',
    )
    this.name = 'KeyVotesElsewhereError'
  }
}

/** CometBFT has lost blocks, or its data is from an older backup than the chain. */
export class CometBftBehindError extends Error {
  readonly code = 'CometBftBehind'

  constructor(ours: string, theirs: string, home: string) {
    super(
      `The chain has ${ours} blocks and CometBFT only ${theirs}: restore ${home} from a backup ` +
        'that is not older than the chain, or remove the chain, so that this node executes the ' +
        'blocks of the network again.',
    )
    this.name = 'CometBftBehindError'
  }
}

/** The chain was made of other blocks than CometBFT has, or CometBFT has none. */
export class CometBftForeignError extends Error {
  readonly code = 'CometBftForeign'

  constructor(home: string) {
    super(
      `CometBFT in ${home} does not have the blocks of the chain: bring together what was of one ` +
        'node, restore both from one backup, or remove the chain, so that this node executes the ' +
        'blocks of the network again.',
    )
    this.name = 'CometBftForeignError'
  }
}

/** Something listens on a port that CometBFT needs. */
export class CometPortTakenError extends Error {
  readonly code = 'CometPortTaken'

  constructor(port: number, flag: string) {
    super(`Port ${port} is taken: stop its user, or give CometBFT another one with ${flag}.`)
    this.name = 'CometPortTakenError'
  }
}

/** CometBFT has stopped to take part, which it does not end for. */
export class ConsensusFailureError extends Error {
  readonly code = 'ConsensusFailure'

  constructor(height: number, logFile: string) {
    super(
      `This validator differs from the network and stands at block ${height}: compare its ` +
        `data with another node's before it is started again; see ${logFile}.`,
    )
    this.name = 'ConsensusFailureError'
  }
}

/** CometBFT answers a request with an error. */
export class CometRpcError extends Error {
  readonly code = 'CometRpc'

  constructor(method: string, message: string) {
    super(`CometBFT refuses ${method}: ${message}`)
    this.name = 'CometRpcError'
  }
}

/** A node that is to join a network does not know which. */
export class GenesisMissingError extends Error {
  readonly code = 'GenesisMissing'

  constructor(home: string) {
    super(
      `There is no config/genesis.json in ${home}, and this node joins others: put the genesis ` +
        'file of their network there.',
    )
    this.name = 'GenesisMissingError'
  }
}

/** What a node is told of where to begin is not enough to begin there. */
export class StateSyncOptionsError extends Error {
  readonly code = 'StateSyncOptions'

  constructor(what: string) {
    super(
      `State sync cannot begin: ${what}. Give host:port of the JSON-RPC of two CometBFTs, and height ` +
        'and hash of a block that you trust.',
    )
    this.name = 'StateSyncOptionsError'
  }
}

/** CometBFT cannot begin at a snapshot, which it does not end for. */
export class StateSyncFailedError extends Error {
  readonly code = 'StateSyncFailed'

  constructor(logFile: string) {
    super(
      `State sync has failed, see ${logFile}: start the node again with a newer block to trust and ` +
        'other servers, or without state sync, to execute all blocks.',
    )
    this.name = 'StateSyncFailedError'
  }
}
