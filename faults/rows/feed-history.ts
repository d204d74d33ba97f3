import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { aRecord, unitRecord } from '../../gateway/testing/records.ts'
import { readCacheLedger } from '../ledgers/cache-ledger.ts'
import { FaultyGateway } from '../faulty-gateway/faulty-gateway.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { until } from '../lib/wait.ts'
import { Replay } from '../validators/replay.ts'
import { layLine } from './network.ts'

async function compactedAway(trial: Trial): Promise<void> {
  const line = await layLine(trial, { retain: 100 })
  const { scene, proxy, wall } = line
  await wall.liveAt(await scene.publishSome(3))
  for (let time = 0; time < trial.times(2, 20); time++) {
    const lists = countLists(scene, wall)
    const fault = trial.inject('compaction beyond a wall that is away')
    await proxy.setMode('refuse')
    for (let count = 0; count < 12; count++) await scene.publish(40, trial.random.chance(0.5))
    await proxy.setMode('pass')
    await wall.liveAt(scene.city.acknowledged)
    if (countLists(scene, wall) === lists) throw new Error('The wall went on where the log had forgotten.')
    fault.seen('a list in the cache')
  }
  trial.tally.reconnects += wall.reconnectCount
  await scene.judge([wall])
}

function countLists(scene: Scene, wall: Wall): number {
  return readCacheLedger(wall.dataDir, scene.reader.read()).filter((entry) => entry.type === 'list').length
}

/** Raw watches from each revision around the one up to which was compacted; a removal lies right there. */
async function compactedAtCursor(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial, { retain: 20 })
  const scene = new Scene(trial, gateway)
  const { client } = gateway
  const put = (serial: number) => client.publish([unitRecord(`u-${serial % 5}`, serial)])
  for (let serial = 1; serial <= 30; serial++) await put(serial)
  await client.publish([aRecord('gone', { removal: { kind: 'unit', id: 'u-0' } })])
  for (let serial = 31; serial <= 49; serial++) await client.publish([unitRecord('u-1', serial)])
  const truth = scene.reader.read()
  const { epoch } = gateway
  for (let around = 28; around <= 34; around++) {
    const fault = trial.inject(`a watch from revision ${around}`)
    const replay = new Replay()
    for (const change of truth.changes(0, 0, around)) replay.take(change)
    const watched = client.watch({ epoch, afterRevision: around })
    const messages = await watched.until((all) => all.some((one) => one.bookmark?.revision === truth.head()))
    for (const { reset, snapshot, batch } of messages) {
      if (reset !== undefined) replay.clear()
      for (const { revision, unit, removal } of [...(snapshot?.changes ?? []), ...(batch?.changes ?? [])]) {
        const key = `unit/${unit?.id ?? removal?.id}`
        replay.take({ key, revision, removed: removal !== undefined })
      }
    }
    watched.cancel()
    if (replay.digest() !== truth.digestAt(0, truth.head())) {
      throw new Error(`A watch from ${around} ends in another state: ${JSON.stringify([...replay.state])}`)
    }
    fault.seen(messages.some((one) => one.reset !== undefined) ? 'a reset' : 'every change')
  }
}

/** Set back below the wall, and set back and grown beyond it before the wall could see. */
async function restored(trial: Trial): Promise<void> {
  for (const grown of [false, true]) {
    const { gateway, scene, proxy, wall } = await layLine(trial)
    await scene.publishSome(3)
    await gateway.stop()
    const backup = trial.folder()
    cpSync(gateway.dataDir, backup, { recursive: true })
    const restoreCity = scene.city.backup()
    const kept = scene.reader.read().head()
    await gateway.start()
    await wall.liveAt(await scene.publishSome(5))
    await scene.watch.stop()
    const fault = trial.inject(grown ? 'restored, and grown beyond the wall' : 'restored from an old backup')
    await proxy.setMode('refuse')
    await gateway.stop()
    rmSync(gateway.dataDir, { recursive: true })
    cpSync(backup, gateway.dataDir, { recursive: true })
    restoreCity()
    scene.reader.setBack(kept)
    await gateway.start()
    if (grown) while (scene.reader.read().head() <= (wall.link?.revision ?? 0)) await scene.publish(5)
    await proxy.setMode('pass')
    const truth = scene.reader.read()
    await until('the wall to be equal to the gateway', async () => {
      const { digest, revision, link } = await wall.health()
      return link.state === 'live' && revision === truth.head() && digest === truth.digestAt(1, revision)
    })
    fault.seen(
      grown ? `the notice ${await wall.hears('digest-mismatch')}` : 'the revision of the link, set back',
    )
    await wall.stop()
    await gateway.stop()
  }
}

async function newer(trial: Trial): Promise<void> {
  const gateway = new FaultyGateway()
  await gateway.start()
  trial.defer(() => gateway.stop())
  gateway.append()
  const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  await wall.liveAt(1)
  const kind = trial.inject('a kind of the future')
  gateway.append({ removal: { kind: 'hovercraft', id: 'h-1' } })
  kind.seen(`the notice ${await wall.hears('undecodable-changes')}`)
  const value = trial.inject('a value of the future')
  const { unit } = gateway.next()
  if (unit === undefined) return
  gateway.append({ unit: { ...unit, id: 'future', status: 77 as never } })
  value.seen(`the notice ${await wall.hears('unknown-values')}`)
  await wall.liveAt(gateway.revision)
  const shown = wall.view.replica.unit.get('future')?.status
  if (shown !== 'unknown-77') throw new Error(`A value of the future is shown as ${shown}.`)
  const field = trial.inject('fields of the future')
  gateway.append()
  gateway.say(Buffer.concat([gateway.bookmark(), Buffer.from([0xfa, 0x3f, 0x01, 0x41])]))
  gateway.append()
  await wall.liveAt(gateway.revision)
  if (wall.reconnectCount > 0) throw new Error('A field of the future cost the stream.')
  field.seen('nothing: it was left aside')
}

/** What a program of tomorrow has written is refused by the one of today, and stays as it is. */
async function newerFile(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const dataDir = trial.folder()
  const wall = await Wall.start(trial, { gateway: gateway.address, dataDir, timing: timingOf(trial) })
  await wall.liveAt(await scene.publishSome(3))
  await wall.stop()
  const path = join(dataDir, 'cache.db')
  const database = new Database(path)
  database.pragma('user_version = 99990')
  database.exec('ALTER TABLE resource ADD COLUMN of_the_future TEXT')
  database.close()
  const before = readFileSync(path)
  const fault = trial.inject('a cache with the schema and a column of a newer program')
  const said = await Wall.start(trial, { gateway: gateway.address, dataDir }).then(
    () => 'nothing: it started',
    (error: unknown) => String(error),
  )
  if (!said.includes('schema 99990')) throw new Error(`The wall said: ${said}`)
  if (!readFileSync(path).equals(before)) throw new Error('The file of the newer program was changed.')
  fault.seen(said)
}

export const FEED_HISTORY: readonly Row[] = [
  {
    id: 'F1',
    sentence: 'compaction under a wall that is away leads to a list in one step',
    run: compactedAway,
  },
  {
    id: 'F2',
    sentence: 'around the compacted revision no change and no removal is missed',
    run: compactedAtCursor,
  },
  {
    id: 'F3',
    sentence: 'a gateway set back to an old backup is noticed, however far it has grown',
    run: restored,
  },
  {
    id: 'F7',
    sentence: 'kinds, values and fields of the future are said or left aside, and cost nothing',
    run: newer,
  },
  {
    id: 'F7',
    sentence: 'a cache of a newer program is refused with a sentence, and left as it is',
    run: newerFile,
  },
]
