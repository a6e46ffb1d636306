import { createKeyPair } from '@plexus/primitives'
import type { Signatures } from '@plexus/primitives'
import { pulseExtrinsic } from '@plexus/runtime'
import type { BeaconState } from '@plexus/runtime'
import type { Chain } from '../chain/interface.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { NodeOptions } from '../options.ts'
import type { Beacon } from './beacon.ts'
import { createDrandServers } from './drand-servers.ts'
import { PUBLIC_ENDPOINTS } from './endpoints.ts'
import { DrandUrlError, LocalBeaconRefusedError, TwoBeaconsError } from './errors.ts'
import { createRoundFetcher } from './fetch-rounds.ts'
import { createLocalBeacon } from './local-beacon.ts'
import type { VerifyRound } from './remember-rounds.ts'

/** What says where rounds come from. */
export type BeaconOptions = Pick<NodeOptions, 'localBeacon' | 'drand' | 'dev'>

/** What a beacon works with. */
export interface BeaconModules {
  readonly chain: Chain
  readonly signatures: Signatures
  /** That of the runtime's host, best with a memory. */
  readonly verifyRound: VerifyRound
  readonly clock: Clock
  readonly log: Log
}

/** @throws LocalBeaconRefusedError, TwoBeaconsError, DrandUrlError */
export function checkBeaconOptions({ localBeacon, drand, dev }: BeaconOptions): void {
  if (localBeacon === true && dev !== true) throw new LocalBeaconRefusedError()
  if (localBeacon === true && drand !== undefined) throw new TwoBeaconsError()
  if (drand === undefined || drand === 'public') return
  if (drand.length === 0) throw new DrandUrlError('')
  for (const url of drand) if (!isHttp(url)) throw new DrandUrlError(url)
}

/** The beacon that the options ask for, if any; it does nothing before `start`. */
export function createBeacon(options: BeaconOptions, modules: BeaconModules): Beacon | undefined {
  const { localBeacon, drand } = options
  if (localBeacon === true) return localBeaconOf(modules)
  if (drand === undefined) return undefined
  return fetchedBeacon(drand === 'public' ? PUBLIC_ENDPOINTS : drand, modules)
}

/** The state of the beacon at the head. */
export const beaconAtHead = (chain: Chain): BeaconState =>
  chain.runtime.beacon(chain.stateAt(chain.head().hash))

function localBeaconOf({ chain, signatures }: BeaconModules): Beacon {
  const { extrinsics } = createLocalBeacon({ chain, writer: writerOf(signatures) })
  return { extrinsics, start() {}, stop: () => Promise.resolve() }
}

function fetchedBeacon(urls: readonly string[], modules: BeaconModules): Beacon {
  const { chain, signatures, verifyRound, clock, log } = modules
  const servers = createDrandServers({ urls }, { verifyRound, log })
  const beacon = (): BeaconState => beaconAtHead(chain)
  const { start, stop, due } = createRoundFetcher({ servers, beacon, clock, log })
  const writer = writerOf(signatures)
  return {
    start,
    stop,
    extrinsics() {
      const block = chain.head().number
      return due(beacon()).map((round) => pulseExtrinsic({ ...round, block, writer }))
    },
  }
}

/** Everybody knows this key: the chain asks for a signature, and not for whose. */
const writerOf = (signatures: Signatures) =>
  createKeyPair({ scheme: 'Sr25519', uri: '//Beacon' }, signatures)

function isHttp(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
}
