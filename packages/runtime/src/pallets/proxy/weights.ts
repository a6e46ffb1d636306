import { addWeights, weight } from '../../frame/weight.ts'
import { MAX_PENDING, MAX_PROXIES } from './constants.ts'

const PROXIES = BigInt(MAX_PROXIES)
const PENDING = BigInt(MAX_PENDING)
const LIST = 4_254n
const BOTH_LISTS = 8_615n

/** The read and the write of the real account's record. */
const ACCOUNT_ACCESS = weight(0n, { reads: 1n, writes: 1n })

/**
 * Benchmarked weights (`pallet_subtensor_proxy::weights::SubstrateWeight`). Every call announces
 * the weight of full lists.
 */
export const proxyWeights = {
  proxy: addWeights(
    weight(28_026_265n + 53_205n * PROXIES, {
      reads: 3n,
      writes: 1n,
      proofSize: LIST + 37n * PROXIES,
    }),
    ACCOUNT_ACCESS,
  ),
  proxyAnnounced: addWeights(
    weight(53_234_507n + 228_831n * PENDING + 54_037n * PROXIES, {
      reads: 5n,
      writes: 3n,
      proofSize: BOTH_LISTS + 68n * PENDING + 37n * PROXIES,
    }),
    ACCOUNT_ACCESS,
  ),
  removeAnnouncement: weight(25_595_226n + 205_163n * PENDING + 40_277n * PROXIES, {
    reads: 2n,
    writes: 2n,
    proofSize: BOTH_LISTS,
  }),
  rejectAnnouncement: weight(26_388_332n + 199_703n * PENDING + 17_846n * PROXIES, {
    reads: 2n,
    writes: 2n,
    proofSize: BOTH_LISTS,
  }),
  announce: weight(34_286_251n + 194_092n * PENDING + 53_615n * PROXIES, {
    reads: 3n,
    writes: 2n,
    proofSize: BOTH_LISTS,
  }),
  addProxy: weight(25_770_804n + 80_892n * PROXIES, { reads: 1n, writes: 1n, proofSize: LIST }),
  removeProxy: weight(27_827_049n + 64_054n * PROXIES, { reads: 1n, writes: 2n, proofSize: LIST }),
  removeProxies: weight(27_407_028n + 55_808n * PROXIES, {
    reads: 1n,
    writes: 1n,
    proofSize: LIST,
  }),
  createPure: weight(27_853_436n + 20_160n * PROXIES, { reads: 1n, writes: 1n, proofSize: LIST }),
  killPure: weight(26_529_087n + 48_014n * PROXIES, { reads: 1n, writes: 1n, proofSize: LIST }),
  pokeDeposit: weight(46_757_000n, { reads: 3n, writes: 3n, proofSize: BOTH_LISTS }),
  setRealPaysFee: weight(14_259_931n + 42_799n * PROXIES, {
    reads: 1n,
    writes: 1n,
    proofSize: LIST,
  }),
} as const
