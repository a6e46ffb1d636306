import type { Random } from '@plexus/testing'
import type { LocalNetwork, NetworkPlan } from './network.ts'

/** One thing that may happen to a network, and what must hold then. */
export interface Scenario {
  readonly name: string
  /** `full`: too long for each change. */
  readonly size: 'ci' | 'full'
  run(stage: Stage): Promise<void>
}

/** What a scenario plays on. */
export interface Stage {
  readonly full: boolean
  readonly random: Random
  readonly flags: StageFlags
  /** The CometBFT under test, and the one of the second column. */
  readonly comet: string
  otherComet(): string
  /** Where its ports begin. */
  readonly basePort: number
  /** Counts a check, and says that it holds. */
  done(text: string): void
  /** Four validators that scenarios hand on to each other; whoever takes it leaves it whole. */
  four(): Promise<LocalNetwork>
  /**
   * A network of one scenario alone. It ends with the checks of every scenario; then all members
   * end with 0.
   */
  withNetwork(plan: OwnPlan, body: (network: LocalNetwork) => Promise<void>): Promise<void>
}

/** What only some scenarios want to be different. */
export type OwnPlan = Partial<Omit<NetworkPlan, 'directory'>> & Pick<NetworkPlan, 'validators'>

/** Numbers of the command line. */
export interface StageFlags {
  readonly blocks: number
  readonly kills: number
  readonly failPoints: readonly number[]
  readonly load: number
  readonly seconds: number
  /** Time between blocks under load, in ms. */
  readonly loadBlockTimeMs: number
}
