import type { Call } from '../../../../frame/call.ts'
import { serveAxonCall, serveAxonTls } from './serve-axon.ts'
import { servePrometheus } from './serve-prometheus.ts'

/** Calls of this part of the pallet. */
export const servingCalls: readonly Call[] = [serveAxonCall, servePrometheus, serveAxonTls]
