import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../core/system-clock.ts'
import { fastClock } from '../lib/fast-clock.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { fillDisk, mountSmallDisk, noSmallDisk } from '../lib/small-disk.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { until } from '../lib/wait.ts'
import { Wall } from '../lib/wall.ts'

const SAID_WITHIN_MS = 15_000

async function gatewayFull(trial: Trial): Promise<void> {
  const clock = trial.long ? systemClock : fastClock(10)
  const dataDir = mountSmallDisk(trial, 'size=4m')
  const gateway = await LocalGateway.start(trial, { dataDir, clock, proofOfLife: true })
  const wall = await Wall.start(trial, { gateway: gateway.address, clock })
  await wall.liveAt(1)
  const fault = trial.inject("the disk of the gateway's log is full")
  const startMs = performance.now()
  const fromMs = clock.monotonicMs()
  const ballast = join(dataDir, 'ballast')
  fillDisk(ballast)
  const notice = await wall.hears('path-unproven')
  const tookMs = clock.monotonicMs() - fromMs
  if (trial.long) trial.measure('said', startMs)
  if (wall.link?.state !== 'live') throw new Error('The link is not live: something else was found.')
  const stage = wall.notices.find(({ code }) => code === 'path-unproven')?.coded?.code
  if (stage !== 'gateway-not-writing') throw new Error(`The wall says ${stage}, and not what is broken.`)
  if (tookMs > SAID_WITHIN_MS) throw new Error(`It was said after ${Math.round(tookMs)} ms of its clock.`)
  fault.seen(`the notice ${notice}, ${stage}, while the link is live`)
  rmSync(ballast)
  await until('the gateway to be proven again', async () => {
    const { notices: left, proofAgeMs } = await wall.health()
    return left.length === 0 && proofAgeMs < 60_000
  })
}

export const GATEWAY_DISK_FULL: readonly Row[] = [
  {
    id: 'S3',
    sentence: 'a gateway whose disk takes nothing more is not taken for a quiet city',
    cannotRun: noSmallDisk,
    run: gatewayFull,
  },
]
