/** A beacon that anybody can foretell is for development only. */
export class LocalBeaconRefusedError extends Error {
  readonly code = 'LocalBeaconRefused'

  constructor() {
    super('the local beacon has no secret: give `dev` too, which keeps the node on loopback')
    this.name = 'LocalBeaconRefusedError'
  }
}

/** A chain follows one beacon. */
export class TwoBeaconsError extends Error {
  readonly code = 'TwoBeacons'

  constructor() {
    super('no server has rounds of the local beacon: give `localBeacon` or `drand`, not both')
    this.name = 'TwoBeaconsError'
  }
}

/** Rounds are fetched over HTTP. */
export class DrandUrlError extends Error {
  readonly code = 'DrandUrl'
  readonly url: string

  constructor(url: string) {
    super(`"${url}" is no server of drand: give at least one URL, each with http:// or https://`)
    this.name = 'DrandUrlError'
    this.url = url
  }
}
