import type { SubnetIdentityV3 } from '../../descriptors/generated/types.ts'
import { bytesOfText, textOf } from '../text.ts'

/** What people see of a subnet. Name and Discord: at most 256 bytes, all others 1,024. */
export interface SubnetIdentity {
  readonly name: string
  readonly githubRepo?: string
  readonly contact?: string
  readonly url?: string
  readonly discord?: string
  readonly description?: string
  readonly logoUrl?: string
  readonly additional?: string
}

/** As the chain takes it. */
export function toChainIdentity(identity: SubnetIdentity): SubnetIdentityV3 {
  const text = (value: string | undefined): Uint8Array => bytesOfText(value ?? '')
  return {
    subnet_name: text(identity.name),
    github_repo: text(identity.githubRepo),
    subnet_contact: text(identity.contact),
    subnet_url: text(identity.url),
    discord: text(identity.discord),
    description: text(identity.description),
    logo_url: text(identity.logoUrl),
    additional: text(identity.additional),
  }
}

/** As people read it. */
export const fromChainIdentity = (identity: SubnetIdentityV3): Required<SubnetIdentity> => ({
  name: textOf(identity.subnet_name),
  githubRepo: textOf(identity.github_repo),
  contact: textOf(identity.subnet_contact),
  url: textOf(identity.subnet_url),
  discord: textOf(identity.discord),
  description: textOf(identity.description),
  logoUrl: textOf(identity.logo_url),
  additional: textOf(identity.additional),
})
