import { option } from '@plexus/primitives'
import { call } from '../../../frame/call.ts'
import type { Context } from '../../../frame/context.ts'
import { ensure } from '../../../frame/error.ts'
import { ensureNone } from '../../../frame/origin.ts'
import type { StorageItem } from '../../../frame/storage.ts'
import { authorityOf } from '../../aura/slot.ts'
import { BlockNumber } from '../../system/storage.ts'
import { KEY_BYTES } from '../config.ts'
import { errors } from '../errors.ts'
import { mevShield } from '../id.ts'
import {
  AuthorKeys,
  CurrentKey,
  EncryptionKey,
  NextKey,
  NextKeyExpiresAt,
  PendingKey,
  PendingKeyExpiresAt,
} from '../storage.ts'
import { shieldWeights } from '../weights.ts'

/**
 * The inherent with which the author of a block announces the key for its turn after this one, and
 * all keys move up. An author without a key drops out until it announces one again.
 */
export const announceNextKey = call(
  mevShield,
  { enc_key: option(EncryptionKey) },
  {
    index: 0,
    name: 'announce_next_key',
    weight: shieldWeights.announceNextKey,
    inherent: true,
    run(ctx, origin, { enc_key: announced }) {
      ensureNone(origin)
      const author = authorityOf(ctx)
      ensure(author !== undefined, errors.Unreachable)
      // Before the announcement: an author who is also the one after next gives the older key.
      moveUp(ctx)
      if (announced === undefined) AuthorKeys.remove(ctx, author)
      else {
        ensure(announced.length === KEY_BYTES, errors.BadEncKeyLen)
        AuthorKeys.set(ctx, author, announced)
      }
    },
  },
)

/** The pending key becomes current, the next one pending, and the author after next gives the next. */
function moveUp(ctx: Context): void {
  const now = BlockNumber.get(ctx)
  const pending = NextKey.get(ctx)
  const authorAfterNext = authorityOf(ctx, 2n)
  const next = authorAfterNext === undefined ? undefined : AuthorKeys.get(ctx, authorAfterNext)
  put(ctx, CurrentKey, PendingKey.get(ctx))
  put(ctx, PendingKey, pending)
  put(ctx, NextKey, next)
  put(ctx, PendingKeyExpiresAt, pending === undefined ? undefined : now + 2)
  put(ctx, NextKeyExpiresAt, next === undefined ? undefined : now + 3)
}

function put<T>(ctx: Context, item: StorageItem<[], T, T | undefined>, value: T | undefined): void {
  if (value === undefined) item.remove(ctx)
  else item.set(ctx, value)
}
