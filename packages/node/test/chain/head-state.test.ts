import { describe, expect, it } from 'vitest'
import { createFixture } from './fixture.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

describe('the slots of the head', () => {
  it('stay from block to block as long as nothing writes to their keys', async () => {
    const { chain, grow } = await createFixture({ genesis: new Map([['a', bytes(1)]]) })
    const slotOf = (key: string) => chain.stateAt(chain.head().hash).slot(key)
    const [present, absent] = [slotOf('a'), slotOf('b')]
    present.value = 'one'
    grow(new Map([['c', bytes(3)]]))
    expect(slotOf('a')).toBe(present)
    expect(slotOf('b')).toBe(absent)
    grow(
      new Map([
        ['a', bytes(2)],
        ['b', bytes(4)],
      ]),
    )
    expect(slotOf('a')).toEqual({ bytes: bytes(2) })
    expect(slotOf('b')).toEqual({ bytes: bytes(4) })
    expect(present).toEqual({ bytes: bytes(1), value: 'one' })
  })

  it('keep no array that a block brought', async () => {
    const { chain, grow } = await createFixture()
    const value = bytes(1)
    grow(new Map([['a', value]]))
    value[0] = 9
    expect(chain.stateAt(chain.head().hash).slot('a').bytes).toEqual(bytes(1))
  })

  it('of long values are read anew', async () => {
    const long = new Uint8Array(5000)
    const { chain } = await createFixture({ genesis: new Map([['a', long]]) })
    const view = chain.stateAt(chain.head().hash)
    expect(view.slot('a').bytes).toEqual(long)
    expect(view.slot('a')).not.toBe(view.slot('a'))
  })
})
