import { createServer, type Http2Session } from 'node:http2'
import { once } from 'node:events'
import { createServer as createTcpServer } from 'node:net'
import { pino } from 'pino'
import { systemClock } from '../../core/system-clock.ts'
import { connectGrpcSource } from '../../core/watch/grpc-source.ts'
import { aRecord, aUnit } from '../../gateway/testing/records.ts'
import { FaultyGateway } from '../faulty-gateway/faulty-gateway.ts'
import { freePort } from '../lib/free-port.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { WallProgram } from '../lib/wall-program.ts'
import { sleep, until } from '../lib/wait.ts'
import { ChaosProxy } from '../proxy/chaos-proxy.ts'
import { layLine } from './network.ts'

const ENHANCE_YOUR_CALM = 0x0b

async function goaway(trial: Trial): Promise<void> {
  const gateway = new FaultyGateway({
    'grpc.max_connection_age_ms': 400,
    'grpc.max_connection_age_grace_ms': 100,
  })
  await gateway.start()
  trial.defer(() => gateway.stop())
  gateway.append()
  const proxy = new ChaosProxy(gateway.address)
  await proxy.start()
  trial.defer(() => proxy.stop())
  const wall = await Wall.start(trial, { gateway: proxy.address, timing: timingOf(trial) })
  await wall.liveAt(1)
  for (let time = 0; time < trial.times(2, 20); time++) {
    const fault = trial.inject('GOAWAY: the connection is too old')
    const tries = wall.reconnectCount
    await until('the wall to go elsewhere', () => wall.reconnectCount > tries)
    fault.seen('the link')
    gateway.append()
    await wall.liveAt(gateway.revision)
  }
  await calmed(trial, proxy, wall)
  proxy.retarget(gateway.address)
  gateway.append()
  await wall.liveAt(gateway.revision)
  trial.tally.reconnects += wall.reconnectCount
}

/** Sends everybody away with the words of a server that is pinged too often. */
async function calmed(trial: Trial, proxy: ChaosProxy, wall: Wall): Promise<void> {
  const rude = createServer()
  const sessions = new Set<Http2Session>()
  let sent = 0
  rude.on('session', (session) => {
    sessions.add(session)
    session.on('error', () => undefined)
    session.once('remoteSettings', () => {
      sent++
      session.goaway(ENHANCE_YOUR_CALM, 0, Buffer.from('too_many_pings'))
      session.close()
    })
  })
  rude.listen(0, '127.0.0.1')
  await once(rude, 'listening')
  trial.defer(() => {
    for (const session of sessions) session.destroy()
    rude.close()
  })
  const fault = trial.inject('GOAWAY: too_many_pings')
  const address = rude.address()
  if (address === null || typeof address !== 'object') throw new Error('The rude server has no port.')
  const tries = wall.reconnectCount
  proxy.retarget(`127.0.0.1:${address.port}`)
  proxy.resetAll()
  await until('the wall to be sent away', () => sent > 0 && wall.reconnectCount > tries + 1)
  fault.seen(`the link, ${await wall.hears('unreachable', 'other', 'undecodable')}`)
}

async function flap(trial: Trial): Promise<void> {
  const { scene, proxy, wall } = await layLine(trial)
  await wall.liveAt(await scene.publishSome(2))
  const flaps = trial.times(6, 150)
  const periodMs = trial.times(250, 2_000)
  const fault = trial.inject(`the line goes and comes ${flaps} times`)
  for (let time = 0; time < flaps; time++) {
    await proxy.setMode('refuse')
    await scene.publishSome(1)
    await sleep(periodMs / 2)
    await proxy.setMode('pass')
    await sleep(periodMs / 2)
  }
  await wall.liveAt(await scene.publishSome(2))
  if (wall.reconnectCount === 0) throw new Error('The wall noticed nothing.')
  fault.seen(`the link, ${wall.reconnectCount} times`)
  trial.tally.reconnects += wall.reconnectCount
  if (proxy.acceptedCount > flaps * 6)
    throw new Error(`${proxy.acceptedCount} tries for ${flaps} flaps: a storm.`)
  await scene.judge([wall])
}

