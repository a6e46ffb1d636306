/**
 * Every runtime API and what its arguments mean (spec: 75-runtime-apis); the values come from the
 * caller, who knows a living subnet and how its client writes them.
 */
export const RUNTIME_APIS = {
  Core: { version: [] },
  Metadata: { metadata: [], metadata_at_version: ['metadataVersion'], metadata_versions: [] },
  TaggedTransactionQueue: { validate_transaction: ['source', 'transaction', 'block'] },
  AuraApi: { slot_duration: [], authorities: [] },
  GrandpaApi: { grandpa_authorities: [], current_set_id: [] },
  AccountNonceApi: { account_nonce: ['coldkey'] },
  TransactionPaymentApi: {
    query_info: ['transaction', 'length'],
    query_fee_details: ['transaction', 'length'],
    query_weight_to_fee: ['weight'],
    query_length_to_fee: ['length'],
  },
  TransactionPaymentCallApi: {
    query_call_info: ['call', 'length'],
    query_call_fee_details: ['call', 'length'],
    query_weight_to_fee: ['weight'],
    query_length_to_fee: ['length'],
  },
  DelegateInfoRuntimeApi: {
    get_delegates: [],
    get_delegate: ['hotkey'],
    get_delegated: ['coldkey'],
  },
  NeuronInfoRuntimeApi: {
    get_neurons: ['netuid'],
    get_neuron: ['netuid', 'uid'],
    get_neurons_lite: ['netuid'],
    get_neuron_lite: ['netuid', 'uid'],
  },
  SubnetInfoRuntimeApi: {
    get_subnet_info: ['netuid'],
    get_subnets_info: [],
    get_subnet_info_v2: ['netuid'],
    get_subnets_info_v2: [],
    get_subnet_hyperparams: ['netuid'],
    get_subnet_hyperparams_v2: ['netuid'],
    get_subnet_hyperparams_v3: ['netuid'],
    get_all_dynamic_info: [],
    get_all_metagraphs: [],
    get_metagraph: ['netuid'],
    get_all_mechagraphs: [],
    get_mechagraph: ['netuid', 'mechanism'],
    get_dynamic_info: ['netuid'],
    get_subnet_state: ['netuid'],
    get_selective_metagraph: ['netuid', 'indexes'],
    get_coldkey_auto_stake_hotkey: ['coldkey', 'netuid'],
    get_selective_mechagraph: ['netuid', 'mechanism', 'indexes'],
    get_subnet_to_prune: [],
    get_subnet_account_id: ['netuid'],
    get_next_epoch_start_block: ['netuid'],
  },
  StakeInfoRuntimeApi: {
    get_stake_info_for_coldkey: ['coldkey'],
    get_stake_info_for_coldkeys: ['coldkeys'],
    get_stake_info_for_hotkey_coldkey_netuid: ['hotkey', 'coldkey', 'netuid'],
    get_stake_availability_for_coldkeys: ['coldkeys', 'netuids'],
    get_stake_fee: ['stake', 'coldkey', 'nothing', 'coldkey', 'amount'],
    get_coldkey_lock: ['coldkey', 'netuid'],
    get_hotkey_conviction: ['hotkey', 'netuid'],
    get_most_convicted_hotkey_on_subnet: ['netuid'],
  },
  SubnetRegistrationRuntimeApi: { get_network_registration_cost: [] },
  ProxyFilterRuntimeApi: { get_proxy_types: [], get_proxy_filter: ['proxyType'] },
  SwapRuntimeApi: {
    current_alpha_price: ['netuid'],
    current_alpha_price_all: [],
    sim_swap_tao_for_alpha: ['netuid', 'amount'],
    sim_swap_alpha_for_tao: ['netuid', 'amount'],
  },
  ShieldApi: {
    try_decode_shielded_tx: ['transaction'],
    is_shielded_using_current_key: ['keyHash'],
    try_unshield_tx: ['bytes', 'shielded'],
  },
}

/** Values that every client writes alike, for a neuron of a subnet that stakes on itself. */
export function subnetArguments({ netuid, uid, hotkey, coldkey }) {
  return {
    netuid,
    uid,
    hotkey,
    coldkey,
    mechanism: 0,
    // All fields of a metagraph.
    indexes: Array.from({ length: 74 }, (_, index) => index),
    coldkeys: [coldkey],
    netuids: [netuid],
    stake: [hotkey, netuid],
    amount: 1_000_000_000n,
    // Staking.
    proxyType: 8,
    metadataVersion: 15,
    length: 150,
  }
}

/** The methods of the table above with their arguments. */
export function runtimeCalls(values) {
  return Object.entries(RUNTIME_APIS).flatMap(([api, methods]) =>
    Object.entries(methods).map(([method, names]) => {
      const unknown = names.find((name) => !(name in values))
      if (unknown !== undefined) throw new Error(`${api}_${method}: no value for ${unknown}`)
      return { api, method, args: names.map((name) => values[name]) }
    }),
  )
}
