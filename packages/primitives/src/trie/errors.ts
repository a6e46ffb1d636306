/** Why a stored trie could not be walked. */
export type TrieErrorCode = 'MissingNode' | 'MalformedNode'

/**
 * The stored nodes are not those of one whole trie: a damaged database or nodes of two states
 * mixed. Rebuild the trie from the entries.
 */
export class TrieError extends Error {
  readonly code: TrieErrorCode

  constructor(code: TrieErrorCode, message: string) {
    super(message)
    this.name = 'TrieError'
    this.code = code
  }
}

/** Why a storage proof proves nothing about a key. */
export type ProofErrorCode = 'IncompleteProof' | 'MalformedProof'

/**
 * A proof that neither shows a value nor its absence under the given root. Ask another node for
 * the proof, or for one of the right block.
 */
export class ProofError extends Error {
  readonly code: ProofErrorCode

  constructor(code: ProofErrorCode, message: string) {
    super(message)
    this.name = 'ProofError'
    this.code = code
  }
}
