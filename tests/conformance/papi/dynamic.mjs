import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'

/** Codecs of this client for the types of a metadata blob, by id. */
export function dynamicCodecs(metadata) {
  const builder = getDynamicBuilder(getLookupFn(unifyMetadata(decAnyMetadata(metadata))))
  return (id) => {
    const codec = builder.buildDefinition(id)
    return { encode: codec.enc, decode: codec.dec }
  }
}
