/** A tag (or hash, or account) as a map key: one character for each byte. */
export function tagOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** The tag of an account's transaction with this nonce (spec: 50-fees-and-extensions §3). */
export function nonceTag(account: string, nonce: number): string {
  const suffix = Buffer.alloc(4)
  suffix.writeUInt32LE(nonce)
  return account + suffix.toString('latin1')
}

/** Sender and nonce, where one of the tags is a nonce tag. */
export function senderOf(
  provides: readonly string[],
): { readonly account: string; readonly nonce: number } | undefined {
  const tag = provides.find((candidate) => candidate.length === NONCE_TAG_BYTES)
  if (tag === undefined) return undefined
  const nonce = Buffer.from(tag.slice(ACCOUNT_BYTES), 'latin1').readUInt32LE()
  return { account: tag.slice(0, ACCOUNT_BYTES), nonce }
}

const ACCOUNT_BYTES = 32
const NONCE_TAG_BYTES = ACCOUNT_BYTES + 4
