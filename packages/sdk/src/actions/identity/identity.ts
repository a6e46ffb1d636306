import type { ChainIdentityV2 } from '../../descriptors/generated/types.ts'
import { bytesOfText, textOf } from '../text.ts'

/** Who somebody is. Name, URL, repository and Discord: at most 256 bytes, all others 1,024. */
export interface Identity {
  readonly name: string
  readonly url?: string
  readonly githubRepo?: string
  readonly image?: string
  readonly discord?: string
  readonly description?: string
  readonly additional?: string
}

/** As the chain takes it. */
export function toChainIdentity(identity: Identity): ChainIdentityV2 {
  const text = (value: string | undefined): Uint8Array => bytesOfText(value ?? '')
  return {
    name: text(identity.name),
    url: text(identity.url),
    github_repo: text(identity.githubRepo),
    image: text(identity.image),
    discord: text(identity.discord),
    description: text(identity.description),
    additional: text(identity.additional),
  }
}

/** As people read it. */
export const fromChainIdentity = (identity: ChainIdentityV2): Required<Identity> => ({
  name: textOf(identity.name),
  url: textOf(identity.url),
  githubRepo: textOf(identity.github_repo),
  image: textOf(identity.image),
  discord: textOf(identity.discord),
  description: textOf(identity.description),
  additional: textOf(identity.additional),
})
