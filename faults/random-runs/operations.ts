import { sleep, until } from '../lib/wait.ts'
import type { RandomWorld } from './world.ts'

export type Operation = (world: RandomWorld) => Promise<void>

/** Does something to the line, and waits until the wall has noticed that its stream ended. */
async function disturb(world: RandomWorld, name: string, how: () => void | Promise<void>): Promise<void> {
  const { wall } = world
  // Asked of the core: a view may not have heard yet that the line before is gone.
  await until('the wall to be live before it is disturbed', async () => {
    return (await wall.health()).link.state === 'live'
  })
  const tries = wall.reconnectCount
  const fault = world.trial.inject(name)
  await how()
  const state = () => `link ${JSON.stringify(wall.link)}, log ${wall.log.slice(-4).join('')}`
  await until(
    () => `${name}: the wall to notice (${state()})`,
    async () => {
      if (wall.reconnectCount === tries) await world.scene.publish(1)
      return wall.reconnectCount > tries
    },
  )
  fault.seen('the link')
}

async function append(world: RandomWorld): Promise<void> {
  for (let count = world.trial.random.between(1, 10); count > 0; count--) await world.scene.publish(1)
}

async function batch(world: RandomWorld): Promise<void> {
  await world.scene.publish(world.trial.random.between(2, 40), world.trial.random.chance(0.6))
}

async function partition(world: RandomWorld): Promise<void> {
  await disturb(world, 'partition', () => world.proxy.setMode('refuse'))
  await batch(world)
  await world.proxy.setMode('pass')
}

/** More than is retained while the wall is away. */
async function compact(world: RandomWorld): Promise<void> {
  await disturb(world, 'partition with compaction', () => world.proxy.setMode('refuse'))
  for (let count = 0; count < 8; count++) await world.scene.publish(30, world.trial.random.chance(0.5))
  await world.proxy.setMode('pass')
}

async function stall(world: RandomWorld): Promise<void> {
  await disturb(world, 'stall', () => world.proxy.setMode('stall'))
  await world.proxy.setMode('pass')
}

async function reset(world: RandomWorld): Promise<void> {
  await disturb(world, 'reset', () => world.proxy.resetAll())
}

async function cut(world: RandomWorld): Promise<void> {
  const { random } = world.trial
  const how = random.pick(['reset', 'half-close'] as const)
  await disturb(world, `${how} in a message`, () => world.proxy.cutAfter(random.between(1, 600), how))
}

async function slowLine(world: RandomWorld): Promise<void> {
  world.proxy.shape({ delayMs: world.trial.random.between(1, 20), bytesPerSecond: 400_000 })
  await reset(world)
  await batch(world)
  world.proxy.shape({ delayMs: 0 })
}

async function slowView(world: RandomWorld): Promise<void> {
  world.wall.paintMs = world.trial.random.between(5, 60)
  await append(world)
  await batch(world)
}

async function restartGateway(world: RandomWorld): Promise<void> {
  await disturb(world, 'gateway restarted', async () => {
    await world.gateway.stop()
    await sleep(world.trial.random.between(0, 60))
    await world.gateway.start()
  })
}

async function restartWall(world: RandomWorld): Promise<void> {
  const fault = world.trial.inject('wall restarted')
  await world.stopWall()
  await batch(world)
  await world.startWall()
  fault.seen('another life of the core')
}

async function backUp(world: RandomWorld): Promise<void> {
  await disturb(world, 'gateway stopped for a backup', () => world.takeBackup())
}

async function restore(world: RandomWorld): Promise<void> {
  await world.settle()
  const fault = world.trial.inject('gateway restored from a backup')
  const revision = await world.restoreBackup()
  if (revision === undefined) return fault.seen('nothing: the backup was of the head')
  await until('the wall back at the backup', () => world.wall.link?.revision === revision)
  await until('the raw watch back at the backup', () => world.scene.watch.revision === revision)
  fault.seen('the revision of the link, set back')
}

export const OPERATIONS: readonly Operation[] = [
  append,
  append,
  batch,
  batch,
  partition,
  compact,
  stall,
  reset,
  cut,
  slowLine,
  slowView,
  restartGateway,
  restartWall,
  backUp,
  restore,
]
