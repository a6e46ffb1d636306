import { ensureFree } from '../../run/ensure-free.ts'
import type { Finding } from './examine.ts'

const PORTS = [9944, 9945, 9946] as const

/** @param isOurs whether a node of a Plexus network answers, which then holds them */
export async function lookAtPorts(isOurs: boolean): Promise<Finding> {
  const taken: number[] = []
  for (const port of PORTS) await ensureFree(port).catch(() => taken.push(port))
  if (taken.length === 0) return { what: 'ports', ok: true, says: `${PORTS.join(', ')} are free` }
  const list = taken.join(', ')
  if (isOurs) return { what: 'ports', ok: true, says: `${list} in use, and a node answers` }
  return {
    what: 'ports',
    ok: false,
    says: `${list} in use: end its user, or choose others with --rpc-port`,
  }
}
