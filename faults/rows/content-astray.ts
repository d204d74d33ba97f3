import { join } from 'node:path'
import Database from 'better-sqlite3'
import { LocalGateway } from '../lib/local-gateway.ts'
import type { Random } from '../lib/random.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { until } from '../lib/wait.ts'
import { Wall } from '../lib/wall.ts'

const LEAD_ASTRAY = {
  'a unit that is missing': `DELETE FROM resource WHERE kind = 'unit' AND id =
     (SELECT id FROM resource WHERE kind = 'unit' ORDER BY id LIMIT 1)`,
  'a unit that never was': `INSERT INTO resource (kind, id, revision, body, crc)
     SELECT kind, 'u-astray', revision, body, crc FROM resource WHERE kind = 'unit' LIMIT 1`,
  'a unit as it was before': `UPDATE resource SET revision = revision - 1 WHERE kind = 'unit' AND id =
     (SELECT id FROM resource WHERE kind = 'unit' AND revision > 1 ORDER BY id LIMIT 1)`,
} as const

/** Rows that are sound by themselves, so that no checksum can find anything about them. */
function leadAstray(path: string, random: Random): keyof typeof LEAD_ASTRAY {
  const how = random.pick(Object.keys(LEAD_ASTRAY) as (keyof typeof LEAD_ASTRAY)[])
  const database = new Database(path)
  const { changes } = database.prepare(LEAD_ASTRAY[how]).run()
  database.close()
  if (changes !== 1) throw new Error(`${how}: ${changes} rows were changed.`)
  return how
}

async function fetchedAgain(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const dataDir = trial.folder()
  const options = { gateway: gateway.address, dataDir, timing: timingOf(trial) }
  let wall = await Wall.start(trial, options)
  for (let time = 0; time < trial.times(3, 60); time++) {
    await wall.liveAt(await scene.publish(40))
    await wall.stop()
    const fault = trial.inject(leadAstray(join(dataDir, 'cache.db'), trial.random))
    wall = await Wall.start(trial, options)
    await until('the mismatch to be mended', async () => {
      const { mismatches, notices } = await wall.health()
      return mismatches.refetched > 0 && notices.length === 0
    })
    await wall.logs('the wall differs from the gateway in unit.')
    if ((await wall.health()).mismatches.relisted > 0)
      throw new Error('Everything was listed anew for one kind.')
    await wall.liveAt(scene.city.acknowledged)
    scene.requireTrue(wall)
    fault.seen(`the notice ${await wall.hears('digest-mismatch')}, which names the kind`)
    trial.tally.reconnects += wall.reconnectCount
  }
  await wall.stop()
  scene.judgeFile(dataDir)
}

export const CONTENT_ASTRAY: readonly Row[] = [
  {
    id: 'F5',
    sentence: 'content that went astray is found by its kind, and that kind alone is fetched again',
    run: fetchedAgain,
  },
]