/** What comes to a gateway that returns from tries that were over and closed before. */
async function closedTries(trial: Trial): Promise<void> {
  const port = await freePort()
  const fault = trial.inject('six tries while nobody listens')
  for (let count = 0; count < 6; count++) {
    const source = connectGrpcSource(`127.0.0.1:${port}`, 'faults', systemClock)
    const failed = await source
      .watch({ epoch: '', afterRevision: 0 })
      [Symbol.asyncIterator]()
      .next()
      .then(() => false)
      .catch(() => true)
    source.close()
    if (!failed) throw new Error('Somebody answered.')
  }
  fault.seen('six errors')
  let connections = 0
  const server = createTcpServer((socket) => {
    connections++
    socket.on('error', () => socket.destroy())
    trial.defer(() => socket.destroy())
  })
  server.listen(port, '127.0.0.1')
  trial.defer(() => server.close())
  await sleep(3_000)
  if (connections > 0) throw new Error(`${connections} connections came from tries that were closed.`)
}

async function moved(trial: Trial): Promise<void> {
  const { gateway, scene, proxy, wall } = await layLine(trial)
  await wall.liveAt(await scene.publishSome(2))
  for (const address of [`127.0.0.1:${await freePort()}`, 'gateway.invalid:1']) {
    const tries = wall.reconnectCount
    const fault = trial.inject(`no way to ${address}`)
    proxy.retarget(address)
    proxy.resetAll()
    await until('two tries', () => wall.reconnectCount > tries + 1)
    fault.seen(`the link, ${await wall.hears('unreachable')}`)
  }
  const unnamed = await Wall.start(trial, { gateway: 'gateway.invalid:1', timing: timingOf(trial) })
  const fault = trial.inject('a name that nobody knows')
  fault.seen(`the link, ${await unnamed.hears('unreachable')}`)
  await gateway.stop()
  const elsewhere = await LocalGateway.start(trial, { dataDir: gateway.dataDir })
  proxy.retarget(elsewhere.address)
  const revision = await scene.city.publish(() => elsewhere.client, 3)
  await wall.liveAt(revision)
  trial.tally.reconnects += wall.reconnectCount
  await gateway.stop()
  await elsewhere.stop()
  await gateway.start()
  await scene.judge([wall])
}

/** A whole wall stopped in its tracks: its sockets stay open, and nobody takes what comes. */
async function stoppedWall(trial: Trial): Promise<void> {
  const said: string[] = []
  const logger = pino({ level: 'info' }, { write: (line) => said.push(line) })
  const gateway = await LocalGateway.start(trial, { limits: { stallMs: 2_000 }, logger })
  const scene = new Scene(trial, gateway)
  const { address } = gateway
  // With the product's own times: on a busy machine the quick ones would be the disturbance.
  const other = await Wall.start(trial, { gateway: address })
  const stopped = await WallProgram.start(trial, { gateway: address, timing: timingOf(trial) })
  await Promise.all([other, stopped].map(async (wall) => wall.liveAt(await scene.publishSome(2))))
  const before = other.reconnectCount
  for (let time = 0; time < trial.times(1, 10); time++) {
    const fault = trial.inject('a wall stopped with SIGSTOP')
    stopped.signal('SIGSTOP')
    const saidBefore = said.length
    const isCut = () => said.slice(saidBefore).some((line) => line.includes('took nothing for'))
    while (!isCut()) await other.liveAt(await publishHeavy(trial, scene))
    fault.seen('the gateway, which cut the stream')
    stopped.signal('SIGCONT')
    await stopped.liveAt(await scene.publishSome(2))
  }
  if (other.reconnectCount > before) {
    throw new Error(`The other wall was disturbed: ${other.log.find((one) => one.includes('watch ended'))}`)
  }
  trial.tally.reconnects += (await stopped.ask()).reconnectCount
  await scene.judge([other, stopped])
}

const HEAVY = 'x'.repeat(3_000)
let heavySerial = 0

async function publishHeavy(trial: Trial, scene: Scene): Promise<number> {
  const records = Array.from({ length: 300 }, () => {
    const name = `Heavy ${++heavySerial}`
    return aRecord(`heavy-${heavySerial}`, { unit: aUnit('heavy', { name, vehicle: HEAVY }) })
  })
  const { revision } = await scene.gateway.client.publish(records)
  trial.tally.changes += records.length
  scene.reader.read()
  return revision
}

export const NETWORK_UNSTEADY: readonly Row[] = [
  { id: 'N6', sentence: 'a wall that is sent away comes back by another connection', run: goaway },
  { id: 'N8', sentence: 'a line that flaps starts no storm, and ends with the truth', run: flap },
  {
    id: 'N8',
    sentence: 'a try that failed and was closed connects to nobody later',
    run: closedTries,
  },
  {
    id: 'N9',
    sentence: 'no way to the gateway is said at once, and a gateway that moved is found',
    run: moved,
  },
  { id: 'N11', sentence: 'a wall that is stopped is cut, disturbs nobody, and resumes', run: stoppedWall },
]
