import { createFixture } from './test/chain/fixture.ts'
import { openLmdbDatabase } from './src/db/lmdb/lmdb-database.ts'
import { createMemoryDatabase } from './src/db/memory/memory-database.ts'
import { updateTrie, hash } from '@plexus/primitives'
import { mkdtempSync, rmSync } from 'node:fs'
import { createChain } from './src/chain/create-chain.ts'
const rndKey = (i: number) => { let s = ''; let x = Math.imul(i + 1, 2654435761) >>> 0; for (let j = 0; j < 48; j++) { x = (Math.imul(x, 1103515245) + 12345) >>> 0; s += String.fromCharCode(j < 32 ? ((i % 30) * 17 + j * (i % 30 + 3)) & 255 : x >>> 24) } return s }
for (const [name, open] of [['memory', createMemoryDatabase], ['lmdb-disk', (p: string) => openLmdbDatabase({ path: p, durability: 'disk' })], ['lmdb-process', (p: string) => openLmdbDatabase({ path: p, durability: 'process' })]] as const) {
  const path = mkdtempSync('/work/main/packages/node/.b-')
  const db = open(path)
  const genesis = new Map<string, Uint8Array>(); for (let i = 0; i < 20000; i++) genesis.set(rndKey(i), new Uint8Array(60).fill(i))
  const fx = await createFixture({ db, genesis })
  const { chain } = fx
  const first = chain.head().hash
  const N = 10001; const times: number[] = []; let rootTime = 0
  for (let n = 0; n < N; n++) {
    const ch = new Map<string, Uint8Array>(); for (let j = 0; j < 11; j++) ch.set(rndKey(j < 8 ? j : (n * 7 + j) % 20000), new Uint8Array(40).fill(n & 255).fill(n >> 8, 0, 5).fill(j, 6, 9))
    const { hash: parentHash, number } = chain.head()
    let s = performance.now(); const stateRoot = chain.stateAt(parentHash).root(ch); rootTime += performance.now() - s
    const header = { parentHash, number: number + 1, stateRoot, extrinsicsRoot: hash(new Uint8Array(32)), digest: [] }
    const ex = { block: { header, extrinsics: [] }, hash: chain.runtime.hashHeader(header), changes: ch }
    s = performance.now(); chain.append(ex); times.push(performance.now() - s)
  }
  times.sort((a, b) => a - b)
  const head = chain.stateAt(chain.head().hash), old = chain.stateAt(first)
  const bench = (v: typeof head, keys: string[]) => { const s = performance.now(); for (const k of keys) v.get(k); return ((performance.now() - s) / keys.length * 1000).toFixed(2) }
  const all = Array.from({ length: 20000 }, (_, i) => rndKey(i)); const hot = Array.from({ length: 2000 }, (_, i) => rndKey(i % 8))
  bench(head, all)
  console.log(name, 'append p50 ms', times[N >> 1].toFixed(3), 'p99', times[(N * 0.99) | 0].toFixed(2), 'root ms', (rootTime / N).toFixed(3), 'head get µs', bench(head, all), 'hist get µs (hot key)', bench(old, hot), '(all)', bench(old, all))
  let s = performance.now(); let c = 0; for (const k of head.keys('')) c++; console.log('  head keys', c, ((performance.now() - s) / c * 1000).toFixed(2), 'µs/key')
  s = performance.now(); c = 0; for (const k of old.keys('')) c++; console.log('  past keys', c, ((performance.now() - s) / c * 1000).toFixed(2), 'µs/key')
  s = performance.now(); old.prove([rndKey(3)]); console.log('  prove 10k back ms', (performance.now() - s).toFixed(1)); 
  await db.close(); rmSync(path, { recursive: true })
}
