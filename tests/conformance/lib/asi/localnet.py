"""Facts of the local network that every suite asserts (spec: 60-genesis-localnet, 70-rpc, 76)."""

CHAIN = "Bittensor"
SPEC_VERSION = 425
SS58_FORMAT = 42
TOKEN_DECIMALS = 9
TOKEN_SYMBOL = "TAO"
EXISTENTIAL_DEPOSIT = 500
SLOT_DURATION = 250
BLOCK_HASH_COUNT = 2400
ISSUANCE = 3_016_000_000_000_000
ALICE_FREE = 1_000_000_000_000_000
DAVE_FREE = 2_000_000_000_000
ACCOUNTS = 11
WATCHED = ["ready", "inBlock", "finalized"]

# Rejections of the pool, with the words that clients match (spec: 70-rpc section 6.2).
STALE = "Transaction is outdated"
BAD_PROOF = "Transaction has a bad signature"
ANCIENT = "Transaction has an ancient birth block"
PAYMENT = "Inability to pay some fees (e.g. account balance too low)"
BAD_SIGNER = "Invalid signing address"
