export type { Neuron, SubnetChain } from './subnet/chain.ts'
