import type { Dendrite } from '../../dendrite/options.ts'
import type { ValidatorPort } from './network.ts'

/** A dendrite as the validator loop wants it. */
export function dendritePort(dendrite: Dendrite): ValidatorPort {
  return {
    async ask({ hotkey, axon }, synapse, request, options) {
      if (axon === undefined) return NOBODY
      return dendrite.query({ ...axon, hotkey }, synapse, request, options)
    },
  }
}

const NOBODY = {
  ok: false,
  status: 503,
  message: 'The neuron serves no axon.',
  latencyMs: 0,
} as const
