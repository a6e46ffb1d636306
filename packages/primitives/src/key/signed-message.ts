/** Largest message that a signature is checked over; extrinsics and proofs are far below. */
const MAX_MESSAGE_BYTES = 16_777_216

/** Whether a message is within the bound of signature checks, 16 MiB. */
export function isSignedMessage(message: Uint8Array): boolean {
  return message.length <= MAX_MESSAGE_BYTES
}
