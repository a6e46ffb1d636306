/** The release of the Python SDK whose wire protocol is spoken. */
export const WIRE_VERSION = versionAsInt('10.2.0')

/** From this version on, a first request must be fresh (spec: 80-axon-dendrite §1.6). */
export const FRESH_NONCE_VERSION = versionAsInt('7.2.0')

/** `10.2.0` as 10002000: major·10⁶ + minor·10³ + patch. */
export function versionAsInt(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return major * 1_000_000 + minor * 1_000 + patch
}
