/** The newest shares that each validator told, by hotkey. */
export interface Shares {
  /** Takes a line of a validator's stdout; anything but a window is passed over. */
  hear(validator: string, line: string): void
  /** Mean of what the validators that told of windows give a hotkey; 0 before. */
  of(hotkey: string): number
}

interface WindowLine {
  readonly event: 'window'
  readonly shares: readonly (readonly [hotkey: string, share: number])[]
}

export function createShares(): Shares {
  const newest = new Map<string, ReadonlyMap<string, number>>()
  return {
    hear(validator, line) {
      const told = parse(line)
      if (told !== undefined) newest.set(validator, new Map(told.shares))
    },
    of(hotkey) {
      const told = [...newest.values()].filter((shares) => shares.has(hotkey))
      const total = told.reduce((sum, shares) => sum + (shares.get(hotkey) ?? 0), 0)
      return told.length === 0 ? 0 : total / told.length
    },
  }
}

function parse(line: string): WindowLine | undefined {
  try {
    const value = JSON.parse(line) as Partial<WindowLine> | null
    const isWindow = value?.event === 'window' && Array.isArray(value.shares)
    return isWindow ? (value as WindowLine) : undefined
  } catch {
    return undefined
  }
}
