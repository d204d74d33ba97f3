import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { aRecord, aUnit } from '../../gateway/testing/records.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { until } from '../lib/wait.ts'
import { Wall } from '../lib/wall.ts'

const MEBIBYTE = 2 ** 20
/** The limit that the cache sets for a log that nobody holds. */
const FREE_BYTES = 16 * MEBIBYTE
const HELD_BYTES = 64 * MEBIBYTE
/** As long as the gateway takes a text. */
const HEAVY = 'x'.repeat(4_000)

interface Held {
  readonly scene: Scene
  readonly wall: Wall
  readonly logBytes: () => number
  /** Changes until the log is as large as it gets, or far beyond what it may be. */
  readonly write: (count: number) => Promise<void>
  readonly release: () => void
}

/** Somebody reads the cache, stops in the middle and stays. */
async function hold(trial: Trial): Promise<Held> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  await wall.liveAt(await scene.publishSome(5))
  const path = join(wall.dataDir, 'cache.db')
  const reader = new Database(path, { readonly: true })
  const rows = reader.prepare('SELECT * FROM resource').iterate()
  rows.next()
  let serial = 0
  const release = (): void => {
    rows.return?.()
    reader.close()
  }
  trial.defer(() => (reader.open ? release() : undefined))
  return {
    scene,
    wall,
    release,
    logBytes: () => (existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0),
    async write(count) {
      const records = Array.from({ length: count }, () => {
        serial++
        return aRecord(`held-${serial}`, {
          unit: aUnit(`h-${serial % 500}`, { name: `Held ${serial}`, vehicle: HEAVY }),
        })
      })
      const { revision, results } = await gateway.client.publish(records)
      const refused = results.find((one) => one.refusal !== '')
      if (refused !== undefined) throw new Error(refused.refusal)
      trial.tally.changes += count
      scene.reader.read()
      await wall.liveAt(revision)
    },
  }
}

async function costsRoom(trial: Trial): Promise<void> {
  const held = await hold(trial)
  const fault = trial.inject('a reader of the cache that does not leave')
  while (held.logBytes() <= FREE_BYTES) await held.write(200)
  fault.seen(`the log of the cache, ${Math.round(held.logBytes() / MEBIBYTE)} MB`)
  held.release()
  for (let count = 0; count < 4; count++) await held.write(200)
  const bytes = held.logBytes()
  if (bytes > FREE_BYTES) throw new Error(`The log still has ${Math.round(bytes / MEBIBYTE)} MB.`)
  if (held.wall.reconnectCount > 0) throw new Error('A reader was taken for a dead gateway.')
  await held.scene.judge([held.wall])
  await held.wall.stop()
  held.scene.judgeFile(held.wall.dataDir)
}

async function isSaid(trial: Trial): Promise<void> {
  const held = await hold(trial)
  const fault = trial.inject('a reader of the cache that does not leave')
  while (held.logBytes() <= HELD_BYTES) await held.write(400)
  fault.seen(`the notice ${await held.wall.hears('cache-log-held')}`)
  await held.wall.logs('does not leave')
  held.release()
  await held.write(1)
  await until('the notice to go', async () => (await held.wall.health()).notices.length === 0)
  await held.wall.logs('short again')
}

export const READER_LEFT_OPEN: readonly Row[] = [
  {
    id: 'S8',
    sentence: 'a reader left open costs room and nothing else, and the room comes back',
    run: costsRoom,
  },
  {
    id: 'S8',
    sentence: 'a reader that keeps the log of the cache beyond 64 MB is said, and so is its end',
    run: isSaid,
  },
]
