import { check } from '../lib/check.mjs'
import { eventOf, id, watch } from './client.mjs'

const AMOUNT = 1_000_000_000n

export function transactionTests({ test }, { client, api, key }) {
  test('a transfer is signed, submitted and watched to finality', async () => {
    const [bob, target] = [key('Bob'), key('TransferTarget')]
    const transfer = api.tx.Balances.transfer_keep_alive({
      dest: id(target.address),
      value: AMOUNT,
    })
    const estimate = await transfer.getEstimatedFees(bob.address)
    check.ok(estimate > 0n, 'estimated fee')
    const before = await api.query.System.Account.getValue(bob.address, { at: 'best' })
    const { seen, last } = await watch(transfer, bob.signer)
    check.equal(
      seen.map(({ type }) => type),
      ['signed', 'broadcasted', 'txBestBlocksState', 'finalized'],
      'events of the client',
    )
    check.equal([seen[2].found, last.ok], [true, true], 'outcome')

    const moved = eventOf(last.events, 'Balances', 'Transfer')
    check.equal(moved, { from: bob.address, to: target.address, amount: AMOUNT }, 'Transfer')
    const paid = eventOf(last.events, 'TransactionPayment', 'TransactionFeePaid')
    check.equal(paid, { who: bob.address, actual_fee: estimate, tip: 0n }, 'fee')
    eventOf(last.events, 'System', 'NewAccount')
    eventOf(last.events, 'System', 'ExtrinsicSuccess')

    const at = last.block.hash
    const after = await api.query.System.Account.getValue(bob.address, { at })
    check.equal(before.data.free - after.data.free, AMOUNT + estimate, 'what left the account')
    check.equal(after.nonce, before.nonce + 1, 'nonce')
    const found = await api.event.TransactionPayment.TransactionFeePaid.get(at)
    check.equal(found.length, 1, 'fee events in the block')
  })

  test('transactions of one account follow each other', async () => {
    const [bob, target] = [key('Bob'), key('TransferTarget')]
    for (const value of [2_000n, 3_000n]) {
      const { last } = await watch(
        api.tx.Balances.transfer_allow_death({ dest: id(target.address), value }),
        bob.signer,
      )
      check.equal(last.ok, true, `transfer of ${value}`)
    }
  })

  test('a failed call names its error', async () => {
    const { last } = await watch(
      api.tx.Preimage.unnote_preimage({ hash: `0x${'06'.repeat(32)}` }),
      key('Charlie').signer,
    )
    check.equal(last.ok, false, 'outcome')
    check.equal(
      last.dispatchError,
      {
        type: 'Module',
        value: { type: 'Preimage', value: { type: 'NotNoted', value: undefined } },
      },
      'dispatch error',
    )
  })

  test('batches, sudo and immortal transactions', async () => {
    const [alice, target] = [key('Alice'), key('BatchTarget').address]
    const transfer = api.tx.Balances.transfer_keep_alive({ dest: id(target), value: AMOUNT })
    const batch = api.tx.Utility.batch_all({
      calls: [transfer.decodedCall, transfer.decodedCall],
    })
    const sudo = api.tx.Sudo.sudo({
      call: api.tx.Balances.force_set_balance({
        who: id(key('SudoTarget').address),
        new_free: 5n * AMOUNT,
      }).decodedCall,
    })
    const batched = await watch(batch, alice.signer, { mortality: { mortal: false } })
    check.equal(batched.last.ok, true, 'outcome of the batch')
    // Payloads above 256 bytes are signed by their hash.
    const long = await watch(
      api.tx.System.remark({ remark: new Uint8Array(300) }),
      key('Bob').signer,
    )
    check.equal(long.last.ok, true, 'outcome of a long remark')
    const done = await watch(sudo, alice.signer)
    const { sudo_result: result } = eventOf(done.last.events, 'Sudo', 'Sudid')
    check.equal(result.success, true, 'result of sudo')
    const balance = async (address) =>
      (await api.query.System.Account.getValue(address, { at: 'best' })).data.free
    check.equal(await balance(target), 2n * AMOUNT, 'what the batch moved')
    check.equal(await balance(key('SudoTarget').address), 5n * AMOUNT, 'what sudo set')
    const block = await client.getBlockBody(done.last.block.hash)
    check.ok(block.length > done.last.block.index, 'index of the transaction')
  })
}
