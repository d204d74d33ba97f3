import { batch, encode, FaultyGateway } from '../faulty-gateway/faulty-gateway.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { until } from '../lib/wait.ts'
import { mutateFrame } from './mutate-frame.ts'

interface Told {
  readonly gateway: FaultyGateway
  readonly wall: Wall
}

async function follow(trial: Trial, options = {}): Promise<Told> {
  const gateway = new FaultyGateway(options)
  await gateway.start()
  trial.defer(() => gateway.stop())
  for (let count = 0; count < 12; count++) gateway.append()
  const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  await wall.liveAt(gateway.revision)
  return { gateway, wall }
}

/** Whatever was said before: the wall holds again exactly what the gateway holds. */
async function isEqual({ gateway, wall }: Told): Promise<void> {
  await until('the wall to listen again', () => gateway.listenerCount > 0)
  gateway.append()
  await wall.liveAt(gateway.revision)
  const { digest } = await wall.health()
  if (digest !== gateway.digest()) throw new Error(`The wall has digest ${digest}, not ${gateway.digest()}.`)
}

async function lie(trial: Trial, told: Told, name: string, sentence: string, say: () => void): Promise<void> {
  const { gateway, wall } = told
  const tries = wall.reconnectCount
  await until('the wall to listen', () => gateway.listenerCount > 0)
  const fault = trial.inject(name)
  say()
  await until(`${name}: the wall to end the stream`, () => wall.reconnectCount > tries)
  const line = wall.log.findLast((one) => one.includes('watch ended')) ?? ''
  if (!line.includes(sentence)) throw new Error(`${name}: the log says ${line}`)
  fault.seen(sentence)
  await isEqual(told)
}

async function wrongOrder(trial: Trial): Promise<void> {
  const told = await follow(trial)
  const { gateway, wall } = told
  for (let time = 0; time < trial.times(1, 30); time++) {
    const [one, two, three] = [1, 2, 3].map((ahead) => gateway.next({}, gateway.revision + ahead))
    if (one === undefined || two === undefined || three === undefined) return
    const again = gateway.next({}, gateway.revision)
    await lie(trial, told, 'a change said again', 'sent revisions', () => gateway.say(batch([again])))
    await lie(trial, told, 'two changes in the wrong order', 'sent revisions', () =>
      gateway.say(batch([two, one])),
    )
    await lie(trial, told, 'a change left out', 'sent revisions', () => gateway.say(batch([one, three])))
    await lie(trial, told, 'a batch left out', 'sent revisions', () => gateway.say(batch([three])))
    await lie(trial, told, 'a batch with a wrong frame', 'sent revisions', () =>
      gateway.say(batch([one], one.revision, three.revision)),
    )
    await lie(trial, told, 'a bookmark ahead of its changes', 'sent changes only up to', () =>
      gateway.say(gateway.bookmark(gateway.digest(), gateway.revision + 1)),
    )
    await lie(trial, told, 'a bookmark of another epoch', 'sent changes only up to', () =>
      gateway.say(gateway.bookmark(gateway.digest(), gateway.revision, 'stale')),
    )
    await lie(trial, told, 'a snapshot that is shorter than announced', 'announced a snapshot', () =>
      gateway.say(
        encode({ snapshot: { epoch: gateway.epoch, totalCount: 5, changes: [one], kinds: [] } }),
        gateway.bookmark(),
      ),
    )
  }
  trial.tally.reconnects += wall.reconnectCount
}

async function staleEpoch(trial: Trial): Promise<void> {
  const told = await follow(trial)
  const { gateway, wall } = told
  for (let time = 0; time < trial.times(2, 20); time++) {
    const fault = trial.inject('the gateway begins another epoch')
    gateway.changeEpoch(`epoch-${time}`)
    gateway.say(gateway.bookmark())
    for (let count = 0; count < 3; count++) gateway.append()
    await until('the wall to take the new epoch', () => wall.link?.epoch === `epoch-${time}`)
    fault.seen('the epoch of the link')
    await isEqual(told)
    if (wall.view.replica.unit.size > 4) throw new Error('Units of the old epoch are still there.')
  }
}

async function wrongDigest(trial: Trial): Promise<void> {
  const told = await follow(trial)
  const { gateway, wall } = told
  gateway.append()
  await wall.liveAt(gateway.revision)
  for (let time = 0; time < trial.times(2, 20); time++) {
    const lists = gateway.requests.filter((one) => one.afterRevision === 0).length
    const fault = trial.inject('a digest that is not that of the state')
    gateway.say(gateway.bookmark('0123456789abcdef'))
    await until('a list', () => gateway.requests.filter((one) => one.afterRevision === 0).length > lists)
    fault.seen(`the notice ${await wall.hears('digest-mismatch')}`)
    await isEqual(told)
  }
  await until('the notice to go', async () => (await wall.health()).notices.length === 0)
}

async function malformed(trial: Trial): Promise<void> {
  const told = await follow(trial)
  const { gateway, wall } = told
  const oversize = batch([gateway.next({ unit: undefined, removal: { kind: 'x'.repeat(5 << 20), id: 'x' } })])
  await lie(trial, told, 'a message of 5 MiB', '', () => gateway.say(oversize))
  await lie(trial, told, 'bytes that are no message', '', () => gateway.say(Buffer.from([0x0a, 0xff, 0xff])))
  await lie(trial, told, 'a message of no known kind', 'kind that this version', () =>
    gateway.say(Buffer.alloc(0)),
  )
  const deep = nested(5_000)
  await lie(trial, told, 'groups nested 5,000 deep', '', () => gateway.say(deep))
  await fuzz(trial, told)
  trial.tally.reconnects += wall.reconnectCount
}

/** A message of a future field that holds groups in groups. */
function nested(depth: number): Buffer {
  return Buffer.concat([Buffer.alloc(depth, 0x7b), Buffer.alloc(depth, 0x7c)])
}

/** Real frames with some bytes changed. What still is a message may be taken; the next honest list mends it. */
async function fuzz(trial: Trial, told: Told): Promise<void> {
  const { gateway, wall } = told
  for (let time = 0; time < trial.times(20, 200); time++) {
    await until('the wall to listen', () => gateway.listenerCount > 0)
    const tries = wall.reconnectCount
    const before = gateway.requests.length
    const fault = trial.inject('a frame with changed bytes')
    gateway.say(mutateFrame(batch([gateway.next()]), trial.random))
    // A frame that was taken is ahead of the truth by one: the next honest word cannot follow it.
    gateway.append()
    await until('the wall to end the stream or take the frame', () => {
      const ended = wall.reconnectCount > tries || gateway.requests.length > before
      return ended || (wall.link?.state === 'live' && wall.link.revision === gateway.revision)
    })
    fault.seen('the link')
  }
  // A frame may have become a change of an unknown kind: no digest is compared then, and that is said.
  gateway.changeEpoch('after the noise')
  gateway.say(gateway.bookmark())
  await until('the wall to take the new epoch', () => wall.link?.epoch === 'after the noise')
  await isEqual(told)
}

export const FEED_BROKEN: readonly Row[] = [
  {
    id: 'F4',
    sentence: 'what is said again, out of order or not at all is refused, and asked for again',
    run: wrongOrder,
  },
  { id: 'F4', sentence: 'another epoch leads to a list, and nothing of the old one stays', run: staleEpoch },
  { id: 'F5', sentence: 'a digest that differs is said, and leads to a list', run: wrongDigest },
  {
    id: 'F6',
    sentence: 'malformed, oversize, nested and mutated messages cost the stream and nothing else',
    run: malformed,
  },
]
