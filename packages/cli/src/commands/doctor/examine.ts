import type { Io } from '../../io.ts'
import type { DoctorFlags } from '../doctor.ts'
import { lookAtData } from './look-at-data.ts'
import { lookAtNode } from './look-at-node.ts'
import { lookAtPorts } from './look-at-ports.ts'
import { lookAtWallets } from './look-at-wallets.ts'

/** One thing that was looked at. */
export interface Finding {
  readonly what: 'node.js' | 'ports' | 'data' | 'wallets' | 'node' | 'clock'
  readonly ok: boolean
  /** What was found and, where it is not ok, what to do. */
  readonly says: string
}

/** Looks at everything; nothing is changed. */
export async function examine(flags: DoctorFlags, io: Io): Promise<readonly Finding[]> {
  const home = io.env['HOME'] ?? '.'
  const [data, wallets, chain] = await Promise.all([
    lookAtData(flags.path, home),
    lookAtWallets(flags.walletPath, home),
    lookAtNode(flags.endpoint, io.now),
  ])
  const isOurs = chain.some(({ what, ok }) => what === 'node' && ok)
  return [lookAtRuntime(process.versions.node), await lookAtPorts(isOurs), data, wallets, ...chain]
}

const LEAST: readonly [number, number] = [20, 19]

/** @param version as `process.versions.node` */
export function lookAtRuntime(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const ok = major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])
  const advice = ok ? '' : `: install ${LEAST.join('.')} or newer`
  return { what: 'node.js', ok, says: `version ${version}${advice}` }
}
