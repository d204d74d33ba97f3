import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { sleep } from '../lib/wait.ts'
import { WallProgram } from '../lib/wall-program.ts'

/** Half of all kills; the other half is that of the gateway. */
async function killed(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const wall = await WallProgram.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  await wall.liveAt(await scene.publishSome(2))
  for (let time = 0; time < trial.counts.kills / 2 && !trial.isLate; time++) {
    const shown = (await wall.ask()).link?.revision ?? 0
    const publishing = scene.publishSome(8)
    await sleep(trial.random.between(0, 40))
    const fault = trial.inject('core killed while it commits')
    await wall.kill()
    trial.tally.kills++
    await publishing
    const kept = scene.judgeFile(wall.dataDir)
    if (kept < shown) throw new Error(`The wall had shown ${shown}, and its disk holds ${kept} (I8).`)
    await wall.start()
    await wall.liveAt(scene.city.acknowledged)
    fault.seen('another life of the program')
    trial.progress(`${trial.tally.kills} kills`)
  }
  await scene.judge([wall])
}

export const CORE_KILLED: readonly Row[] = [
  {
    id: 'S1',
    sentence: 'a core killed in the middle of a commit leaves rows and position of one revision',
    run: killed,
  },
]
