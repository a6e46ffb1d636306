export type {
  Judgement,
  Manifest,
  Subnet,
  SubnetSynapse,
  Task,
  Verdict,
  WindowScore,
} from './subnet/subnet.ts'
export { createKey } from './wallet/create-key.ts'
export type { CreatedKey, CreateKeyOptions } from './wallet/create-key.ts'
export {
  InvalidNameError,
  KeyExistsError,
  KeyfileAccessError,
  KeyfileFormatError,
  KeyMissingError,
  KeySourceError,
  PasswordRequiredError,
  PasswordVariableError,
  SignerDisposedError,
  WalletError,
  WalletMissingError,
  WeakPasswordError,
  WrongPasswordError,
} from './wallet/errors.ts'
export type { WalletErrorCode } from './wallet/errors.ts'
export type { KeyfileFormat } from './wallet/keyfile/format.ts'
export { PLEXUS1_COST } from './wallet/keyfile/plexus1.ts'
export type { Plexus1Cost } from './wallet/keyfile/plexus1.ts'
export type { Protection } from './wallet/keyfile/seal-keyfile.ts'
export { DEFAULT_WALLETS_PATH, resolveWalletsPath, walletAt } from './wallet/layout.ts'
export type { KeyHandle, Wallet, WalletOptions } from './wallet/layout.ts'
export { listWallets } from './wallet/list-wallets.ts'
export type { KeySummary, WalletSummary } from './wallet/list-wallets.ts'
export { openWallet } from './wallet/open-wallet.ts'
export type { Password } from './wallet/password/password-bytes.ts'
export { judgePassword } from './wallet/password/password-policy.ts'
export type { PasswordVerdict } from './wallet/password/password-policy.ts'
export {
  decodePasswordVariable,
  encodePasswordVariable,
  passwordVariableName,
} from './wallet/password/password-variable.ts'
export type { PlaceOptions } from './wallet/place-key.ts'
export { protectKey } from './wallet/protect-key.ts'
export { readPublicKey } from './wallet/public-key.ts'
export type { PublicKey } from './wallet/public-key.ts'
export { regenerateKey, regeneratePublicKey } from './wallet/regenerate-key.ts'
export type { KeySource } from './wallet/secret/key-source.ts'
export type { WalletSigner } from './wallet/secret/signer.ts'
export { unlock } from './wallet/unlock.ts'
export { verifyMessage } from './wallet/verify-message.ts'
