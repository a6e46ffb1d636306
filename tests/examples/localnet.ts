import { createLocalnet } from '@plexus/node'

const net = await createLocalnet() // no port, no file; each transaction is a block of its own
await net.fund(net.accounts.Ferdie.account, 5_000_000_000n) // rao
await net.timeTravel(1_900_000_000_000n)
await net.mine(10)

// JSON-RPC for any client that takes a transport of its own.
const connection = net.provider.connect((message) => process.stdout.write(`${message}\n`))
connection.send('{"jsonrpc":"2.0","id":1,"method":"system_chain"}')
await net.stop()
