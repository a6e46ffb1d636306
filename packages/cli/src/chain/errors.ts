/** An encrypted keyfile, and nobody who could say the password. */
export class NoPasswordError extends Error {
  readonly code = 'NoPassword'

  constructor(keyfile: string, variable: string) {
    super(`${keyfile} is encrypted: run this on a terminal, or set ${variable}.`)
    this.name = 'NoPasswordError'
  }
}

/** The chain has no such subnet. */
export class NoSuchSubnetError extends Error {
  readonly code = 'NoSuchSubnet'

  constructor(netuid: number) {
    super(`There is no subnet ${netuid}: see "plexus subnets list".`)
    this.name = 'NoSuchSubnetError'
  }
}

/** The subnet has nobody with that uid. */
export class NoSuchNeuronError extends Error {
  readonly code = 'NoSuchNeuron'

  constructor(netuid: number, uid: number) {
    super(`Subnet ${netuid} has no uid ${uid}: see "plexus metagraph ${netuid}".`)
    this.name = 'NoSuchNeuronError'
  }
}

/** Less is staked than was to be taken: the chain would take all without a word. */
export class NotEnoughStakeError extends Error {
  readonly code = 'NotEnoughStake'

  /** @param there what is staked, as text with its unit */
  constructor(hotkey: string, there: string) {
    super(
      `The wallet has ${there} with ${hotkey}: give a smaller amount, or see "plexus stake list".`,
    )
    this.name = 'NotEnoughStakeError'
  }
}

/** A key cannot be made again from nothing. */
export class NoSecretError extends Error {
  readonly code = 'NoSecret'

  constructor() {
    super('Nothing was typed: type the words on a terminal, or give them on stdin.')
    this.name = 'NoSecretError'
  }
}

/** Two passwords that were to be the same. */
export class PasswordsDifferError extends Error {
  readonly code = 'PasswordsDiffer'

  constructor() {
    super('The two passwords differ, and nothing was written: run this again.')
    this.name = 'PasswordsDifferError'
  }
}
