import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { until } from '../lib/wait.ts'
import { ChaosProxy } from '../proxy/chaos-proxy.ts'

export interface Line {
  readonly gateway: LocalGateway
  readonly scene: Scene
  readonly proxy: ChaosProxy
  readonly wall: Wall
}

/** A gateway, and a wall that reaches it through the proxy. */
export async function layLine(trial: Trial, options: Parameters<typeof LocalGateway.start>[1] = {}) {
  const gateway = await LocalGateway.start(trial, options)
  const scene = new Scene(trial, gateway)
  const proxy = new ChaosProxy(gateway.address)
  await proxy.start()
  trial.defer(() => proxy.stop())
  const wall = await Wall.start(trial, { gateway: proxy.address, timing: timingOf(trial) })
  return { gateway, scene, proxy, wall }
}

async function finish(trial: Trial, { scene, wall }: Line): Promise<void> {
  await wall.liveAt(await scene.publishSome(3))
  trial.tally.reconnects += wall.reconnectCount
  await scene.judge([wall])
}

async function swallowed(trial: Trial): Promise<void> {
  const line = await layLine(trial)
  const { scene, proxy, wall } = line
  await wall.liveAt(await scene.publishSome(2))
  const fault = trial.inject('connections accepted, SETTINGS swallowed')
  const startMs = performance.now()
  await proxy.setMode('swallow')
  proxy.resetAll()
  fault.seen(`the link, ${await wall.hears('silent')}`)
  trial.measure('silent accept given up', startMs)
  await proxy.setMode('pass')
  await finish(trial, line)
}

async function halfOpen(trial: Trial): Promise<void> {
  const line = await layLine(trial)
  const { scene, proxy, wall } = line
  await wall.liveAt(await scene.publishSome(2))
  const before = proxy.acceptedCount
  const fault = trial.inject('line open, no byte moves')
  const startMs = performance.now()
  await proxy.setMode('stall')
  await until('the glass to say that it is not live', () => wall.link?.state !== 'live')
  fault.seen(`the link, ${await wall.hears('silent', 'unreachable')}`)
  trial.measure('half-open line seen', startMs)
  await scene.publishSome(2)
  await proxy.setMode('pass')
  await finish(trial, line)
  if (proxy.acceptedCount <= before) throw new Error('The stuck connection was never thrown away.')
}

async function cutInMessage(trial: Trial): Promise<void> {
  const line = await layLine(trial)
  const { scene, proxy, wall } = line
  await wall.liveAt(await scene.publishSome(2))
  for (let time = 0; time < trial.times(4, 100); time++) {
    const how = trial.random.pick(['reset', 'half-close'] as const)
    const fault = trial.inject(`${how} in the middle of a message`)
    proxy.cutAfter(trial.random.between(1, 900), how)
    await scene.publish(trial.random.between(1, 40), trial.random.chance(0.5))
    // The next connection is what shows it: one that is cut as it is made ends no watch that could tell of it.
    await until('the wall to come again after the cut', async () => {
      if (proxy.acceptedSinceCut === undefined) await scene.publish(1)
      return (proxy.acceptedSinceCut ?? 0) > 0
    })
    fault.seen('the link, tried again')
  }
  await finish(trial, line)
}

async function thinLine(trial: Trial): Promise<void> {
  const line = await layLine(trial)
  const { scene, proxy } = line
  for (let time = 0; time < trial.times(4, 40); time++) await scene.publish(200)
  proxy.shape({ delayMs: 100, bytesPerSecond: 125_000 })
  const fault = trial.inject('200 ms round trip and 1 Mbit/s')
  const wall = await Wall.start(trial, { gateway: proxy.address, timing: timingOf(trial) })
  await wall.liveAt(scene.city.acknowledged)
  await until('the clock to be measured', async () => (await wall.health()).clock.uncertaintyMs >= 0)
  const { uncertaintyMs } = (await wall.health()).clock
  if (uncertaintyMs < 90) throw new Error(`A round trip of 200 ms was measured as ${uncertaintyMs * 2} ms.`)
  fault.seen(`the clock's uncertainty, ${Math.round(uncertaintyMs)} ms`)
  for (let time = 0; time < 10; time++) await scene.publish(100)
  await wall.liveAt(scene.city.acknowledged)
  await finish(trial, { ...line, wall })
  if (wall.reconnectCount > 0) throw new Error('A slow line was taken for a dead one.')
}

export const NETWORK: readonly Row[] = [
  {
    id: 'N3',
    sentence: 'a gateway that accepts and says nothing is given up, and left for one that speaks',
    run: swallowed,
  },
  { id: 'N4', sentence: 'a line that is open and dead is noticed, and replaced', run: halfOpen },
  { id: 'N5', sentence: 'a line cut in the middle of a message brings no half of one', run: cutInMessage },
  {
    id: 'N7',
    sentence: 'a thin and distant line is slow and right, and not taken for a dead one',
    run: thinLine,
  },
]
