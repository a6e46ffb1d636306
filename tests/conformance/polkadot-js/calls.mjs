import { createKeyMulti, encodeAddress, sortAddresses } from '@polkadot/util-crypto'
import { check } from '../lib/check.mjs'
import { eventOf, eventsOf, freeOf, succeed, watch } from './client.mjs'

const TAO = 1_000_000_000n

export function callTests({ test }, client) {
  test('batches: one after the other, and all or nothing', async () => {
    const api = await client.api()
    const charlie = client.key('Charlie')
    const target = client.key('BatchTarget').address
    const good = api.tx.balances.transferKeepAlive(target, TAO)
    const bad = api.tx.preimage.unnotePreimage(`0x${'07'.repeat(32)}`)

    const { result } = await succeed(api, api.tx.utility.batch([good, bad, good]), charlie)
    const interrupted = eventOf(result, 'utility', 'BatchInterrupted').data
    check.equal(interrupted.index.toNumber(), 1, 'index of the failed call')
    check.equal(eventsOf(result, 'utility', 'ItemCompleted').length, 1, 'completed calls')
    check.equal(await freeOf(api, target), TAO, 'what the batch moved')

    const all = await watch(api, api.tx.utility.batchAll([good, bad]), charlie)
    check.equal(all.error?.name, 'NotNoted', 'error of batchAll')
    check.equal(await freeOf(api, target), TAO, 'nothing of a failed batchAll stays')

    const forced = await succeed(api, api.tx.utility.forceBatch([bad, good]), charlie)
    eventOf(forced.result, 'utility', 'BatchCompletedWithErrors')
    check.equal(await freeOf(api, target), 2n * TAO, 'what forceBatch moved')
  })

  test('multisig: two of three', async () => {
    const api = await client.api()
    const [alice, bob, charlie] = ['Alice', 'Bob', 'Charlie'].map((name) => client.key(name))
    const members = [alice, bob, charlie].map(({ address }) => address)
    const shared = encodeAddress(createKeyMulti(members, 2), 42)
    const target = client.key('MultisigTarget').address
    await succeed(api, api.tx.balances.transferKeepAlive(shared, 5n * TAO), alice)
    const call = api.tx.balances.transferKeepAlive(target, TAO)
    const weight = (await call.paymentInfo(shared)).weight
    const others = (who) =>
      sortAddresses(
        members.filter((member) => member !== who.address),
        42,
      )

    const first = await succeed(
      api,
      api.tx.multisig.asMulti(2, others(alice), null, call, weight),
      alice,
    )
    const opened = eventOf(first.result, 'multisig', 'NewMultisig').data
    check.equal(opened.multisig.toString(), shared, 'address of the multisig')
    const pending = await api.query.multisig.multisigs(shared, call.method.hash)
    check.ok(pending.isSome, 'the open operation is not in storage')
    const { when, approvals } = pending.unwrap()
    check.equal(approvals.map(String), [alice.address], 'approvals')

    const second = await succeed(
      api,
      api.tx.multisig.asMulti(2, others(bob), when, call, weight),
      bob,
    )
    const executed = eventOf(second.result, 'multisig', 'MultisigExecuted').data
    check.ok(executed.result.isOk, 'the call of the multisig failed')
    check.equal(await freeOf(api, target), TAO, 'what the multisig moved')
    const closed = await api.query.multisig.multisigs(shared, call.method.hash)
    check.ok(closed.isNone, 'the operation is still open')
  })

  test('proxies: add, act, remove', async () => {
    const api = await client.api()
    const [charlie, dave] = [client.key('Charlie'), client.key('Dave')]
    const target = client.key('ProxyTarget').address
    await succeed(api, api.tx.proxy.addProxy(dave.address, 'Any', 0), charlie)
    const [delegates, deposit] = await api.query.proxy.proxies(charlie.address)
    check.equal(
      delegates.map((entry) => entry.delegate.toString()),
      [dave.address],
      'delegates',
    )
    const reserved = (await api.query.system.account(charlie.address)).data.reserved.toBigInt()
    check.equal(reserved, deposit.toBigInt(), 'deposit')

    const transfer = api.tx.balances.transferKeepAlive(target, TAO)
    const acted = await succeed(api, api.tx.proxy.proxy(charlie.address, null, transfer), dave)
    check.ok(eventOf(acted.result, 'proxy', 'ProxyExecuted').data.result.isOk, 'proxied call')
    const moved = eventOf(acted.result, 'balances', 'Transfer').data
    check.equal(moved.from.toString(), charlie.address, 'who paid')

    await succeed(api, api.tx.proxy.removeProxy(dave.address, 'Any', 0), charlie)
    const after = (await api.query.system.account(charlie.address)).data.reserved.toBigInt()
    check.equal(after, 0n, 'deposit after removal')
  })

  test('preimages: note, read, unnote', async () => {
    const api = await client.api()
    const charlie = client.key('Charlie')
    const call = api.tx.system.remark('0xc0ffee').method
    await succeed(api, api.tx.preimage.notePreimage(call.toHex()), charlie)
    const status = await api.query.preimage.requestStatusFor(call.hash)
    check.equal(status.unwrap().type, 'Unrequested', 'status')
    const image = await api.query.preimage.preimageFor([call.hash, call.encodedLength])
    check.equal(image.unwrap().toHex(), call.toHex(), 'the noted bytes')
    await succeed(api, api.tx.preimage.unnotePreimage(call.hash), charlie)
    const gone = await api.query.preimage.requestStatusFor(call.hash)
    check.ok(gone.isNone, 'the status is still there')
  })
}
