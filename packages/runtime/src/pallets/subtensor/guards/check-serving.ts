import { serveAxonCall, serveAxonTls } from '../serving/calls/serve-axon.ts'
import { servePrometheus } from '../serving/calls/serve-prometheus.ts'
import { axonFault, prometheusFault } from '../serving/endpoint.ts'
import type { Guard } from './guard.ts'

/** An endpoint is judged as its call judges it. */
export const checkServing: Guard = (ctx, who, value) => {
  if (serveAxonCall.is(value) || serveAxonTls.is(value)) {
    return axonFault(ctx, who, value.args.netuid, value.args)
  }
  if (servePrometheus.is(value)) return prometheusFault(ctx, who, value.args.netuid, value.args)
  return undefined
}
