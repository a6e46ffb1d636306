import type { Random } from '@plexus/testing'
import { synapseOf } from './world.ts'

const VALUES = [
  'null',
  'true',
  '1',
  '-1',
  '2',
  '1e300',
  '""',
  '"x"',
  '[]',
  '{}',
  '[0,0]',
  '[0,0,0,0]',
  '[0,2,0]',
  '[null,0,0]',
  '["0",0,0]',
  '{"length":3}',
]

/** JSON with an object whose fields are of other types than they should be. */
export function wrongShape(random: Random): string {
  for (;;) {
    const fields = ['answer', 'scores'].filter(() => !random.oneIn(4))
    const members = fields.map((name) => `"${name}":${random.pick(VALUES)}`)
    const text = `{${members.join(',')}}`
    if (!isGood(text)) return text
  }
}

/**
 * The text with some bytes changed, lost or added.
 *
 * @param isHarmless whether a text, by chance, still means something good
 */
export function spoil(
  text: string,
  random: Random,
  isHarmless: (text: string) => boolean = isGood,
): string {
  for (;;) {
    let spoilt = text
    for (let times = 1 + random.below(4); times > 0; times -= 1) {
      const at = random.below(spoilt.length + 1)
      const rest = spoilt.slice(at + random.below(3))
      spoilt =
        spoilt.slice(0, at) + random.pick(['', '"', '{', ']', ',', '\\', '\0', '9', 'e']) + rest
    }
    if (spoilt !== text && !isHarmless(spoilt)) return spoilt
  }
}

/** Whether by chance it became an answer. */
function isGood(text: string): boolean {
  try {
    synapseOf('X').parseResponse(JSON.parse(text) as Record<string, unknown>)
    return true
  } catch {
    // Neither JSON nor an answer: that is what is wanted here.
    return false
  }
}
