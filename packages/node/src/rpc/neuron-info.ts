import { concatBytes, encode, u16 as U16 } from '@plexus/primitives'
import { askForBytes } from './custom-api.ts'
import type { Question } from './custom-api.ts'
import { method } from './method.ts'
import { optionalHash, u16 } from './params.ts'

const question = (name: string, of: string): Question => ({
  api: `NeuronInfoRuntimeApi_${name}`,
  what: `Unable to get ${of} info`,
})

const ofSubnet = (name: string, of: string) => {
  const asked = question(name, of)
  return method([u16, optionalHash], ({ ctx }, netuid, at) =>
    askForBytes(ctx, at, asked, encode(U16, netuid)),
  )
}

const ofNeuron = (name: string, of: string) => {
  const asked = question(name, of)
  return method([u16, u16, optionalHash], ({ ctx }, netuid, uid, at) =>
    askForBytes(ctx, at, asked, concatBytes(encode(U16, netuid), encode(U16, uid))),
  )
}

/** SCALE `Vec<NeuronInfoLite>` of a subnet. */
export const neuronInfo_getNeuronsLite = ofSubnet('get_neurons_lite', 'neurons lite')
/** SCALE `Option<NeuronInfoLite>` of a uid. */
export const neuronInfo_getNeuronLite = ofNeuron('get_neuron_lite', 'neurons lite')
/** SCALE `Vec<NeuronInfo>` of a subnet. */
export const neuronInfo_getNeurons = ofSubnet('get_neurons', 'neurons')
/** SCALE `Option<NeuronInfo>` of a uid. */
export const neuronInfo_getNeuron = ofNeuron('get_neuron', 'neuron')
