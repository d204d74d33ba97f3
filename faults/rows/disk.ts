import { FaultyDisk, noFaultyDisk, type DiskFault } from '../faultio/faultio.ts'
import { cutPower } from '../faultio/power-cut.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { sleep, until } from '../lib/wait.ts'
import { WallProgram } from '../lib/wall-program.ts'

async function powerCut(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const disk = new FaultyDisk(trial)
  const env = { ...disk.env, FAULTIO_UNDO: disk.undoPath }
  const wall = await WallProgram.start(trial, { gateway: gateway.address, timing: timingOf(trial), env })
  let lost = 0
  for (let time = 0; time < trial.times(2, 100); time++) {
    await wall.liveAt(await scene.publishSome(2))
    const shown = scene.city.acknowledged
    const publishing = scene.publishSome(15)
    await sleep(trial.random.between(0, 40))
    const fault = trial.inject('power cut')
    await wall.kill()
    trial.tally.kills++
    await publishing
    lost += cutPower(disk.undoPath, trial.random)
    const kept = scene.judgeFile(wall.dataDir)
    if (kept < shown) throw new Error(`The wall had shown ${shown}, and its disk holds ${kept} (I8).`)
    await wall.start()
    await wall.liveAt(scene.city.acknowledged)
    const { notices } = (await wall.ask()).health
    if (notices.length > 0) throw new Error(`A power cut is said to be ${notices.join(', ')}.`)
    fault.seen('another life of the program')
  }
  trial.measured.push(`${lost} unsynced writes lost`)
}

async function failing(trial: Trial): Promise<void> {
  const faults: readonly DiskFault[] = ['sync-eio', 'write-eio', 'write-full']
  for (const name of faults) {
    const gateway = await LocalGateway.start(trial)
    const scene = new Scene(trial, gateway)
    const disk = new FaultyDisk(trial)
    const wall = await WallProgram.start(trial, {
      gateway: gateway.address,
      timing: timingOf(trial),
      env: disk.env,
    })
    await wall.liveAt(await scene.publishSome(2))
    const fault = trial.inject(name)
    disk.set(name)
    await scene.publishSome(2)
    const { told } = await wall.until('the wall to say that its cache failed', (answer) =>
      answer.health.notices.includes('cache-write-failed'),
    )
    if (disk.count === 0) throw new Error('The disk never failed.')
    fault.seen(`the notice cache-write-failed, and the link, ${told.join(', ')}`)
    await wall.liveAt(await scene.publishSome(3))
    const { health } = await wall.ask()
    if (!health.cache.inMemory) throw new Error('The wall says that it writes to a disk that fails.')
    disk.set('ok')
    await scene.judge([wall])
    await wall.kill()
    scene.judgeFile(wall.dataDir)
  }
}

async function shortAndSlow(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const disk = new FaultyDisk(trial)
  const wall = await WallProgram.start(trial, {
    gateway: gateway.address,
    timing: timingOf(trial),
    env: disk.env,
  })
  await wall.liveAt(await scene.publishSome(2))
  for (const name of ['write-short', `sync-delay ${trial.times(1_500, 2_000)}`] as const) {
    const before = disk.count
    const fault = trial.inject(name)
    disk.set(name)
    const head = await scene.publishSome(1)
    await until('the disk to misbehave', () => disk.count > before)
    fault.seen(`the disk's own count, ${disk.count - before}`)
    await wall.until('the change', ({ health }) => health.revision >= head)
    disk.set('ok')
    await wall.liveAt(await scene.publishSome(1))
  }
  const { reconnectCount } = await wall.ask()
  if (reconnectCount > 0) throw new Error('A slow disk was taken for a dead gateway.')
  await scene.judge([wall])
}

export const DISK: readonly Row[] = [
  {
    id: 'S2',
    sentence: 'a power cut loses nothing that was shown, and leaves a file that opens',
    cannotRun: noFaultyDisk,
    run: powerCut,
  },
  {
    id: 'S4',
    sentence: 'a disk that fails is left for memory, said, and nothing is lost',
    cannotRun: noFaultyDisk,
    run: failing,
  },
  {
    id: 'S4',
    sentence: 'short writes and slow syncs are no reason to doubt the gateway',
    cannotRun: noFaultyDisk,
    run: shortAndSlow,
  },
]
