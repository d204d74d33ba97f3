import { Follower } from '../../core/testing/follower.ts'
import { WATCH_TIMING } from '../../core/watch/timing.ts'
import { GatewayProgram } from '../lib/gateway-program.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { quantilesInWords } from '../lib/quantile.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { sleep, until } from '../lib/wait.ts'

/** Whole walls, a disk and a view each. */
async function wholeWalls(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const walls: Wall[] = []
  for (let count = 0; count < trial.times(6, 12); count++) {
    walls.push(await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) }))
  }
  await Promise.all(walls.map(async (wall) => wall.liveAt(await scene.publish(1))))
  const fault = trial.inject(`the gateway of ${walls.length} walls goes and comes`)
  await gateway.stop()
  await Promise.all(walls.map((wall) => wall.hears('unreachable', 'stopping')))
  fault.seen('the link of every wall')
  await gateway.start()
  const backMs = performance.now()
  const head = await scene.publish(5)
  const tookMs: number[] = []
  await Promise.all(
    walls.map(async (wall) => (await wall.liveAt(head), tookMs.push(performance.now() - backMs))),
  )
  trial.measured.push(`${walls.length} whole walls live again: ${quantilesInWords(tookMs)}`)
  for (const wall of walls) trial.tally.reconnects += wall.reconnectCount
  await scene.judge(walls)
}

/** The watch of many walls with the product's own times, their gateway a program that is killed. */
async function manyWatches(trial: Trial): Promise<void> {
  const gateway = await GatewayProgram.start(trial)
  const scene = new Scene(trial, gateway)
  await scene.publishSome(20)
  const watches = Array.from(
    { length: trial.counts.walls },
    () => new Follower(gateway.address, WATCH_TIMING),
  )
  for (const one of watches) {
    trial.defer(() => one.stop())
    one.start()
  }
  await areLiveAt(watches, scene.city.acknowledged)
  for (const outageMs of trial.long ? [500, 2_000, 10_000, 30_000, 120_000] : [500, 5_000]) {
    const fault = trial.inject(`the gateway of ${watches.length} walls killed`)
    await gateway.signal('SIGKILL')
    trial.tally.kills++
    await until('every wall to notice', () => watches.every((one) => !one.link.isLive))
    fault.seen(`the link of ${watches.length} walls`)
    await sleep(outageMs)
    await gateway.start()
    scene.reader.requireUnchanged()
    const tookMs = await areLiveAt(watches, scene.city.acknowledged)
    trial.tally.reconnects += watches.length
    trial.measured.push(
      `${watches.length} walls live again after ${outageMs} ms: ${quantilesInWords(tookMs)}`,
    )
    await areLiveAt(watches, await scene.publishSome(5))
  }
  const truth = scene.reader.read()
  const due = truth.digestAt(0, truth.head())
  if (watches.some((one) => one.digest() !== due)) throw new Error('A wall is not equal to its gateway.')
}

/** Resolves with how long each of them took from now. */
async function areLiveAt(watches: readonly Follower[], revision: number): Promise<readonly number[]> {
  const fromMs = performance.now()
  return Promise.all(
    watches.map(async (one) => {
      await until(
        () => `a wall live at ${revision}; it stands at ${one.revision}`,
        () => one.link.isLive && one.revision >= revision,
      )
      return performance.now() - fromMs
    }),
  )
}

export const MANY_WALLS: readonly Row[] = [
  { id: 'N10', sentence: 'many walls come back together', run: wholeWalls },
  {
    id: 'N10',
    sentence: 'the watches of fifty walls come back to a gateway that was killed, at the pace of the product',
    run: manyWatches,
  },
]
