import { hexToBytes } from '@plexus/primitives'
import { expect, it } from 'vitest'
import { failingApi } from './support/fake-runtime.ts'
import { rpcWorld } from './support/rpc-world.ts'

const EXTRINSIC = '0x0c040506'

it('renders weight, class and fee of an extrinsic', async () => {
  const asked: Uint8Array[] = []
  // compact 1_000_000_000, compact 3593, Operational, u64 2^53 + 1
  const apis = {
    TransactionPaymentApi_query_info: (_view: unknown, args: Uint8Array) => {
      asked.push(args)
      return hexToBytes('0x02286bee' + '2538' + '01' + '0100000000002000')
    },
  }
  const { client } = await rpcWorld({ apis })
  expect(await client().call('payment_queryInfo', EXTRINSIC)).toEqual({
    weight: { ref_time: 1_000_000_000, proof_size: 3593 },
    class: 'operational',
    partialFee: '9007199254740993',
  })
  expect(asked).toEqual([hexToBytes(`${EXTRINSIC}04000000`)])
})

it('renders the parts of a fee; numbers beyond 2^53 in hex', async () => {
  const paying = '0x01' + '0100000000000000' + '0200000000000000' + '0100000000002000'
  for (const [scale, inclusionFee] of [
    [paying, { baseFee: 1, lenFee: 2, adjustedWeightFee: '0x20000000000001' }],
    ['0x00', null],
  ] as const) {
    const apis = { TransactionPaymentApi_query_fee_details: () => hexToBytes(scale) }
    const { client } = await rpcWorld({ apis })
    expect(await client().call('payment_queryFeeDetails', EXTRINSIC)).toEqual({ inclusionFee })
  }
})

it('says so when the runtime cannot tell', async () => {
  const apis = { TransactionPaymentApi_query_info: failingApi('no extrinsic') }
  const { client } = await rpcWorld({ apis })
  expect((await client().ask('payment_queryInfo', '0x')).error).toEqual({
    code: 1,
    message: 'Unable to query dispatch info.',
    data: 'Execution aborted due to trap: no extrinsic',
  })
})
