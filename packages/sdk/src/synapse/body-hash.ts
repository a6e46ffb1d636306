import { createHash } from 'node:crypto'
import { floatPaths, pythonTexts } from './python-text.ts'
import type { FloatPaths } from './python-text.ts'
import type { SynapseShape } from './synapse-spec.ts'

/** What is hashed of a body. */
export interface HashedFields {
  /** In the order of hashing. */
  readonly fields: readonly string[]
  readonly floats?: FloatPaths
}

/** SHA3-256 of nothing: the hash of every message of a class that hashes no field. */
export const EMPTY_BODY_HASH = 'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a'

/**
 * `Synapse.body_hash` of Python for a JSON body: SHA3-256 over the hex digests of `str` of each
 * field (spec: 80-axon-dendrite §1.4).
 *
 * @param text a valid JSON object
 * @returns 64 hex digits, or undefined where a field is missing
 * @throws SynapseError `InvalidBody` where Python has no such value
 */
export function bodyHash(text: string, hashed: HashedFields): string | undefined {
  if (hashed.fields.length === 0) return EMPTY_BODY_HASH
  const texts = pythonTexts(text, new Set(hashed.fields), hashed.floats)
  const total = createHash('sha3-256')
  for (const field of hashed.fields) {
    const value = texts.get(field)
    if (value === undefined) return undefined
    total.update(createHash('sha3-256').update(value).digest('hex'))
  }
  return total.digest('hex')
}

/** All request fields. */
export function strictFields(synapse: SynapseShape): HashedFields {
  return { fields: synapse.requestFields, ...floatsOf(synapse) }
}

/** What stock Python peers hash. */
export function compatibleFields(synapse: SynapseShape): HashedFields {
  return { fields: synapse.compatibleHashFields ?? [], ...floatsOf(synapse) }
}

function floatsOf({ floatFields }: SynapseShape): { floats?: FloatPaths } {
  return floatFields === undefined ? {} : { floats: floatPaths(floatFields) }
}
