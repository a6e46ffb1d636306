/** The chunks of a snapshot do not hold what its metadata says: try another one. */
export class SnapshotFormatError extends Error {
  readonly code = 'SnapshotFormat'

  constructor(message: string) {
    super(message)
    this.name = 'SnapshotFormatError'
  }
}

/** The network that offers its state began with another genesis. */
export class ForeignSnapshotError extends Error {
  readonly code = 'ForeignSnapshot'

  constructor(found: string, expected: string) {
    super(
      `The state of the network begins with the genesis block ${found}, this node's chain with ` +
        `${expected}: start it with the chain and the genesis file of the network.`,
    )
    this.name = 'ForeignSnapshotError'
  }
}
