import { networkInterfaces } from 'node:os'

/** Kept for documentation (RFC 5737): nobody else has it. */
const NOBODYS = '192.0.2.1'

/**
 * The address of this machine that is published: the chain takes no loopback. A machine without any
 * publishes one that leads nowhere; its own dendrites dial loopback all the same.
 */
export function ownAddress(interfaces: typeof networkInterfaces = networkInterfaces): string {
  const all = Object.values(interfaces()).flatMap((addresses) => addresses ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? NOBODYS
}
