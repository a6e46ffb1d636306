/**
 * What the reference's runtime answers with a trap: the extrinsic in hand can be in no block, and a
 * block that holds it is void. No value of the protocol; what was written is taken back.
 */
export class RuntimePanic extends Error {
  readonly code: string = 'RuntimePanic'
}
