/** What a validator remembers between windows; JSON. */
export interface KitState<State> {
  /** What the subnet asked to remember. */
  readonly subnet: State
  /** Smoothed shares by hotkey, in order of hotkeys; each 0 to 1. */
  readonly shares: readonly (readonly [hotkey: string, share: number])[]
  /** Until which window (not included) a hotkey earns nothing. */
  readonly coolDowns: readonly (readonly [hotkey: string, until: number])[]
}

/** How scores become weights. */
export interface Smoothing {
  /** Part of the newest window in the moving average, above 0 and up to 1. */
  readonly alpha: number
}

/** The moving average of scores is made of the last three windows, roughly. */
export const DEFAULT_SMOOTHING: Smoothing = { alpha: 0.35 }

/** Windows without pay after a proof of cheating (spec: 85-subnets §0.5). */
export const COOL_DOWN_WINDOWS = 20

/** Before the first window. */
export const initialKitState = <State>(subnet: State): KitState<State> => ({
  subnet,
  shares: [],
  coolDowns: [],
})
