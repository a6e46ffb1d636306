import type { EpochInput } from '../../epoch/input.ts'

/** Block at registration per uid; 0 without a hotkey. */
export const registrationBlocks = ({
  n,
  hasKey,
  blockAtRegistration,
}: EpochInput): readonly bigint[] =>
  Array.from({ length: n }, (_, uid) =>
    hasKey[uid] === true ? (blockAtRegistration[uid] ?? 0n) : 0n,
  )
