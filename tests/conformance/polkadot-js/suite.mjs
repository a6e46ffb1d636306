// Conformance of the node towards @polkadot/api: every fact is read through the released client.
import { createSuite } from '../lib/suite.mjs'
import { apiTests } from './apis.mjs'
import { blockTests } from './blocks.mjs'
import { callTests } from './calls.mjs'
import { governanceTests } from './governance.mjs'
import { connect } from './client.mjs'
import { connectTests } from './connect.mjs'
import { economyTests } from './economy.mjs'
import { errorTests } from './errors.mjs'
import { stateTests } from './state.mjs'
import { transferTests } from './transfers.mjs'

const suite = createSuite()
const client = connect()

connectTests(suite, client)
stateTests(suite, client)
blockTests(suite, client)
transferTests(suite, client)
errorTests(suite, client)
callTests(suite, client)
governanceTests(suite, client)
economyTests(suite, client)
apiTests(suite, client)

const failures = await suite.run()
process.exit(failures === 0 ? 0 : 1)
