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
