import { bytesToHex, hexToBytes } from '@plexus/primitives'
import type { Verdict } from '../subnet.ts'
import { merkleRoot } from './merkle.ts'

/** The leaves of the evidence tree, in order of uid and task. */
export const evidenceEntries = (verdicts: readonly Verdict<unknown>[]): readonly Uint8Array[] =>
  [...verdicts]
    .sort((a, b) => a.uid - b.uid || (a.taskId < b.taskId ? -1 : a.taskId > b.taskId ? 1 : 0))
    .map(({ evidence }) => hexToBytes(evidence))

/** Merkle root of the evidence of a window, 64 digits of hex. */
export const evidenceRoot = (verdicts: readonly Verdict<unknown>[]): string =>
  bytesToHex(merkleRoot(evidenceEntries(verdicts))).slice(2)
