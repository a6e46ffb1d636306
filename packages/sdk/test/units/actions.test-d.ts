import {
  addStake,
  call,
  callApi,
  parseAlpha,
  parseTao,
  readStorage,
  removeStake,
  transfer,
} from '../../src/index.ts'
import type { Alpha, Client, Signer, Tao } from '../../src/index.ts'

declare const client: Client
declare const signer: Signer
declare const netuid: number
const hotkey = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

export async function whatCompiles(): Promise<void> {
  const staked = await addStake(client, { hotkey, netuid: 1, amount: parseTao('1'), signer })
  const alpha: Alpha<1> = staked.alpha
  const { tao } = await removeStake(client, { hotkey, netuid: 1, amount: alpha, signer })
  const back: Tao = tao
  await transfer(client, { to: hotkey, amount: back, signer })
  await removeStake(client, { hotkey, netuid, amount: parseAlpha(netuid, '1'), signer })
  const tempo: number = await readStorage(client, 'SubtensorModule.Tempo', [1])
  call('SubtensorModule.start_call', { netuid: tempo })
  call('Proxy.remove_proxies')
}

export async function whatDoesNotCompile(): Promise<void> {
  // @ts-expect-error alpha of another subnet
  await removeStake(client, { hotkey, netuid: 1, amount: parseAlpha(2, '1'), signer })
  // @ts-expect-error TAO where alpha is meant
  await removeStake(client, { hotkey, netuid: 1, amount: parseTao('1'), signer })
  // @ts-expect-error alpha where TAO is meant
  await transfer(client, { to: hotkey, amount: parseAlpha(1, '1'), signer })
  // @ts-expect-error a bare bigint has no unit
  await transfer(client, { to: hotkey, amount: 1n, signer })
  // @ts-expect-error no such storage item
  await readStorage(client, 'SubtensorModule.Tempi', [1])
  // @ts-expect-error a key is missing
  await readStorage(client, 'SubtensorModule.Uids', [1])
  // @ts-expect-error an argument is missing
  call('SubtensorModule.set_tempo', { netuid: 1 })
  // @ts-expect-error a string is no number
  await callApi(client, 'SubnetInfoRuntimeApi.get_metagraph', ['1'])
}
