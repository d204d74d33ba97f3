import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { volume } from '../volume/volume.ts'
import { readCacheLedger } from '../ledgers/cache-ledger.ts'

async function flood(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  await wall.liveAt(await scene.publishSome(2))
  const fault = trial.inject('a flood before a slow view')
  wall.paintMs = 300
  const [before, changes] = [wall.notes.length, trial.tally.changes]
  for (let count = 0; count < trial.times(60, 300); count++) await scene.publish(200, count % 3 === 0)
  wall.paintMs = 0
  await wall.liveAt(scene.city.acknowledged)
  const told = wall.notes
    .slice(before)
    .reduce((all, note) => all + note.upserts.length + note.removes.length, 0)
  const made = trial.tally.changes - changes
  if (told > made / 2)
    throw new Error(`A slow view was told ${told} of ${made} states: nothing was left out.`)
  fault.seen(`the view, told ${told} of ${made} states`)
  const kept = readCacheLedger(wall.dataDir, scene.reader.read())
  const committed = kept.reduce(
    (all, entry) => all + (entry.type === 'changes' ? entry.changes.length : 0),
    0,
  )
  if (committed < made) throw new Error(`The cache committed ${committed} of ${made} changes.`)
  await scene.judge([wall])
}

export const LOAD: readonly Row[] = [
  {
    id: 'L2',
    sentence: 'a flood is all in log and cache, and a slow view gets the last of each',
    run: flood,
  },
  {
    id: 'L2',
    sentence:
      'changes by the hundred thousand reach cache and view, each once and in order, over cuts and kills',
    isLongest: true,
    run: volume,
  },
]
