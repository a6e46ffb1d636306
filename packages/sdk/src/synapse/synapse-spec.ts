/** The names of a message class and of its fields. */
export interface SynapseShape {
  /** Name of the class and of the route: `/Fold`. Letters, digits and `_`. */
  readonly name: string
  /** Request fields in the order in which they are hashed: all of them (spec: 85-subnets §0.1). */
  readonly requestFields: readonly string[]
  /** Response fields. */
  readonly responseFields: readonly string[]
  /**
   * `required_hash_fields` of the class of stock Python peers, where it is not all request fields.
   * Only peers that are served with `strict: false` may use it. Default: none.
   */
  readonly compatibleHashFields?: readonly string[]
  /**
   * Fields whose numbers a Python class declares as `float`: they are hashed as `1.0`, however they
   * are written. `a` means every number in `a`; `a.b` the member `b` of `a` or of its items.
   */
  readonly floatFields?: readonly string[]
  /**
   * Request fields that a Python class declares without a default, so that it needs a header for
   * each (spec: 80-axon-dendrite §1.3). Default: all request fields.
   */
  readonly requiredFields?: readonly string[]
}

/**
 * A message class of the protocol as a value: how a request and its response look on the wire. The
 * `SubnetSynapse` of a subnet is one.
 */
export interface SynapseSpec<Request, Response> extends SynapseShape {
  /** @throws InvalidFieldError with the field and what is wrong */
  parseRequest(fields: Readonly<Record<string, unknown>>): Request
  /** @throws InvalidFieldError with the field and what is wrong */
  parseResponse(fields: Readonly<Record<string, unknown>>): Response
  /** JSON values by field name. */
  writeRequest(request: Request): Readonly<Record<string, unknown>>
  writeResponse(response: Response): Readonly<Record<string, unknown>>
}

/** Fields of the base class: a subclass cannot have them (spec: 80-axon-dendrite §1.2). */
export const BASE_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'timeout',
  'total_size',
  'header_size',
  'dendrite',
  'axon',
  'computed_body_hash',
])

/** The base class, which every axon answers: its request comes back. */
export const PING: SynapseSpec<undefined, undefined> = {
  name: 'Synapse',
  requestFields: [],
  responseFields: [],
  parseRequest: () => undefined,
  parseResponse: () => undefined,
  writeRequest: () => ({}),
  writeResponse: () => ({}),
}
