import { join } from 'node:path'
import { spawnGateway } from '../../gateway/testing/gateway-process.ts'
import { GatewayProgram } from '../lib/gateway-program.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { WallProgram } from '../lib/wall-program.ts'

/** The file belongs to the first; the second lives in memory and says so. */
async function twoWalls(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const options = { gateway: gateway.address, timing: timingOf(trial) }
  const first = await WallProgram.start(trial, options)
  await first.liveAt(await scene.publishSome(3))
  for (let time = 0; time < trial.times(2, 10); time++) {
    const fault = trial.inject('a second wall on the same folder')
    const env = { FAULTS_NOTES: join(trial.folder(), 'second') }
    const second = await WallProgram.start(trial, { ...options, dataDir: first.dataDir, env })
    await second.liveAt(await scene.publishSome(3))
    const { health } = await second.ask()
    if (!health.cache.inMemory) throw new Error('Two walls write into one file.')
    if (!health.notices.includes('cache-in-memory')) throw new Error('The second wall says nothing.')
    fault.seen('the notice cache-in-memory')
    await first.liveAt(scene.city.acknowledged)
    await second.kill()
    trial.tally.kills++
  }
  const { health, reconnectCount } = await first.ask()
  if (health.cache.inMemory || health.notices.length > 0 || reconnectCount > 0)
    throw new Error(`The first wall was disturbed: ${JSON.stringify({ health, reconnectCount })}`)
  await scene.judge([first])
  await first.kill()
  scene.judgeFile(first.dataDir)
}

/** The second goes, and says why. */
async function twoGateways(trial: Trial): Promise<void> {
  const gateway = await GatewayProgram.start(trial)
  const scene = new Scene(trial, gateway)
  const revision = await scene.publishSome(3)
  const fault = trial.inject('a second gateway on the same folder')
  const second = spawnGateway(['--listen', '127.0.0.1:0', '--data', gateway.dataDir, '--empty'])
  trial.defer(() => second.child.kill('SIGKILL'))
  const code = await second.ended()
  if (code !== 1) throw new Error(`The second gateway ended with ${code}.`)
  if (!second.output.stderr.includes('in use by another gateway'))
    throw new Error(`The second gateway said: ${second.output.stderr}`)
  fault.seen('its exit code and its sentence')
  if ((await scene.publishSome(3)) <= revision) throw new Error('The first gateway was disturbed.')
  scene.reader.requireUnchanged()
}

export const TWO_INSTANCES: readonly Row[] = [
  {
    id: 'S7',
    sentence: 'a second wall on the same folder leaves the file alone, lives in memory and says so',
    run: twoWalls,
  },
  {
    id: 'S7',
    sentence: 'a second gateway on the same folder ends with a sentence, and the first goes on',
    run: twoGateways,
  },
]
