// Conformance of the node towards polkadot-api: descriptors come from the node itself.
import { createSuite } from '../lib/suite.mjs'
import { apiTests } from './apis.mjs'
import { archiveTests } from './archive.mjs'
import { blockTests } from './blocks.mjs'
import { connect } from './client.mjs'
import { connectTests } from './connect.mjs'
import { economyTests } from './economy.mjs'
import { followTests } from './follow.mjs'
import { poolTests } from './pool.mjs'
import { stateTests } from './state.mjs'
import { transactionTests } from './transactions.mjs'

const suite = createSuite()
const client = connect()

connectTests(suite, client)
stateTests(suite, client)
blockTests(suite, client)
poolTests(suite, client)
transactionTests(suite, client)
archiveTests(suite, client)
followTests(suite, client)
economyTests(suite, client)
apiTests(suite, client)

const failures = await suite.run()
process.exit(failures === 0 ? 0 : 1)
