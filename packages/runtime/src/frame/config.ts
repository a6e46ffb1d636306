/** Block timing of the two builds of the reference (spec: 60-genesis-localnet §2). */
export type Timing = 'fast' | 'normal'

/** What one chain may set differently from another; the same on every node of a chain. */
export interface RuntimeConfig {
  readonly timing: Timing
  /** Length of an Aura slot in ms: 250 (fast), 12,000 (normal). */
  readonly slotDurationMs: bigint
}

/** The configuration of a build. */
export function runtimeConfig(timing: Timing): RuntimeConfig {
  return { timing, slotDurationMs: timing === 'fast' ? 250n : 12_000n }
}
