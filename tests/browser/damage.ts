import { bytes, decode, encode } from '@plexus/primitives'
import type { HistoryBlock } from './history-file.ts'

/** A history with one bit changed. */
export interface DamagedHistory {
  readonly blocks: readonly HistoryBlock[]
  /** The number of the block where it is. */
  readonly block: number
}

/** A block good enough to be damaged has a transaction, and some blocks before it. */
const FIRST_DAMAGED = 30
const ANNOUNCEMENT = 1
/** Version, kind of the address, account, kind of the signature. */
const SIGNATURE_AT = 1 + 1 + 32 + 1
const SIGNED = 0x84

/** The author announces another key: the block is as good as it was, but its state is another. */
export function changeAnnouncedKey(blocks: readonly HistoryBlock[]): DamagedHistory {
  const at = Math.min(FIRST_DAMAGED, blocks.length) - 1
  return damage(blocks, at, ANNOUNCEMENT, (body) => body.length - 1)
}

/** A signature is wrong: no block can hold that transaction. */
export function changeSignature(blocks: readonly HistoryBlock[]): DamagedHistory {
  const isSigned = (extrinsic: Uint8Array): boolean => decode(bytes, extrinsic)[0] === SIGNED
  const at = blocks.findIndex(
    ({ extrinsics }, index) => index >= FIRST_DAMAGED - 1 && extrinsics.some(isSigned),
  )
  if (at < 0) throw new Error(`no transaction after block ${FIRST_DAMAGED}: make a longer history`)
  const extrinsic = blocks[at]?.extrinsics.findIndex(isSigned) ?? 0
  return damage(blocks, at, extrinsic, () => SIGNATURE_AT)
}

/** Flips a bit; the history ends some blocks later. */
function damage(
  blocks: readonly HistoryBlock[],
  at: number,
  extrinsicAt: number,
  placeIn: (body: Uint8Array) => number,
): DamagedHistory {
  const damaged = blocks.slice(0, at + 10).map((block, index): HistoryBlock => {
    if (index !== at) return block
    const extrinsics = block.extrinsics.map((extrinsic, each) => {
      if (each !== extrinsicAt) return extrinsic
      const body = decode(bytes, extrinsic)
      const place = placeIn(body)
      body[place] = (body[place] ?? 0) ^ 1
      return encode(bytes, body)
    })
    return { ...block, extrinsics }
  })
  return { blocks: damaged, block: at + 1 }
}
