import { PasswordRequiredError, WeakPasswordError } from '../errors.ts'
import type { KeyHandle } from '../layout.ts'
import { withPassword } from '../password/password-bytes.ts'
import type { Password } from '../password/password-bytes.ts'
import { judgePassword } from '../password/password-policy.ts'
import type { KeySecret } from '../secret/key-secret.ts'
import { encodeSecretDocument } from './key-document.ts'
import { sealNacl } from './nacl.ts'
import { sealPlexus1 } from './plexus1.ts'
import type { Plexus1Cost } from './plexus1.ts'

/** How a key is kept on the disk. */
export interface Protection {
  /**
   * `nacl`, which the official wallet reads; `plexus1`, which is stronger and only ours; or
   * `plaintext`. Absent: `nacl` where there is a password; without one, hotkeys are plaintext and
   * coldkeys are refused.
   */
  readonly format?: 'nacl' | 'plexus1' | 'plaintext'
  readonly password?: Password
  /** Takes a password that `judgePassword` refuses. */
  readonly allowWeakPassword?: boolean
  /** Of `plexus1`; 512 MiB and 8 passes where absent. */
  readonly cost?: Plexus1Cost
}

/**
 * The bytes of a keyfile.
 *
 * @throws PasswordRequiredError, WeakPasswordError
 */
export async function sealKeyfile(
  secret: KeySecret,
  kind: KeyHandle['kind'],
  protection: Protection,
): Promise<Uint8Array> {
  ensureProtection(kind, protection)
  const plaintext = encodeSecretDocument(secret)
  const { password, format = password === undefined ? 'plaintext' : 'nacl', cost } = protection
  if (format === 'plaintext' || password === undefined) return plaintext
  try {
    return await withPassword(password, (bytes) =>
      format === 'nacl' ? sealNacl(plaintext, bytes) : sealPlexus1(plaintext, bytes, cost),
    )
  } finally {
    plaintext.fill(0)
  }
}

/**
 * Refuses early what `sealKeyfile` would refuse, so that nothing is derived or shown for nothing.
 *
 * @throws PasswordRequiredError, WeakPasswordError
 */
export function ensureProtection(kind: KeyHandle['kind'], protection: Protection): void {
  const { format, password, allowWeakPassword = false } = protection
  if (format === 'plaintext') return
  if (password === undefined || password.length === 0) {
    if (kind === 'hotkey' && format === undefined && password === undefined) return
    throw new PasswordRequiredError('write')
  }
  const verdict = judgePassword(password)
  if (!verdict.ok && !allowWeakPassword) throw new WeakPasswordError(verdict.reason)
}
