import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fastClock } from '../lib/fast-clock.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { fillDisk, mountSmallDisk, noSmallDisk, remount } from '../lib/small-disk.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { until } from '../lib/wait.ts'

/** The wall tries its disk again after 30 s: so many seconds pass in one. */
const RATE = 10

async function setUp(trial: Trial) {
  const clock = fastClock(RATE)
  const gateway = await LocalGateway.start(trial, { clock })
  return { clock, gateway, scene: new Scene(trial, gateway) }
}

async function isOnDiskAgain(wall: Wall): Promise<void> {
  await until('the cache on disk again, and nothing said any more', async () => {
    const { cache, notices } = await wall.health()
    return !cache.inMemory && !notices.some((one) => one.startsWith('cache-'))
  })
}

async function full(trial: Trial): Promise<void> {
  const { clock, gateway, scene } = await setUp(trial)
  const dataDir = mountSmallDisk(trial, 'size=2m')
  const wall = await Wall.start(trial, { gateway: gateway.address, dataDir, clock })
  await wall.liveAt(await scene.publishSome(2))
  const fault = trial.inject('disk full')
  const ballast = join(dataDir, 'ballast')
  fillDisk(ballast)
  const sent: { readonly revision: number; readonly atMs: number }[] = []
  for (let count = 0; count < 300 && !wall.told.includes('cache-write-failed'); count++) {
    const atMs = performance.now()
    sent.push({ revision: await scene.publish(50), atMs })
  }
  const [notice, heardMs] = [await wall.hears('cache-write-failed'), performance.now()]
  fault.seen(`the notice ${notice}`)
  // From the sending of the first changes that the wall did not hold when it said so. They lie on the gateway's disk.
  const held = wall.revisionAt.get('cache-write-failed') ?? 0
  const lost = sent.find(({ revision }) => revision > held)
  trial.measured.push(`not durable: said after ${Math.round(heardMs - (lost?.atMs ?? heardMs))} ms`)
  await wall.liveAt(await scene.publishSome(2))
  rmSync(ballast)
  await isOnDiskAgain(wall)
  await wall.liveAt(await scene.publishSome(2))
  await scene.judge([wall])
  await wall.stop()
  scene.judgeFile(dataDir)
}

async function readOnly(trial: Trial): Promise<void> {
  const { clock, gateway, scene } = await setUp(trial)
  const head = await scene.publishSome(2)
  for (const name of ['read-only', 'without inodes'] as const) {
    const dataDir = mountSmallDisk(trial, 'size=2m,nr_inodes=4')
    const fault = trial.inject(`a file system ${name}`)
    if (name === 'read-only') remount(dataDir, 'ro')
    else for (const one of ['a', 'b']) writeFileSync(join(dataDir, one), '')
    const wall = await Wall.start(trial, { gateway: gateway.address, dataDir, clock })
    fault.seen(`the notice ${await wall.hears('cache-in-memory')}`)
    await wall.liveAt(head)
    remount(dataDir, 'rw,nr_inodes=100')
    await isOnDiskAgain(wall)
    await wall.liveAt(await scene.publishSome(2))
    await wall.stop()
    scene.judgeFile(dataDir)
  }
}

export const DISK_FULL: readonly Row[] = [
  {
    id: 'S3',
    sentence: 'a full disk is said, costs nothing, and is written again once there is room',
    cannotRun: noSmallDisk,
    run: full,
  },
  {
    id: 'S6',
    sentence: 'where nothing can be written the wall lives in memory, says so, and returns to the disk',
    cannotRun: noSmallDisk,
    run: readOnly,
  },
]
