import { check } from '../lib/check.mjs'
import { NOBODY, REJECTED } from '../lib/localnet.mjs'
import { watch } from './client.mjs'

export function errorTests({ test }, client) {
  test('the pool refuses with the words that clients match', async () => {
    const api = await client.api()
    const ferdie = client.key('Ferdie')
    const remark = api.tx.system.remark('0x00')
    await watch(api, remark, ferdie)

    const stale = await api.tx.system.remark('0x01').signAsync(ferdie, { nonce: 0 })
    await refused(api, stale.toHex(), REJECTED.stale)

    const signed = await api.tx.system.remark('0x02').signAsync(ferdie, { nonce: 1 })
    await refused(api, withBadSignature(signed.toHex()), REJECTED.badProof)

    const poor = client.keyring.addFromUri(NOBODY)
    const unpaid = await api.tx.system.remark('0x03').signAsync(poor, { nonce: 0 })
    await refused(api, unpaid.toHex(), REJECTED.payment)

    const sudo = await api.tx.sudo.sudo(remark).signAsync(ferdie, { nonce: 1 })
    await refused(api, sudo.toHex(), REJECTED.badSigner)
  })

  test('the pool refuses repeated, cheaper and malformed transactions', async () => {
    const api = await client.api()
    const one = client.key('One')
    const nonce = (await api.rpc.system.accountNextIndex(one.address)).toNumber() + 5
    const waiting = await api.tx.system.remark('0x0a').signAsync(one, { nonce })
    const hash = await api.rpc.author.submitExtrinsic(waiting.toHex())
    check.equal(hash.toHex(), waiting.hash.toHex(), 'hash of the submitted transaction')
    const twice = await check.rejects(api.rpc.author.submitExtrinsic(waiting.toHex()), 'twice')
    check.equal(twice.code, 1013, 'code of a repeated transaction')
    const cheap = await api.tx.system.remark('0x0b').signAsync(one, { nonce })
    const low = await check.rejects(api.rpc.author.submitExtrinsic(cheap.toHex()), 'same nonce')
    check.equal(low.code, 1014, 'code of a transaction with a taken nonce')
    check.ok(low.message.includes('Priority is too low'), low.message)
    check.equal(typeof low.data, 'string', 'type of data')
    const malformed = await check.rejects(
      client.provider.send('author_submitExtrinsic', ['0x01']),
      'bytes',
    )
    check.ok([1001, 1002].includes(malformed.code), `code ${malformed.code} for malformed bytes`)
    const params = await check.rejects(client.provider.send('chain_getBlock', [{}]), 'params')
    check.equal(params.code, -32602, 'code for wrong parameters')
  })

  test('an expired transaction no longer verifies', async () => {
    const api = await client.api()
    const one = client.key('One')
    const options = {
      nonce: (await api.query.system.account(one.address)).nonce,
      blockHash: api.genesisHash,
      era: api.createType('ExtrinsicEra', { current: 0, period: 4 }),
    }
    const expired = await api.tx.system.remark('0x0c').signAsync(one, options)
    await until(async () => (await api.query.system.number()).toNumber() > 4)
    // At a birth block to come there is no hash yet to check the signature with.
    const error = await check.rejects(api.rpc.author.submitExtrinsic(expired.toHex()), 'expired')
    const { badProof, ancient } = REJECTED
    check.ok([badProof.data, ancient.data].includes(error.data), `error ${error.data}`)
  })

  test('a failed call names its error', async () => {
    const api = await client.api()
    const charlie = client.key('Charlie')
    const bob = client.key('Bob').address
    const cases = [
      [api.tx.proxy.removeProxy(bob, 'Any', 0), 'proxy', 'NotFound'],
      [
        api.tx.multisig.cancelAsMulti(2, [bob], { height: 1, index: 1 }, `0x${'05'.repeat(32)}`),
        'multisig',
        'NotFound',
      ],
      [api.tx.preimage.unnotePreimage(`0x${'06'.repeat(32)}`), 'preimage', 'NotNoted'],
      [api.tx.balances.forceSetBalance(bob, 1), undefined, 'BadOrigin'],
      [
        api.tx.balances.transferKeepAlive(bob, 2n * 10n ** 15n),
        undefined,
        'Token.FundsUnavailable',
      ],
    ]
    for (const [call, section, name] of cases) {
      const { error, result } = await watch(api, call, charlie)
      check.equal([error?.section, error?.name], [section, name], call.method.method)
      if (section !== undefined) check.ok(error.docs.length > 0, `${name} has no docs`)
      const paid = result.events.some(({ event }) => event.method === 'TransactionFeePaid')
      check.ok(paid, `${name}: no fee was paid`)
    }
  })
}

/** The pool refuses these bytes with exactly this error. */
async function refused(api, bytes, expected) {
  const error = await check.rejects(api.rpc.author.submitExtrinsic(bytes), expected.data)
  check.equal([error.code, error.data], [expected.code, expected.data], 'error of the pool')
  check.ok(error.message.startsWith(`${expected.code}: ${expected.message}: `), error.message)
}

/** The same transaction with one bit of its signature turned. */
function withBadSignature(hex) {
  const at = 2 * (1 + lengthOfPrefix(hex) + 1 + 33 + 1 + 20)
  const nibble = (Number.parseInt(hex[at], 16) ^ 1).toString(16)
  return hex.slice(0, at) + nibble + hex.slice(at + 1)
}

function lengthOfPrefix(hex) {
  return [1, 2, 4][Number.parseInt(hex.slice(2, 4), 16) & 3]
}

async function until(condition) {
  while (!(await condition())) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
