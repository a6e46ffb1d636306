import { NetUid, u128, u16, u32, u8 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { ensureSigned } from '../../../../frame/origin.ts'
import { currentBlock } from '../../block.ts'
import { events } from '../../events.ts'
import { subtensor } from '../../id.ts'
import { Prometheus } from '../../storage/neurons.ts'
import { ensurePrometheus } from '../endpoint.ts'
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
      ensurePrometheus(ctx, hotkey, netuid, info)
      Prometheus.set(ctx, netuid, hotkey, { ...info, block: currentBlock(ctx) })
      ctx.deposit(events, { type: 'PrometheusServed', value: [netuid, hotkey] })
    },
  },
)
