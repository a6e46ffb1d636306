import { NetUid, u128, u16, u32, u8 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { fail } from '../../../../frame/error.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { currentBlock } from '../../block.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { Prometheus } from '../../storage/neurons.ts'
import { prometheusFault } from '../endpoint.ts'
import { servingWeights } from '../weights.ts'

/** A neuron publishes where its metrics are. */
export const servePrometheus = call(
  subtensor,
  { netuid: NetUid, version: u32, ip: u128, port: u16, ip_type: u8 },
  {
    index: 5,
    name: 'serve_prometheus',
    weight: servingWeights.servePrometheus,
    pays: false,
    run(ctx, origin, { netuid, ...info }) {
      const hotkey = ensureSigned(origin)
      const fault = prometheusFault(ctx, hotkey, netuid, info)
      if (fault !== undefined) fail(fault)
      Prometheus.set(ctx, netuid, hotkey, { ...info, block: currentBlock(ctx) })
      ctx.deposit(events, { type: 'PrometheusServed', value: [netuid, hotkey] })
    },
  },
)
