import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { positionAt, unitRow } from '../testing/samples.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { IN_MEMORY } from './open-cache.ts'
import { Store } from './store.ts'

const folders = makeTempFolders()
const stores: Store[] = []
afterEach(async () => {
  for (const store of stores.splice(0)) await store.stop()
  folders.clear()
})

const WORKER = new URL('./store-worker.ts', import.meta.url)

function startStore(): Store {
  const store = new Store(WORKER)
  store.start()
  stores.push(store)
  return store
}

const asked = (path: string) => ({ path, wallMs: 1, knownDamaged: false })

describe('store', () => {
  test('writes that wait are committed together, and what is there afterwards is the last of them', async () => {
    const path = join(folders.take(), 'cache.db')
    const store = startStore()
    await store.call('open', asked(path))
    const writes = Array.from({ length: 50 }, (_, index) =>
      store.call('apply', { rows: [unitRow(`u${index}`, index + 1)], position: positionAt(index + 1) }),
    )
    const digests = await Promise.all(writes)
    expect(new Set(digests.map(({ whole }) => whole)).size).toBeLessThan(50)
    const { content } = await store.call('open', asked(path))
    expect(content.rows).toHaveLength(50)
    expect(content).toMatchObject({ position: positionAt(50), digests: digests.at(-1) })
  })

  test('memory moves into the file once it can be written, whole and with its revision', async () => {
    const folder = join(folders.take(), 'data')
    writeFileSync(folder, 'a file where the folder should be')
    const path = join(folder, 'cache.db')
    const store = startStore()
    expect((await store.call('open', asked(path))).notWritable).toContain('cannot be written')
    await store.call('replace', { rows: [unitRow('a', 1)], position: positionAt(1) })
    await expect(store.call('persist', { path, wallMs: 1 })).rejects.toThrow('cannot be written')
    expect(await store.call('info', {})).toMatchObject({ inMemory: true, path: IN_MEMORY })
    rmSync(folder)
    mkdirSync(folder)
    chmodSync(folder, 0o700)
    await store.call('persist', { path, wallMs: 1 })
    await store.call('apply', { rows: [unitRow('b', 2)], position: positionAt(2) })
    expect(await store.call('info', {})).toMatchObject({ inMemory: false, path })
    const { content } = await store.call('open', asked(path))
    expect(content).toMatchObject({ position: positionAt(2), rows: [{ id: 'a' }, { id: 'b' }] })
  })

  test('a file that proves damaged in use is put aside, and the new one keeps what it is given', async () => {
    const path = join(folders.take(), 'cache.db')
    const store = startStore()
    await store.call('open', asked(path))
    await store.call('apply', { rows: [unitRow('old', 1)], position: positionAt(1) })
    const opened = await store.call('open', { ...asked(path), knownDamaged: true })
    expect(opened).toMatchObject({ quarantined: `${path}.corrupt-1`, content: { rows: [] } })
    await store.call('replace', { rows: [unitRow('new', 2)], position: positionAt(2) })
    await store.call('apply', { rows: [unitRow('newer', 3)], position: positionAt(3) })
    const { content } = await store.call('open', asked(path))
    expect(content).toMatchObject({ position: positionAt(3), rows: [{ id: 'new' }, { id: 'newer' }] })
  })

  test('a thread that dies rejects what waits, and the next call has a new one', async () => {
    const path = join(folders.take(), 'cache.db')
    const store = startStore()
    await store.call('open', asked(path))
    await store.call('apply', { rows: [unitRow('a', 1)], position: positionAt(1) })
    // Nothing in this program asks like this: it fails outside of every guard.
    await expect(store.call('apply', undefined as never)).rejects.toThrow("store's thread failed")
    const { content } = await store.call('open', asked(path))
    expect(content.rows).toHaveLength(1)
  })

  test('a store that does not run says so', async () => {
    await expect(new Store(WORKER).call('info', {})).rejects.toThrow('not running')
  })
})
