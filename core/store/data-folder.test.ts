import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { makeCore } from '../testing/core-bench.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { makeDataFolder } from './data-folder.ts'

const folders = makeTempFolders()
afterEach(() => folders.clear())

const modeOf = (path: string): number => statSync(path).mode & 0o777

test('a new data folder is for its owner alone, and those that a wall makes in it', async () => {
  const dataDir = join(folders.take(), 'new', 'wall')
  const { core } = makeCore({ gateway: '127.0.0.1:9', dataDir })
  await core.start()
  await core.stop()
  expect([modeOf(dataDir), modeOf(join(dataDir, 'audit'))]).toEqual([0o700, 0o700])
})

test('a folder that somebody made before keeps the mode that they gave it', () => {
  const path = join(folders.take(), 'wall')
  mkdirSync(path)
  chmodSync(path, 0o750)
  makeDataFolder(path)
  expect(modeOf(path)).toBe(0o750)
})
