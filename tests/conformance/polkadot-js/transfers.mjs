import { check } from '../lib/check.mjs'
import { WATCHED } from '../lib/localnet.mjs'
import { eventOf, freeOf, succeed, watch } from './client.mjs'

const AMOUNT = 1_000_000_000n

export function transferTests({ test }, client) {
  test('a transfer is watched to finality, with events and the estimated fee', async () => {
    const api = await client.api()
    const [bob, target] = [client.key('Bob'), client.key('TransferTarget').address]
    const transfer = api.tx.balances.transferKeepAlive(target, AMOUNT)
    const estimate = (await transfer.paymentInfo(bob)).partialFee.toBigInt()
    check.ok(estimate > 0n, 'estimated fee')
    const before = await api.query.system.account(bob.address)
    const { statuses, result } = await succeed(api, transfer, bob, { until: 'finalized' })
    check.equal(
      statuses.filter((status) => status !== 'broadcast'),
      WATCHED,
      'statuses',
    )

    const moved = eventOf(result, 'balances', 'Transfer').data
    check.equal(
      [moved.from.toString(), moved.to.toString(), moved.amount.toBigInt()],
      [bob.address, target, AMOUNT],
      'Balances.Transfer',
    )
    const paid = eventOf(result, 'transactionPayment', 'TransactionFeePaid').data
    check.equal(paid.who.toString(), bob.address, 'payer of the fee')
    check.equal(paid.actualFee.toBigInt(), estimate, 'fee paid')
    eventOf(result, 'system', 'NewAccount')
    eventOf(result, 'balances', 'Endowed')
    eventOf(result, 'system', 'ExtrinsicSuccess')

    const after = await api.query.system.account(bob.address)
    check.equal(
      before.data.free.toBigInt() - after.data.free.toBigInt(),
      AMOUNT + estimate,
      'what left the account',
    )
    check.equal(after.nonce.toNumber(), before.nonce.toNumber() + 1, 'nonce')
    check.equal(await freeOf(api, target), AMOUNT, 'what arrived')
    await checkInBlock(api, result, transfer)
  })

  test('a second transfer follows at once', async () => {
    const api = await client.api()
    const bob = client.key('Bob')
    const target = client.key('TransferTarget').address
    await succeed(api, api.tx.balances.transferAllowDeath(target, AMOUNT), bob)
    await succeed(api, api.tx.balances.transferAllowDeath(target, AMOUNT), bob)
    check.ok((await freeOf(api, target)) >= 2n * AMOUNT, 'what arrived')
  })

  test('the next index counts the pool', async () => {
    const api = await client.api()
    const eve = client.key('Eve')
    await nextHead(api)
    const nonce = (await api.query.system.account(eve.address)).nonce.toNumber()
    const bytes = []
    for (let i = 0; i < 3; i += 1) {
      const tx = api.tx.system.remark(`0x0${i}`)
      bytes.push((await tx.signAsync(eve, { nonce: nonce + i })).toHex())
    }
    await nextHead(api)
    await Promise.all(bytes.map((hex) => api.rpc.author.submitExtrinsic(hex)))
    const next = (await api.rpc.system.accountNextIndex(eve.address)).toNumber()
    check.equal(next, nonce + 3, 'next index with three transactions in the pool')
    const counted = async () => (await api.query.system.account(eve.address)).nonce.toNumber()
    await until(async () => (await counted()) >= nonce + 3)
  })

  test('a gap in the nonces waits as future and is then promoted', async () => {
    const api = await client.api()
    const dave = client.key('Dave')
    const nonce = (await api.query.system.account(dave.address)).nonce.toNumber()
    const later = watch(api, api.tx.system.remark('0x02'), dave, { nonce: nonce + 1 })
    await until(async () => (await api.rpc.author.pendingExtrinsics()).length > 0)
    await succeed(api, api.tx.system.remark('0x01'), dave, { nonce })
    check.equal((await later).statuses, ['future', 'ready', 'inBlock'], 'statuses')
  })

  test('ed25519 keys, immortal and long transactions are accepted', async () => {
    const api = await client.api()
    const ed = client.edKey('Alice')
    const alice = client.key('Alice')
    await succeed(api, api.tx.balances.transferKeepAlive(ed.address, AMOUNT), alice, { era: 0 })
    const target = client.key('TransferTarget').address
    await succeed(api, api.tx.balances.transferKeepAlive(target, 1_000n), ed)
    // Payloads above 256 bytes are signed by their hash.
    await succeed(api, api.tx.system.remark(`0x${'17'.repeat(300)}`), alice)
  })
}

/** The transaction is in the block byte for byte. */
async function checkInBlock(api, result, transfer) {
  const hash = result.status.asFinalized
  const { block } = await api.rpc.chain.getBlock(hash)
  check.equal(
    block.extrinsics[result.txIndex]?.toHex(),
    transfer.toHex(),
    'the transaction in the block',
  )
  const header = await api.rpc.chain.getHeader(hash)
  check.equal(block.header.hash.toHex(), header.hash.toHex(), 'header of the block')
}

/** Resolves right after the next block, so that what follows has a whole interval. */
async function nextHead(api) {
  let count = 0
  let stop
  await new Promise((resolve, reject) => {
    api.rpc.chain
      .subscribeNewHeads(() => {
        count += 1
        if (count === 2) resolve()
      })
      .then((unsubscribe) => {
        stop = unsubscribe
      }, reject)
  })
  stop?.()
}

async function until(condition) {
  while (!(await condition())) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
