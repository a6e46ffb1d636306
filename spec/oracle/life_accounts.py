"""Accounts of the life: sr25519 keys of their URIs, derived once with a public library."""

ACCOUNTS: dict[str, dict[str, str]] = {
    "Alice": {
        "uri": "//Alice",
        "public": "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
    },
    "Alice_hk": {
        "uri": "//Alice_hk",
        "public": "0x506c5a28f51e841b4df26ace64a23d69057fefda24bc9a53cb74197f901e7128",
    },
    "Bob": {
        "uri": "//Bob",
        "public": "0x8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48",
    },
    "Charlie": {
        "uri": "//Charlie",
        "public": "0x90b5ab205c6974c9ea841be688864633dc9ca8a357843eeacf2314649965fe22",
    },
    "Dave": {
        "uri": "//Dave",
        "public": "0x306721211d5404bd9da88e0204360a1a9ab8b87c66c1bc2fcdd37f3c2222cc20",
    },
    "Eve": {
        "uri": "//Eve",
        "public": "0xe659a7a1628cdd93febc04a4e0646ea20e9f5f0ce097d9a05290d4a9e054df4e",
    },
    "Ferdie": {
        "uri": "//Ferdie",
        "public": "0x1cbd2d43530a44705ad088af313e18f80b53ef16b36177cd4b77b846f2a5f07c",
    },
    "One": {
        "uri": "//One",
        "public": "0xac859f8a216eeb1b320b4c76d118da3d7407fa523484d0a980126d3b4d0d220a",
    },
    "Two": {
        "uri": "//Two",
        "public": "0x1254f7017f0b8347ce7ab14f96d818802e7e9e0c0d1b7c9acb3c726b080e7a03",
    },
    "Three": {
        "uri": "//Three",
        "public": "0x9026941b7aa2328a8c5ea4e25bb747a2bf92a066fae0cc3722faf58cf44d3502",
    },
    "BobHot": {
        "uri": "//BobHot",
        "public": "0xe0f8229db449c6714f343da489f5c43dce315d662bf0de53ffe494d3f67b9c58",
    },
    "CharlieHot": {
        "uri": "//CharlieHot",
        "public": "0xa81c89fb4ea946e9efdd73efb25299c4cfc438197a2f4fe82464b240057d1e34",
    },
    "Miner1": {
        "uri": "//Miner1",
        "public": "0xa64a73d8ce608b2df9c1480754edb78fbf322c51027f149caeae087b7c980a08",
    },
    "Miner2": {
        "uri": "//Miner2",
        "public": "0x5cd81ae010c39cbd1583c020f9ccb1a6b7881b9bb7cadb458ae6970425274e05",
    },
    "Miner3": {
        "uri": "//Miner3",
        "public": "0xfa3df0ba82a475d872b0b9fd0e55f23236765eb52fc354d666c30707e488d63c",
    },
    "Miner4": {
        "uri": "//Miner4",
        "public": "0xbc4f22bddac2dbf5228bdca7c19a18988c9cbfe3ab1d44b7715f112d1e7acd52",
    },
    "Miner5": {
        "uri": "//Miner5",
        "public": "0x86e0c7bd550704b7fee1bcb7739c98530464332f6eb0dd16aa7df814dfcbd817",
    },
    "Miner6": {
        "uri": "//Miner6",
        "public": "0x52f0d08b6cc3fe0ed4531d0fec923c8143a20b92794f502fbb2b2e914146b95f",
    },
    "Miner7": {
        "uri": "//Miner7",
        "public": "0xe8a866c01263e790a3b03f82b7ba0858f12ab4a58513ab361a8da94aaa8e555a",
    },
    "Miner8": {
        "uri": "//Miner8",
        "public": "0x5e848c80cb8a066e86e252a563187a7011d61db35a0cfa5d22da0addafe44d4c",
    },
    "Miner9": {
        "uri": "//Miner9",
        "public": "0x8ecd5c44b55e1a504f0b2f1a4021183696689fdf3c0830ec15c22f6b839ab129",
    },
    "Validator1": {
        "uri": "//Validator1",
        "public": "0xf452cc9c48012cdde4ccdf3b5c2f5a26816292f85572554f9ee7ac14c1fcab46",
    },
    "Validator2": {
        "uri": "//Validator2",
        "public": "0xb2a618444ec2fe714b3d811358154ee326822c8f4c9dfa11ddddce86232df05e",
    },
    "Validator3": {
        "uri": "//Validator3",
        "public": "0x40746dd99b0cd9b8003137482d5e5a5db27018b5fcf3dfc2804ba79dd18fa064",
    },
    "Nominator1": {
        "uri": "//Nominator1",
        "public": "0x44373fda7a2a43fc96694aecdc9c94e672ce9c60497e932568e955cb05b63005",
    },
    "Nominator2": {
        "uri": "//Nominator2",
        "public": "0x7ef0e1542212d40833b82efb2986f7366dc34ce002897b9f779c668654cfad15",
    },
}
