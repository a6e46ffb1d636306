import { addWeights, subtractWeight, weight } from '../../frame/weight.ts'
import type { Weight } from '../../frame/weight.ts'
import { MAX_SCHEDULED_PER_BLOCK } from './limits.ts'

/** Bytes that reading an agenda may prove. */
const AGENDA_PROOF = 110_487n
const FULL = BigInt(MAX_SCHEDULED_PER_BLOCK)

const agendaBase = (tasks: bigint): Weight =>
  weight(2_409_000n + 486_046n * tasks, { reads: 1n, writes: 1n, proofSize: AGENDA_PROOF })
const taskBase = weight(2_991_000n)
const taskNamed = weight(4_292_000n, { writes: 1n })
const taskPeriodic = weight(2_974_000n)
const taskFetched = (bytes: bigint): Weight =>
  weight(16_792_000n + 23_402n * bytes, { reads: 3n, writes: 2n, proofSize: 3556n + bytes })

/** Benchmarked weights (`pallet_scheduler::weights::SubstrateWeight`, February 2025). */
export const schedulerWeights = {
  serviceAgendasBase: weight(1_335_000n, { reads: 1n, writes: 1n, proofSize: 1489n }),
  serviceAgendaBase: agendaBase,
  serviceFullAgendaBase: agendaBase(FULL),
  executeSigned: weight(4_155_000n, { reads: 2n, proofSize: 3997n }),
  executeUnsigned: weight(1_858_000n),
  schedule: weight(3_815_234n + 538_417n * FULL, {
    reads: 1n,
    writes: 1n,
    proofSize: AGENDA_PROOF,
  }),
  cancel: weight(2_524_382n + 777_710n * FULL, { reads: 1n, writes: 3n, proofSize: AGENDA_PROOF }),
  scheduleNamed: weight(8_965_037n + 559_963n * FULL, {
    reads: 2n,
    writes: 2n,
    proofSize: AGENDA_PROOF,
  }),
  cancelNamed: weight(7_403_622n + 778_228n * FULL, {
    reads: 2n,
    writes: 3n,
    proofSize: AGENDA_PROOF,
  }),
  scheduleRetry: weight(10_762_174n + 16_285n * FULL, {
    reads: 1n,
    writes: 2n,
    proofSize: AGENDA_PROOF,
  }),
  setRetry: weight(169_783_000n, { reads: 1n, writes: 1n, proofSize: AGENDA_PROOF }),
  setRetryNamed: weight(186_544_000n, { reads: 2n, writes: 1n, proofSize: AGENDA_PROOF }),
  cancelRetry: weight(169_076_000n, { reads: 1n, writes: 1n, proofSize: AGENDA_PROOF }),
  cancelRetryNamed: weight(182_329_000n, { reads: 2n, writes: 1n, proofSize: AGENDA_PROOF }),
} as const

/** What is known of a task before its call is found. */
export interface TaskShape {
  /** Bytes of the preimage to look up; `undefined` for a call in place. */
  readonly lookupBytes: number | undefined
  readonly named: boolean
  readonly periodic: boolean
}

/** Weight of taking up a task, its call not included. */
export function serviceTaskWeight({ lookupBytes, named, periodic }: TaskShape): Weight {
  let total = lookupBytes === undefined ? taskBase : taskFetched(BigInt(lookupBytes))
  if (named) total = addWeights(total, subtractWeight(taskNamed, taskBase))
  if (periodic) total = addWeights(total, subtractWeight(taskPeriodic, taskBase))
  return total
}
