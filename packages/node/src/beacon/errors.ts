/** A beacon that anybody can foretell is for development only. */
export class LocalBeaconRefusedError extends Error {
  readonly code = 'LocalBeaconRefused'

  constructor() {
    super('the local beacon has no secret: give `dev` too, which keeps the node on loopback')
    this.name = 'LocalBeaconRefusedError'
  }
}
