/** What miner and validator loops need to know of one neuron. Amounts in rao or alpha rao. */
export interface Neuron {
  readonly uid: number
  readonly hotkey: string
  readonly coldkey: string
  /** Absent: it serves nothing. */
  readonly axon?: { readonly ip: string; readonly port: number }
  readonly validatorPermit: boolean
  /** Stake that counts on this subnet, in alpha rao. */
  readonly stakeAlphaRao: bigint
  readonly incentive: number
  readonly emissionAlphaRao: bigint
}

/** What the loops need of the chain; a client makes one (`chainOf(client, wallet)`), tests another. */
export interface SubnetChain {
  readonly netuid: number
  block(options?: { readonly signal?: AbortSignal }): Promise<number>
  /** Hash of a past block, `0x…`. */
  blockHash(block: number): Promise<string>
  neurons(): Promise<readonly Neuron[]>
  /** Publishes where the miner listens; does nothing where the chain has the same. */
  serve(axon: { readonly ip: string; readonly port: number }): Promise<void>
  /**
   * Sends weights by uid (any positive numbers), in the way that the chain asks for (plain or
   * hash-committed; what was committed is revealed in time by `tick`).
   */
  setWeights(weights: ReadonlyMap<number, number>): Promise<void>
  /** To be called at each new block: reveals what is due. */
  tick(block: number): Promise<void>
  /** Publishes a commitment of at most 128 bytes. */
  commit(data: Uint8Array): Promise<void>
}
