import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readKeyfile } from '../../../src/wallet/keyfile/read-file.ts'
import { writeKeyfile } from '../../../src/wallet/keyfile/write-file.ts'
import { failure, scratch } from '../fixtures.ts'

const bytes = Uint8Array.of(1, 2, 3)

describe('keyfiles on the disk', () => {
  it('are readable by their owner only, in folders of his own', async () => {
    const folder = join(scratch(), 'wallets', 'one')
    const path = join(folder, 'coldkey')
    await writeKeyfile(path, bytes, { overwrite: false })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(await readKeyfile(path)).toStrictEqual(bytes)
    expect(readdirSync(folder)).toStrictEqual(['coldkey'])
  })

  it('are not replaced unasked, not even by a race', async () => {
    const path = join(scratch(), 'coldkey')
    const writes = [1, 2, 3, 4].map((value) =>
      writeKeyfile(path, Uint8Array.of(value), { overwrite: false }),
    )
    const results = await Promise.allSettled(writes)
    const winners = results.flatMap(({ status }, at) => (status === 'fulfilled' ? [at + 1] : []))
    expect(winners).toHaveLength(1)
    expect([...readFileSync(path)]).toStrictEqual(winners)
    const error = await failure(writeKeyfile(path, bytes, { overwrite: false }))
    expect(error).toMatchObject({ code: 'KeyExists', path })
  })

  it('are replaced when asked, and the new one is private whatever the old one was', async () => {
    const folder = scratch()
    const path = join(folder, 'coldkey')
    writeFileSync(path, 'old', { mode: 0o644 })
    await writeKeyfile(path, bytes, { overwrite: true })
    expect(await readKeyfile(path)).toStrictEqual(bytes)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toStrictEqual(['coldkey'])
  })

  it('replaces a symbolic link and not what it points at', async () => {
    const folder = scratch()
    writeFileSync(join(folder, 'elsewhere'), 'kept')
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'coldkey'))
    const refused = await failure(
      writeKeyfile(join(folder, 'coldkey'), bytes, { overwrite: false }),
    )
    expect(refused).toMatchObject({ code: 'KeyExists' })
    await writeKeyfile(join(folder, 'coldkey'), bytes, { overwrite: true })
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('kept')
  })

  it('tells what is in the way', async () => {
    const folder = scratch()
    writeFileSync(join(folder, 'file'), '')
    const path = join(folder, 'file', 'coldkey')
    const error = await failure(writeKeyfile(path, bytes, { overwrite: false }))
    expect(error).toMatchObject({ name: 'KeyfileAccessError' })
    expect(await failure(readKeyfile(path))).toMatchObject({ code: 'KeyMissing' })
    expect(await failure(readKeyfile(folder))).toMatchObject({ code: 'KeyfileFormat' })
  })

  it('are not read above 64 KiB', async () => {
    const path = join(scratch(), 'huge')
    writeFileSync(path, new Uint8Array(65_537))
    expect(await failure(readKeyfile(path))).toMatchObject({ code: 'KeyfileFormat' })
  })
})
