import { describe, expect, it } from 'vitest'
import { naming, toDatabaseError, toWriteError } from '../../../src/db/lmdb/failures.ts'

const failure = (code: unknown): Error => Object.assign(new Error('from below'), { code })

describe('toDatabaseError', () => {
  it.each([
    ['MDB_MAP_FULL', -30792, 'DatabaseFull'],
    ['ENOSPC of LMDB', 28, 'DatabaseFull'],
    ['ENOSPC of Node', 'ENOSPC', 'DatabaseFull'],
    ['a quota', 122, 'DatabaseFull'],
    ['a limit on file sizes', 27, 'DatabaseFull'],
    ['MDB_CORRUPTED', -30796, 'DatabaseDamaged'],
    ['MDB_PAGE_NOTFOUND', -30797, 'DatabaseDamaged'],
    ['MDB_INVALID', -30793, 'DatabaseDamaged'],
    ['a broken disk', 5, 'DatabaseDamaged'],
  ])('names %s', (_, code, expected) => {
    expect(toDatabaseError('/data', failure(code))).toMatchObject({ code: expected })
  })

  it('passes on what it does not know', () => {
    const bug = new TypeError('bug')
    expect(toDatabaseError('/data', bug)).toBe(bug)
    expect(() =>
      naming('/data', () => {
        throw bug
      }),
    ).toThrow(bug)
  })
})

describe('toWriteError', () => {
  it.each([
    ['a write that a full disk cut short', 5, 0, 'DatabaseFull'],
    ['the same by name', 'EIO', 4096, 'DatabaseFull'],
    ['a broken disk with room', 5, 2 ** 30, 'DatabaseDamaged'],
    ['a full disk that says so', 28, 2 ** 30, 'DatabaseFull'],
  ])('names %s', (_, code, freeBytes, expected) => {
    expect(toWriteError('/data', failure(code), () => freeBytes)).toMatchObject({ code: expected })
  })
})
