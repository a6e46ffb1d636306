import { bytesToHex } from '@plexus/primitives'
import type { Hash } from '@plexus/primitives'

/** No block of the chain has this hash. Clients know the message from Substrate. */
export class UnknownBlockError extends Error {
  readonly code = 'UnknownBlock'
  readonly hash: Hash

  constructor(hash: Hash) {
    super(`Header was not found in the database: ${bytesToHex(hash)}`)
    this.name = 'UnknownBlockError'
    this.hash = hash
  }
}

/** The state of this block was pruned: ask an archive node. Substrate's message. */
export class StateDiscardedError extends Error {
  readonly code = 'StateDiscarded'
  readonly hash: Hash

  constructor(hash: Hash) {
    super(`State already discarded for ${bytesToHex(hash)}`)
    this.name = 'StateDiscardedError'
    this.hash = hash
  }
}

/** A block that does not extend the head. */
export class NotOnHeadError extends Error {
  readonly code = 'NotOnHead'

  constructor(number: number, headNumber: number) {
    super(`Block ${number} does not extend the head, block ${headNumber}: build it on the head.`)
    this.name = 'NotOnHeadError'
  }
}

/** A chain that has gone on from where it began cannot begin elsewhere. */
export class ChainBegunError extends Error {
  readonly code = 'ChainBegun'

  constructor(headNumber: number) {
    super(
      `The chain has gone on to block ${headNumber} and cannot begin at another: remove its data ` +
        'with "plexus purge" first.',
    )
    this.name = 'ChainBegunError'
  }
}

/** The changes of a block do not lead to the state root of its header: execute it again. */
export class StateRootError extends Error {
  readonly code = 'StateRoot'

  constructor(number: number, inHeader: Hash, computed: Hash) {
    super(
      `Block ${number} names the state root ${bytesToHex(inHeader)}, its changes lead to ` +
        `${bytesToHex(computed)}: execute it again on the head.`,
    )
    this.name = 'StateRootError'
  }
}

/** A proof or Merkle value of a block that is too far below the head. */
export class ProofTooOldError extends Error {
  readonly code = 'ProofTooOld'

  constructor(hash: Hash, maxBlocks: number) {
    super(
      `The trie of ${bytesToHex(hash)} is gone: ask for proofs within ${maxBlocks} blocks of ` +
        'the head.',
    )
    this.name = 'ProofTooOldError'
  }
}
