export { compareBytes, equalBytes } from './bytes/compare.ts'
export { concatBytes } from './bytes/concat.ts'
export { bytesToHex, HexError, hexToBytes } from './bytes/hex.ts'
export { createHasher } from './hash/create-hasher.ts'
export type { Hasher } from './hash/hasher.ts'
export {
  blake2128,
  blake2128Concat,
  blake2256,
  identity,
  twox128,
  twox256,
  twox64Concat,
} from './hash/key-hasher.ts'
export type { KeyHasher, KeyHasherName } from './hash/key-hasher.ts'
export { bls } from './key/bls.ts'
export type { Bls } from './key/bls.ts'
export type { Ecdsa } from './key/ecdsa.ts'
export type { Ed25519 } from './key/ed25519.ts'
export { KeyError } from './key/errors.ts'
export type { KeyErrorCode } from './key/errors.ts'
export { chainCode } from './key/junction.ts'
export type { Junction } from './key/junction.ts'
export { createKeyPair } from './key/key-pair.ts'
export type { KeyPair, KeyPairOptions } from './key/key-pair.ts'
export { generateMnemonic, mnemonicToMiniSecret } from './key/mnemonic.ts'
export { DEV_PHRASE, parseSecretUri } from './key/secret-uri.ts'
export type { SecretUri } from './key/secret-uri.ts'
export { createSignatures, publicKeyToAccount } from './key/signatures.ts'
export type { AccountSignature, Signatures, SignatureScheme } from './key/signatures.ts'
export type { Sr25519 } from './key/sr25519.ts'
export { decodeSs58, DEFAULT_SS58_PREFIX, encodeSs58, Ss58Error } from './key/ss58.ts'
export type { Ss58Address, Ss58ErrorCode } from './key/ss58.ts'
export { bytes, fixedBytes, str } from './scale/bytes.ts'
export {
  array,
  bounded,
  boundedVec,
  btreeMap,
  btreeSet,
  byEncoding,
  tuple,
  unit,
  vec,
  weakBoundedVec,
} from './scale/collections.ts'
export { compact, readCompact, writeCompact } from './scale/compact.ts'
export { deferred } from './scale/deferred.ts'
export type { Deferred } from './scale/deferred.ts'
export { bare, enumeration, holding, listing, names, naming, option, result } from './scale/enum.ts'
export type { EnumValue, ResultValue, Variant, Variants } from './scale/enum.ts'
export { ScaleError } from './scale/errors.ts'
export type { ScaleErrorCode } from './scale/errors.ts'
export {
  bool,
  i128,
  i16,
  i256,
  i32,
  i64,
  i8,
  u128,
  u16,
  u256,
  u32,
  u64,
  u8,
} from './scale/numbers.ts'
export { Reader } from './scale/reader.ts'
export type { ReaderOptions } from './scale/reader.ts'
export { described, newtype, struct } from './scale/struct.ts'
export type { Fields, FieldValues, Naming } from './scale/struct.ts'
export { decode, decodePrefix, encode, PRIMITIVES } from './scale/type.ts'
export type {
  AnyType,
  FieldInfo,
  Primitive,
  Type,
  TypeDef,
  TypeInfo,
  TypeParam,
  ValueOf,
  VariantInfo,
} from './scale/type.ts'
export { Writer } from './scale/writer.ts'
export { shieldKeyPair } from './shield/key-pair.ts'
export type { ShieldKeyPair } from './shield/key-pair.ts'
export { openSealed } from './shield/open-sealed.ts'
export type { Sealed } from './shield/open-sealed.ts'
export {
  decodeTimelocked,
  encodeTimelocked,
  TIMELOCK_OVERHEAD_BYTES,
} from './timelock/ciphertext.ts'
export type { TimelockedParts } from './timelock/ciphertext.ts'
export { lockTimelocked } from './timelock/lock.ts'
export type { TimelockInput } from './timelock/lock.ts'
export { openTimelocked } from './timelock/open.ts'
export type { TimelockClaim, TimelockOpening } from './timelock/open.ts'
export { signRound, verifyRound } from './timelock/round.ts'
export type { RoundClaim } from './timelock/round.ts'
export { closestDescendantMerkleValue } from './trie/closest-descendant.ts'
export { ProofError, TrieError } from './trie/errors.ts'
export type { ProofErrorCode, TrieErrorCode } from './trie/errors.ts'
export { packPath, unpackPath } from './trie/node-path.ts'
export type { NodePath } from './trie/node-path.ts'
export { proveKeys } from './trie/prove-keys.ts'
export { EMPTY_TRIE_ROOT, orderedTrieRoot, trieRoot } from './trie/roots.ts'
export type { TrieNodes } from './trie/trie-nodes.ts'
export { updateTrie } from './trie/update-trie.ts'
export type { TrieUpdate, TrieVersion } from './trie/update-trie.ts'
export { verifyProof } from './trie/verify-proof.ts'
export type { ProvenValue } from './trie/verify-proof.ts'
export { AccountId32, accountId } from './types/account-id.ts'
export type { AccountId } from './types/account-id.ts'
export { RangeViolation } from './types/brand.ts'
export type { Brand } from './types/brand.ts'
export { H160, H256, hash } from './types/hash.ts'
export type { Hash } from './types/hash.ts'
export {
  AlphaRao,
  alphaRao,
  checkedMinus,
  checkedPlus,
  Rao,
  rao,
  saturatingMinus,
  saturatingPlus,
} from './types/amounts.ts'
export { Digest, DigestItem } from './types/digest.ts'
export { Era, eraBirth, eraDeath, IMMORTAL, mortalEra } from './types/era.ts'
export {
  BlockNumber,
  blockNumber,
  MechId,
  mechId,
  NetUid,
  netUid,
  Tempo,
  tempo,
  Uid,
  uid,
} from './types/ids.ts'
export { addressOf, compactUnit, MultiAddress } from './types/multi-address.ts'
export { MultiSignature } from './types/multi-signature.ts'
export { boxed, some } from './types/some.ts'
export type { Some } from './types/some.ts'
export { Weight } from './types/weight.ts'
export {
  absDiff,
  checkedAdd,
  checkedDivTrunc,
  checkedMulFloor,
  checkedSub,
  safeDivTrunc,
  saturatingAdd,
  saturatingDivTrunc,
  saturatingMulFloor,
  saturatingSub,
  wrappingAdd,
} from './fixed/arithmetic.ts'
export {
  checkedCeil,
  floor,
  fractionOf,
  saturatingFloorToI64,
  saturatingFloorToInteger,
  saturatingFloorToU128,
  saturatingFloorToU16,
  saturatingFloorToU64,
  saturatingFromF32Bits,
  saturatingFromF64Bits,
  saturatingFromFixedFloor,
  saturatingFromInteger,
  wrappingRound,
} from './fixed/convert.ts'
export {
  emaAlpha,
  expSafe,
  fixedProportionToU16Floor,
  fixedToU16ProportionTrunc,
  lnSafe,
  sigmoidSafe,
  u16ProportionToFixedFloor,
  u16ToFixed,
} from './fixed/epoch-math.ts'
export { fixedFromRaw, I32F32, I64F64, I96F32, U64F64, U96F32 } from './fixed/format.ts'
export type { Fixed, FixedFormat } from './fixed/format.ts'
export {
  mulCeil,
  mulFloor,
  mulNearestDown,
  Perbill,
  Percent,
  Permill,
  Perquintill,
  shareFromRationalFloor,
} from './fixed/per-things.ts'
export type { PerThing, Share } from './fixed/per-things.ts'
export { checkedLn, checkedLog, checkedPow, checkedSqrt } from './fixed/safe-math.ts'
export { exp, ln, log2, pow, powInteger, sqrt } from './fixed/transcendental.ts'
