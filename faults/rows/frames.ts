import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { FaultyGateway, batch } from '../faulty-gateway/faulty-gateway.ts'
import { FrameCity } from '../frames/frame-city.ts'
import { frameSource } from '../frames/frame-source.ts'
import { FrameWall } from '../frames/frame-wall.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { until } from '../lib/wait.ts'
import { WallProgram } from '../lib/wall-program.ts'
import { mutateFrame } from './mutate-frame.ts'

const MEBIBYTE = 2 ** 20
/** What a million malformed frames may cost at most. */
const GROWTH_BYTES = 50 * MEBIBYTE
/** What a wall may hold more of after some thousand connections, once it has settled: collections are never exact. */
const SETTLED_GROWTH_BYTES = 10 * MEBIBYTE
/** Connections use what is loaded and compiled at first use; after so many, nothing new is met. */
const WARM_FRAMES = 2_000
const LISTED_EVERY = 1_000
const LIMIT_MS = 3_600_000

/** Decoder, reader and reflector as they are, each frame in a stream of its own, without the socket between. */
async function byTheMillion(trial: Trial): Promise<void> {
  const city = new FrameCity()
  const total = trial.counts.frames + WARM_FRAMES
  const fault = trial.inject('malformed frames in numbers')
  const startMs = performance.now()
  let sent = 0
  let isOver = false
  let listed = 0
  const wall: FrameWall = new FrameWall(() =>
    frameSource(function* ({ afterRevision }) {
      const lists = afterRevision === 0 || isOver || sent % LISTED_EVERY === 0
      if (lists) {
        listed++
        yield* city.list()
      } else yield city.bookmark()
      if (isOver) return
      sent++
      if (sent === total || trial.isLate) isOver = true
      yield mutateFrame(city.batch(), trial.random)
      // What was taken for a frame is mended by a list.
      wall.forget()
    }),
  )
  wall.start()
  trial.defer(() => wall.stop())
  await until('the decoder to be warm', () => sent > WARM_FRAMES, LIMIT_MS)
  const before = usedBytes()
  await until('all frames', () => (trial.progress(`${sent} frames`), isOver), LIMIT_MS)
  const grown = usedBytes() - before
  await until('the wall to be equal to the gateway again', () => wall.digest() === city.digest())
  fault.seen(`the reflector, which listed ${listed} times`)
  const seconds = (performance.now() - startMs) / 1000
  trial.measured.push(`${sent} frames in ${Math.round(seconds)} s`, `heap ${inMebibytes(grown)} MB larger`)
  if (listed < sent / LISTED_EVERY) throw new Error(`Only ${listed} lists for ${sent} frames.`)
  if (grown > GROWTH_BYTES) throw new Error(`The heap grew by ${inMebibytes(grown)} MB.`)
}

/** A whole wall in a program of its own, over real connections: each frame costs it one. */
async function overTheWire(trial: Trial): Promise<void> {
  const gateway = new FaultyGateway()
  await gateway.start()
  trial.defer(() => gateway.stop())
  for (let count = 0; count < 50; count++) gateway.append()
  const timing = { knockMs: 1, backoffInitialMs: 1, backoffCapMs: 1, patienceMs: 1 }
  const wall = await WallProgram.start(trial, { gateway: gateway.address, timing, collects: true })
  await wall.liveAt(gateway.revision)
  // Each costs a connection: the million is for the row above.
  const frames = trial.times(1_000, 5_000)
  const warm = 2_000
  const fault = trial.inject(`${frames} malformed frames over the wire`)
  const cold = await wall.ask()
  const poison = () => mutateFrame(batch([gateway.next()]), trial.random)
  gateway.poison = poison
  await until('the first connection to end', () => {
    if (gateway.poisonCount === 0) gateway.say(poison())
    return gateway.poisonCount > 0
  })
  await until('the wall to be warm', () => gateway.poisonCount > warm, LIMIT_MS)
  const before = await wall.ask()
  await until('all frames', () => (trial.progress(`${gateway.poisonCount} frames`), isDone()), LIMIT_MS)
  gateway.poison = undefined
  const after = await wall.ask()
  fault.seen(`the link, ${gateway.requests.length} times`)
  gateway.changeEpoch('after the noise')
  gateway.say(gateway.bookmark())
  gateway.append()
  await wall.until('the wall in the new epoch', ({ health }) => health.epoch === 'after the noise')
  await wall.until('the state of the gateway', ({ health }) => health.digest === gateway.digest())
  trial.tally.reconnects += gateway.requests.length
  const heap = after.heapBytes - before.heapBytes
  const resident = after.rssBytes - before.rssBytes
  trial.measured.push(
    `${gateway.poisonCount} frames over ${gateway.requests.length} connections`,
    `heap and external ${inMebibytes(heap)} MB and resident ${inMebibytes(resident)} MB larger once warm`,
    `warming up cost ${inMebibytes(before.heapBytes - cold.heapBytes)} and ${inMebibytes(before.rssBytes - cold.rssBytes)} MB`,
  )
  if (after.heapBytes - cold.heapBytes > GROWTH_BYTES) {
    throw new Error(`What the wall uses grew by ${inMebibytes(after.heapBytes - cold.heapBytes)} MB.`)
  }
  if (heap > SETTLED_GROWTH_BYTES) throw new Error(`The wall holds ${inMebibytes(heap)} MB more once warm.`)
  // What the threads and the allocator keep for use is no leak, as long as it stops growing.
  if (resident > GROWTH_BYTES) throw new Error(`The wall grew by ${inMebibytes(resident)} MB.`)

  function isDone(): boolean {
    return gateway.poisonCount >= frames + warm || trial.isLate
  }
}

/** Of this process, after a collection. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function inMebibytes(bytes: number): string {
  return (bytes / MEBIBYTE).toFixed(1)
}

export const FRAMES: readonly Row[] = [
  {
    id: 'F6',
    sentence: 'malformed frames by the million cost no memory, and the next list is right',
    isLongest: true,
    run: byTheMillion,
  },
  {
    id: 'F6',
    sentence: 'malformed frames over real connections leave a whole wall alive, as large as before',
    isLongest: true,
    run: overTheWire,
  },
]
