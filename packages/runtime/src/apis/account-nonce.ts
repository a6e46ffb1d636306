import { AccountId32, u32 } from '@plexus/primitives'
import { method } from '../frame/api.ts'
import type { RuntimeApi } from '../frame/api.ts'
import { Account } from '../pallets/system/storage.ts'

export const accountNonceApi: RuntimeApi = {
  name: 'AccountNonceApi',
  methods: [
    method(
      'account_nonce',
      { account: AccountId32 },
      u32,
      ({ ctx }, { account }) => Account.get(ctx, account).nonce,
      ['The nonce on chain; transactions in the pool do not count.'],
    ),
  ],
}
