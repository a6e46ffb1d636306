/** UTF-8 text of the chain; what is no UTF-8 shows as “�”. */
export const textOf = (bytes: Uint8Array | readonly number[]): string =>
  new TextDecoder().decode(Uint8Array.from(bytes))

/** Bytes of a text for the chain. */
export const bytesOfText = (text: string): Uint8Array => new TextEncoder().encode(text)
