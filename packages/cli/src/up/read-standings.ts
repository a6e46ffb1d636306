import { callApi, readStorage } from '@plexus/sdk'
import type { Client } from '@plexus/sdk'
import type { SubnetCast } from './cast.ts'
import type { MinerRow, Standings, SubnetStanding, ValidatorRow } from './standings.ts'

/** What is read beside the chain. */
export interface StandingSources {
  readonly client: Client
  readonly subnets: readonly {
    readonly cast: SubnetCast
    readonly netuid: number
    /** Addresses of a participant's hotkeys. */
    hotkeysOf(name: string): readonly string[]
    /** Newest smoothed share of a hotkey, as the validators told it. */
    shareOf(hotkey: string): number
  }[]
}

const U16 = 65_535

/** The network at its head. Nobody's kind is known here, only names and what the chain says. */
export async function readStandings({ client, subnets }: StandingSources): Promise<Standings> {
  const at = String(await client.request('chain_getBlockHash', []))
  const [block, standings] = await Promise.all([
    readStorage(client, 'System.Number', [], { at }),
    Promise.all(subnets.map((source) => readSubnet(client, source, at))),
  ])
  return { block, blockTimeMs: client.blockTimeMs, subnets: standings }
}

async function readSubnet(
  client: Client,
  source: StandingSources['subnets'][number],
  at: string,
): Promise<SubnetStanding> {
  const { cast, netuid, hotkeysOf, shareOf } = source
  const options = { at }
  const [incentive, dividends, trust, next, number, priceRao] = await Promise.all([
    readStorage(client, 'SubtensorModule.Incentive', [netuid], options),
    readStorage(client, 'SubtensorModule.Dividends', [netuid], options),
    readStorage(client, 'SubtensorModule.ValidatorTrust', [netuid], options),
    callApi(client, 'SubnetInfoRuntimeApi.get_next_epoch_start_block', [netuid], options),
    readStorage(client, 'System.Number', [], options),
    callApi(client, 'SwapRuntimeApi.current_alpha_price', [netuid], options),
  ])
  const seatsOf = (name: string): Promise<readonly Seat[]> =>
    Promise.all(hotkeysOf(name).map((hotkey) => readSeat(client, netuid, hotkey, at)))
  const miners = await Promise.all(
    cast.miners.map(async ({ name }): Promise<MinerRow> => {
      const seats = await seatsOf(name)
      const quality = cast.reference.quality.get(name)
      return {
        uid: seats[0]?.uid ?? 0,
        name,
        ...(quality !== undefined && { quality }),
        score: sum(seats.map(({ hotkey }) => shareOf(hotkey))),
        incentive: sum(seats.map(({ uid }) => (incentive[uid] ?? 0) / U16)),
        earnedAlphaRao: seats.reduce((total, seat) => total + seat.alphaRao, 0n),
      }
    }),
  )
  const validators = await Promise.all(
    cast.validators.map(async ({ name }): Promise<ValidatorRow> => {
      const [seat] = await seatsOf(name)
      const uid = seat?.uid ?? 0
      return {
        uid,
        name,
        stakeAlphaRao: seat?.alphaRao ?? 0n,
        vtrust: (trust[uid] ?? 0) / U16,
        dividends: (dividends[uid] ?? 0) / U16,
      }
    }),
  )
  const { name } = cast.reference.manifest
  const blocksToEpoch = Math.max(0, Number(next ?? 0n) - number)
  return { name, netuid, blocksToEpoch, priceRao, miners, validators }
}

interface Seat {
  readonly hotkey: string
  readonly uid: number
  readonly alphaRao: bigint
}

async function readSeat(client: Client, netuid: number, hotkey: string, at: string): Promise<Seat> {
  const [uid, alphaRao] = await Promise.all([
    readStorage(client, 'SubtensorModule.Uids', [netuid, hotkey], { at }),
    readStorage(client, 'SubtensorModule.TotalHotkeyAlpha', [hotkey, netuid], { at }),
  ])
  return { hotkey, uid: uid ?? 0, alphaRao }
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)
