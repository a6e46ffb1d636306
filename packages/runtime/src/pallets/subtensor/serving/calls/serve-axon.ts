import { bytes, NetUid, u128, u16, u32, u8 } from '@plexus/primitives'
import { call } from '../../../../frame/call.ts'
import { subtensor } from '../../id.ts'
import { serveAxon } from '../serve-axon.ts'
import { servingWeights } from '../weights.ts'

const axon = {
  netuid: NetUid,
  version: u32,
  ip: u128,
  port: u16,
  ip_type: u8,
  protocol: u8,
  placeholder1: u8,
  placeholder2: u8,
} as const

/** A neuron publishes where it answers. */
export const serveAxonCall = call(subtensor, axon, {
  index: 4,
  name: 'serve_axon',
  weight: servingWeights.serveAxon,
  pays: false,
  run: (ctx, origin, { netuid, ...info }) => serveAxon(ctx, origin, netuid, info),
})

/** The same with the certificate of its TLS endpoint: one byte of algorithm, then the public key. */
export const serveAxonTls = call(
  subtensor,
  { ...axon, certificate: bytes },
  {
    index: 40,
    name: 'serve_axon_tls',
    weight: servingWeights.serveAxonTls,
    pays: false,
    run: (ctx, origin, { netuid, certificate, ...info }) =>
      serveAxon(ctx, origin, netuid, info, certificate),
  },
)
