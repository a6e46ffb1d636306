/**
 * Ids and versions of the runtime APIs that this runtime serves. An id is the BLAKE2b-64 of the name
 * (a test computes it); clients hide what is not announced (spec: 75-runtime-apis §1).
 */
export const API_VERSIONS = {
  Core: { id: '0xdf6acb689907609b', version: 5 },
  Metadata: { id: '0x37e397fc7c91f5e4', version: 2 },
  TaggedTransactionQueue: { id: '0xd2bc9897eed08f15', version: 3 },
  AuraApi: { id: '0xdd718d5cc53262d4', version: 1 },
  GrandpaApi: { id: '0xed99c5acb25eedf5', version: 3 },
  AccountNonceApi: { id: '0xbc9d89904f5b923f', version: 1 },
  TransactionPaymentApi: { id: '0x37c8bb1350a9a2a8', version: 4 },
  TransactionPaymentCallApi: { id: '0xf3ff14d5ab527059', version: 3 },
  DelegateInfoRuntimeApi: { id: '0x42e62be4a39e5b60', version: 1 },
  NeuronInfoRuntimeApi: { id: '0x806df4ccaa9ed485', version: 1 },
  SubnetInfoRuntimeApi: { id: '0x8375104b299b74c5', version: 2 },
  StakeInfoRuntimeApi: { id: '0x5d1fbfbe852f2807', version: 1 },
  SubnetRegistrationRuntimeApi: { id: '0xc6886e2f8e598b0a', version: 1 },
  ProxyFilterRuntimeApi: { id: '0xc0de4984d112f3b4', version: 1 },
  SwapRuntimeApi: { id: '0xa8b093e6508d9e9c', version: 1 },
  ShieldApi: { id: '0x1c4585bd5c707202', version: 1 },
} as const
