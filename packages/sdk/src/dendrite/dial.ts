import { isIP } from 'node:net'
import type { Target } from './options.ts'

/**
 * The origin to connect to. An axon at the host's own public address is dialled over loopback:
 * many routers do not lead a packet back in (spec: 80-axon-dendrite §1.1).
 *
 * @returns undefined for what is no address: names are not looked up
 */
export function originOf({ ip, port }: Target, ownIp: string | undefined): string | undefined {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return undefined
  switch (isIP(ip)) {
    case 4:
      return `http://${ip === ownIp ? '127.0.0.1' : ip}:${port}`
    case 6:
      return `http://[${ip === ownIp ? '::1' : ip}]:${port}`
    default:
      return undefined
  }
}
