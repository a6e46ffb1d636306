import { describe, expect, it } from 'vitest'
import { findDuplicates, type Probed } from '../../src/vision/duplicates.ts'

const labels = Array.from({ length: 32 }, (_, at) => at % 10)

/** Answers that give `onLabel` thousandths to the label and the rest to the class `shift` behind it. */
function miner(
  hotkey: string,
  options: { onLabel: number; shift?: number; order?: number; since?: number },
): Probed {
  const probs = labels.flatMap((label) => {
    const row = Array.from({ length: 10 }, () => 0)
    row[label] = options.onLabel
    row[(label + (options.shift ?? 1)) % 10]! += 1000 - options.onLabel
    return row
  })
  const probes = new Map([['task', { labels, probs }]])
  return { hotkey, since: options.since ?? 0, order: options.order ?? 0, probes }
}

describe('findDuplicates', () => {
  it('keeps the earliest of those that answer alike', () => {
    const miners = [
      miner('late', { onLabel: 600, order: 2 }),
      miner('first', { onLabel: 600, order: 0 }),
      miner('second', { onLabel: 600, order: 1 }),
      miner('other', { onLabel: 600, shift: 3, order: 3 }),
    ]
    expect([...findDuplicates(miners)].sort()).toEqual(['late', 'second'])
    expect(findDuplicates([...miners].reverse())).toEqual(findDuplicates(miners))
  })

  it('keeps who has earned for longer, even if it answers later', () => {
    const miners = [
      miner('copy', { onLabel: 600, order: 0, since: 5 }),
      miner('old', { onLabel: 600, order: 9, since: 4 }),
    ]
    expect([...findDuplicates(miners)]).toEqual(['copy'])
  })

  it('sees through changes of up to a distance of 0.07', () => {
    // 2 · 0.18² = 0.0648; 2 · 0.19² = 0.0722.
    const miners = [miner('a', { onLabel: 600 }), miner('b', { onLabel: 780, order: 1 })]
    expect([...findDuplicates(miners)]).toEqual(['b'])
    const apart = [miner('a', { onLabel: 600 }), miner('b', { onLabel: 790, order: 1 })]
    expect([...findDuplicates(apart)]).toEqual([])
  })

  it('follows small steps from clone to clone', () => {
    // 500 and 800 differ by 2 · 0.3² = 0.18, each step by 2 · 0.15² = 0.045.
    const steps = [500, 800, 650].map((onLabel, order) => miner(`${onLabel}`, { onLabel, order }))
    expect([...findDuplicates(steps)].sort()).toEqual(['650', '800'])
    expect(findDuplicates(steps.slice(0, 2)).size).toBe(0)
  })

  it('does not hold it against good models that they agree on easy pictures', () => {
    const miners = [miner('a', { onLabel: 950 }), miner('b', { onLabel: 950, order: 1 })]
    expect([...findDuplicates(miners)]).toEqual([])
  })

  it('compares nobody who did not answer', () => {
    const silent = (hotkey: string) => ({ hotkey, since: 0, order: 0, probes: new Map() })
    expect(findDuplicates([silent('a'), silent('b')]).size).toBe(0)
  })
})
