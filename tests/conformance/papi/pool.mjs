import { toHex } from 'polkadot-api/utils'
import { lastValueFrom, takeWhile, tap } from 'rxjs'
import { check } from '../lib/check.mjs'
import { NOBODY, REJECTED, WATCHED } from '../lib/localnet.mjs'

/** A call that changes nothing. */
const REMARK = { remark: new Uint8Array([0]) }

export function poolTests({ test }, { client, api, key, raw }) {
  test('the statuses of a watched transaction come in order', async () => {
    const tx = await api.tx.System.remark(REMARK).sign(key('Eve').signer)
    const statuses = []
    await lastValueFrom(
      raw()
        ._subscribe('author_submitAndWatchExtrinsic', 'author_unwatchExtrinsic', [toHex(tx)])
        .pipe(
          tap((status) => statuses.push(nameOf(status))),
          takeWhile((status) => nameOf(status) !== 'finalized'),
        ),
      { defaultValue: undefined },
    )
    check.equal(
      statuses.filter((status) => status !== 'broadcast'),
      WATCHED,
      'statuses',
    )
  })

  test('the next index counts the pool', async () => {
    const eve = key('Eve')
    const nonce = (await api.query.System.Account.getValue(eve.address, { at: 'best' })).nonce
    const signed = []
    for (let i = 0; i < 3; i += 1) {
      const tx = api.tx.System.remark({ remark: new Uint8Array([i]) })
      signed.push(toHex(await tx.sign(eve.signer, { nonce: nonce + i })))
    }
    await nextBlock(client)
    await Promise.all(signed.map((hex) => raw()._request('author_submitExtrinsic', [hex])))
    const next = await raw()._request('system_accountNextIndex', [eve.address])
    check.equal(next, nonce + 3, 'next index with three transactions in the pool')
    await until(async () => {
      const account = await api.query.System.Account.getValue(eve.address, { at: 'best' })
      return account.nonce >= nonce + 3
    })
  })

  test('the pool refuses with the words that clients match', async () => {
    const remark = api.tx.System.remark(REMARK)
    const stale = await remark.sign(key('Eve').signer, { nonce: 0 })
    await refused(raw(), stale, REJECTED.stale)
    const unpaid = await remark.sign(key(NOBODY.slice(2)).signer, { nonce: 0 })
    await refused(raw(), unpaid, REJECTED.payment)
    const forged = await remark.sign(key('Ferdie').signer, { nonce: 0 })
    forged[60] ^= 1
    await refused(raw(), forged, REJECTED.badProof)
    const sudo = api.tx.Sudo.sudo({ call: remark.decodedCall })
    await refused(raw(), await sudo.sign(key('Ferdie').signer), REJECTED.badSigner)
    const malformed = await check.rejects(
      raw()._request('author_submitExtrinsic', ['0x01']),
      'malformed bytes',
    )
    check.ok([1001, 1002].includes(malformed.code), `code ${malformed.code} for malformed bytes`)
    const unknown = await check.rejects(raw()._request('plexus_nothing', []), 'unknown method')
    check.equal(unknown.code, -32601, 'code of an unknown method')
  })

  test('the client names why a transaction is invalid', async () => {
    const stale = await api.tx.System.remark(REMARK).sign(key('Eve').signer, { nonce: 0 })
    const error = await check.rejects(client.submit(stale), 'a stale transaction')
    check.equal(
      [error.error?.type, error.error?.value?.type],
      ['Invalid', 'Stale'],
      'validity error',
    )
  })
}

async function refused(raw, bytes, expected) {
  const error = await check.rejects(
    raw._request('author_submitExtrinsic', [toHex(bytes)]),
    expected.data,
  )
  check.equal(
    { code: error.code, message: error.message, data: error.data },
    expected,
    'error of the pool',
  )
}

function nameOf(status) {
  return typeof status === 'string' ? status : Object.keys(status)[0]
}

/** Resolves right after the next block, so that what follows has a whole interval. */
async function nextBlock(client) {
  const [{ hash }] = await client.getBestBlocks()
  await until(async () => (await client.getBestBlocks())[0].hash !== hash)
}

async function until(condition) {
  while (!(await condition())) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
