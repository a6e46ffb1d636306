import { sr25519CreateDerive } from '@polkadot-labs/hdkd'
import { DEV_MINI_SECRET, ss58Address } from '@polkadot-labs/hdkd-helpers'
import { createClient as createSubstrateClient } from '@polkadot-api/substrate-client'
import { plexus } from './.papi/descriptors/dist/index.js'
import { createClient } from 'polkadot-api'
import { getPolkadotSigner } from 'polkadot-api/signer'
import { getWsProvider, getWsRawProvider } from 'polkadot-api/ws'
import { filter, firstValueFrom, lastValueFrom, tap } from 'rxjs'
import { endpoint } from '../lib/suite.mjs'

/**
 * The client under test with the generated descriptors; `raw` is the same client without the
 * middleware that repairs what servers get wrong, so that the order of messages shows.
 */
export function connect() {
  const { ws } = endpoint()
  const client = createClient(getWsProvider(ws))
  const derive = sr25519CreateDerive(DEV_MINI_SECRET)
  return {
    client,
    api: client.getTypedApi(plexus),
    raw: once(() => createClient(getWsRawProvider(ws))),
    substrate: once(() => createSubstrateClient(getWsRawProvider(ws))),
    key(name) {
      const pair = derive(`//${name}`)
      return {
        address: ss58Address(pair.publicKey, 42),
        publicKey: pair.publicKey,
        signer: getPolkadotSigner(pair.publicKey, 'Sr25519', pair.sign),
      }
    },
  }
}

/** A `MultiAddress` of an account. */
export function id(address) {
  return { type: 'Id', value: address }
}

/** Signs, submits and watches to finality: the events of the client in order. */
export async function watch(tx, signer, options) {
  const seen = []
  const last = await lastValueFrom(
    tx.signSubmitAndWatch(signer, options).pipe(tap((event) => seen.push(event))),
  )
  return { seen, last }
}

/** Signs, submits and watches up to the best block: what the client found there, a success. */
export async function watchBest(api, tx, { address, signer }) {
  // By default the client counts from the finalised block.
  const nonce = await api.apis.AccountNonceApi.account_nonce(address, { at: 'best' })
  const found = await firstValueFrom(
    tx
      .signSubmitAndWatch(signer, { nonce })
      .pipe(filter((event) => event.type === 'txBestBlocksState' && event.found)),
  )
  if (!found.ok) throw new Error(JSON.stringify(found.dispatchError))
  return found
}

/** The event of one kind among those of a transaction. */
export function eventOf(events, pallet, name) {
  const found = events.filter((event) => event.type === pallet && event.value.type === name)
  if (found.length !== 1) {
    const all = events.map((event) => `${event.type}.${event.value.type}`)
    throw new Error(`${found.length} events ${pallet}.${name} among ${all.join(', ')}`)
  }
  return found[0].value.value
}

function once(make) {
  let value
  return () => (value ??= make())
}
