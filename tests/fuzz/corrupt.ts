import { concatBytes } from '@plexus/primitives'
import type { Random } from '@plexus/testing'

/** Bytes that are cut, extended, changed, claim too much or have nothing to do with the blob. */
export function corrupt(blob: Uint8Array, random: Random): Uint8Array {
  const at = random.below(blob.length + 1)
  const copy = Uint8Array.from(blob)
  switch (random.below(6)) {
    case 0:
      return copy.subarray(0, at)
    case 1:
      return concatBytes(copy, random.bytes(1 + random.below(20)))
    case 2:
      return random.bytes(random.below(200))
    case 3:
      // A length of up to 2^536 where something else was.
      return concatBytes(copy.subarray(0, at), random.pick(LENGTHS), copy.subarray(at))
    case 4:
      return concatBytes(copy.subarray(0, at), copy.subarray(random.below(blob.length + 1)))
    default:
      for (let count = 1 + random.below(4); count > 0; count -= 1) {
        if (copy.length > 0) copy[random.below(copy.length)] = random.below(256)
      }
      return copy
  }
}

const LENGTHS = [
  Uint8Array.of(254, 255, 255, 255),
  Uint8Array.of(3, 255, 255, 255, 255),
  new Uint8Array(68).fill(255),
  Uint8Array.of(2, 0, 1, 0),
  Uint8Array.of(253, 255),
  Uint8Array.of(19, 255, 255, 255, 255, 255, 255, 255, 255),
]
