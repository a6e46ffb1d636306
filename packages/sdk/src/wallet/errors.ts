/** Stable codes of everything that can go wrong with a wallet. */
export type WalletErrorCode =
  | 'InvalidName'
  | 'WalletMissing'
  | 'KeyMissing'
  | 'KeyExists'
  | 'KeyfileAccess'
  | 'KeyfileFormat'
  | 'PasswordRequired'
  | 'WrongPassword'
  | 'WeakPassword'
  | 'PasswordVariable'
  | 'KeySource'
  | 'SignerDisposed'

/** What every error of the wallet is. No message, field or cause carries secret material. */
export class WalletError extends Error {
  readonly code: WalletErrorCode

  constructor(code: WalletErrorCode, message: string) {
    super(message)
    this.name = `${code}Error`
    this.code = code
  }
}

/** A name of a wallet or hotkey that could leave its folder or confuse a listing. */
export class InvalidNameError extends WalletError {
  constructor(what: 'wallet' | 'hotkey', rule: string) {
    super('InvalidName', `This is no name of a ${what} (${rule}): choose another.`)
  }
}

/** There is no folder of this wallet. */
export class WalletMissingError extends WalletError {
  readonly path: string

  constructor(name: string, path: string) {
    super(
      'WalletMissing',
      `There is no wallet "${name}" in ${path}: create it with "plexus wallet create", or name ` +
        'another folder.',
    )
    this.path = path
  }
}

/** The wallet lacks a keyfile. */
export class KeyMissingError extends WalletError {
  readonly path: string

  constructor(path: string) {
    super(
      'KeyMissing',
      `There is no keyfile ${path}: create the key, regenerate it from its mnemonic, or name ` +
        'another wallet or hotkey.',
    )
    this.path = path
  }
}

/** A keyfile stands where one would be written. Nothing was written. */
export class KeyExistsError extends WalletError {
  readonly path: string

  constructor(path: string) {
    super(
      'KeyExists',
      `The keyfile ${path} exists and was left as it is: choose another name, or overwrite it ` +
        'explicitly once its mnemonic is safe.',
    )
    this.path = path
  }
}

/** The operating system refused to read or write a keyfile. */
export class KeyfileAccessError extends WalletError {
  readonly path: string

  /** @param reason the code of the system, such as `EACCES` */
  constructor(verb: 'read' | 'write', path: string, reason: string) {
    super(
      'KeyfileAccess',
      `The system does not let us ${verb} ${path} (${reason}): check its owner, mode and disk.`,
    )
    this.path = path
  }
}

/** Bytes that are no keyfile, or one whose parts contradict each other. */
export class KeyfileFormatError extends WalletError {
  /** @param reason what is wrong, without quoting the content */
  constructor(reason: string) {
    super(
      'KeyfileFormat',
      `This keyfile cannot be used (${reason}): restore a copy of it, or regenerate the key from ` +
        'its mnemonic.',
    )
  }
}

/** A password is needed and none was given. */
export class PasswordRequiredError extends WalletError {
  constructor(purpose: 'open' | 'write') {
    super(
      'PasswordRequired',
      purpose === 'open'
        ? 'The keyfile is encrypted: give its password.'
        : 'Coldkeys and encrypted hotkeys need a password: give one, or ask for plaintext explicitly.',
    )
  }
}

/** The password does not open the keyfile. Damage looks the same, as the cipher cannot tell. */
export class WrongPasswordError extends WalletError {
  constructor() {
    super(
      'WrongPassword',
      'The password does not open this keyfile: type it again, or restore a copy if the file ' +
        'was damaged.',
    )
  }
}

/** A password that is guessed too soon. */
export class WeakPasswordError extends WalletError {
  constructor(reason: string) {
    super('WeakPassword', `The password is too weak (${reason}): take a longer one.`)
  }
}

/** The value of a `BT_PW_…` variable that hides no password. */
export class PasswordVariableError extends WalletError {
  readonly variable: string

  constructor(variable: string) {
    super(
      'PasswordVariable',
      `The variable ${variable} holds no password in the form of the wallet: save it again or ` +
        'unset it.',
    )
    this.variable = variable
  }
}

/** A mnemonic, seed, URI, private key or export from which no key can be made. */
export class KeySourceError extends WalletError {
  /** @param reason what is wrong and what to give, without quoting the secret */
  constructor(reason: string) {
    super('KeySource', `No key can be made from this: ${reason}.`)
  }
}

/** A signer was used after its secret was wiped. */
export class SignerDisposedError extends WalletError {
  constructor(address: string) {
    super('SignerDisposed', `The signer of ${address} was disposed: unlock the key again.`)
  }
}
