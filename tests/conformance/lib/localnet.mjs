/** Facts of the local network that every suite asserts (spec: 60-genesis-localnet, 70-rpc, 76). */
export const LOCALNET = {
  chain: 'Bittensor',
  specName: 'node-subtensor',
  specVersion: 425,
  ss58Format: 42,
  tokenDecimals: 9,
  tokenSymbol: 'TAO',
  existentialDeposit: 500n,
  slotDuration: 250n,
  blockHashCount: 2400,
  issuance: 3_016_000_000_000_000n,
  endowed: {
    alice: 1_000_000_000_000_000n,
    dave: 2_000_000_000_000n,
  },
  /** Accounts of the genesis, at least. */
  accounts: 11,
  /** Blocks between the best and the finalised head. */
  finalityLag: 2,
}

/** An sr25519 key that never holds anything: the account of `//PlexusNobody`. */
export const NOBODY = '//PlexusNobody'

/** The states of a watched transaction that a chain without forks reports, in order. */
export const WATCHED = ['ready', 'inBlock', 'finalized']

/** Rejections of the pool, with the words that clients match (spec: 70-rpc §6.2). */
export const REJECTED = {
  stale: { code: 1010, message: 'Invalid Transaction', data: 'Transaction is outdated' },
  badProof: { code: 1010, message: 'Invalid Transaction', data: 'Transaction has a bad signature' },
  ancient: {
    code: 1010,
    message: 'Invalid Transaction',
    data: 'Transaction has an ancient birth block',
  },
  payment: {
    code: 1010,
    message: 'Invalid Transaction',
    data: 'Inability to pay some fees (e.g. account balance too low)',
  },
  badSigner: { code: 1010, message: 'Invalid Transaction', data: 'Invalid signing address' },
}
