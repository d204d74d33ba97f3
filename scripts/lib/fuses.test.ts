import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { flipFuses } from '@electron/fuses'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findWrongFuses, fuseConfig, readFusePolicy } from './fuses.ts'
import { ROOT } from './root.ts'

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** As Electron delivers its own: Node's three and the extra rights of files are on, the rest is off. */
const DELIVERED = '101100011'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'fiveten-fuses-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** A file that is no Electron, but holds fuses as one does: a sentinel, a version, a length and one byte each. */
function writeBinary(name: string, wire = DELIVERED): string {
  const file = join(dir, name)
  const padding = Buffer.alloc(100_000, 0x90)
  writeFileSync(
    file,
    Buffer.concat([
      padding,
      Buffer.from(SENTINEL),
      Buffer.from([1, wire.length]),
      Buffer.from(wire),
      padding,
    ]),
  )
  return file
}

test('the policy shuts every way in for Node', () => {
  expect(readFusePolicy()).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('the packer sets the same policy', () => {
  const config = createRequire(import.meta.url)(join(ROOT, 'electron-builder.config.cjs')) as {
    readonly electronFuses: unknown
  }
  expect(config.electronFuses).toEqual(readFusePolicy())
})

test('flipped by the policy, the fuses read back as it says, and nothing else has changed', async () => {
  const policy = readFusePolicy()
  const file = writeBinary('flipped')
  const before = readFileSync(file)
  expect(await findWrongFuses(file, policy)).toEqual([
    'runAsNode',
    'enableCookieEncryption',
    'enableNodeOptionsEnvironmentVariable',
    'enableNodeCliInspectArguments',
    'enableEmbeddedAsarIntegrityValidation',
    'onlyLoadAppFromAsar',
    'grantFileProtocolExtraPrivileges',
  ])
  await flipFuses(file, fuseConfig(policy))
  expect(await findWrongFuses(file, policy)).toEqual([])
  const after = readFileSync(file)
  const at = after.indexOf(SENTINEL) + SENTINEL.length + 2
  expect(after.subarray(at, at + 9).toString()).toBe('010011001')
  expect(after.subarray(0, at).equals(before.subarray(0, at))).toBe(true)
  expect(after.subarray(at + 9).equals(before.subarray(at + 9))).toBe(true)
})

test('one fuse that was put back is found by its name', async () => {
  const policy = readFusePolicy()
  const file = writeBinary('put-back')
  await flipFuses(file, fuseConfig({ ...policy, runAsNode: true }))
  expect(await findWrongFuses(file, policy)).toEqual(['runAsNode'])
})

test('a file without fuses is refused', async () => {
  const file = join(dir, 'none')
  writeFileSync(file, 'no fuses here')
  await expect(findWrongFuses(file, readFusePolicy())).rejects.toThrow(/sentinel/i)
})

const packed = join(ROOT, 'out/linux-unpacked/fiveten')
test.skipIf(!existsSync(packed))(
  'the packed app, where there is one, has the fuses of the policy',
  async () => {
    expect(await findWrongFuses(packed, readFusePolicy())).toEqual([])
  },
)
