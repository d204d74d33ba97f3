import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { positionAt, unitRow } from '../testing/samples.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { Store } from './store.ts'
import { LOG_HELD_BYTES, LOG_LIMIT_BYTES } from './write-ahead-log.ts'

const folders = makeTempFolders()
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  folders.clear()
})

/** Another one each time: SQLite does not write again what stays as it is. */
const bodyOf = (revision: number) => JSON.stringify({ name: `${revision},`.repeat(300_000) })

test('the log of the cache grows while somebody reads it, and is cut back by the first write after that', async () => {
  const path = join(folders.take(), 'cache.db')
  const store = new Store(new URL('./store-worker.ts', import.meta.url))
  store.start()
  undo.push(() => store.stop())
  await store.call('open', { path, wallMs: 1, knownDamaged: false })
  let revision = 0
  const write = async (): Promise<number> => {
    revision++
    const rows = [{ ...unitRow('a', revision), body: bodyOf(revision) }]
    await store.call('apply', { rows, position: positionAt(revision) })
    return (await store.call('info', {})).logBytes
  }
  for (let count = 0; count < 40; count++) expect(await write()).toBeLessThanOrEqual(LOG_LIMIT_BYTES)

  const reader = new Database(path, { readonly: true })
  undo.push(() => reader.close())
  reader.exec('BEGIN')
  reader.prepare('SELECT * FROM resource').all()
  let logBytes = 0
  while (logBytes <= LOG_HELD_BYTES) logBytes = await write()
  reader.exec('COMMIT')
  await write()
  expect(await write()).toBeLessThanOrEqual(LOG_LIMIT_BYTES)
}, 60_000)
