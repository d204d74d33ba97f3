import { rmSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { spawnGateway } from '../../gateway/testing/gateway-process.ts'
import { unitRecord } from '../../gateway/testing/records.ts'
import { Follower } from '../testing/follower.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await gateways.clear()
  folders.clear()
})

function follow(...args: ConstructorParameters<typeof Follower>): Follower {
  const follower = new Follower(...args)
  undo.push(() => follower.stop())
  follower.start()
  return follower
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const units = (count: number, serial: number) =>
  Array.from({ length: count }, (_, index) => unitRecord(`u${index}`, serial))

describe('reflector', () => {
  test('lists, follows, and goes on from its revision when the gateway comes back: nothing twice, nothing lost', async () => {
    const first = await gateways.start()
    await first.client.publish(units(300, 1))
    const follower = follow(first.address)
    await follower.until((link) => link.state === 'live' && link.revision === 300)
    expect(follower.events).not.toContain('apply')
    await first.client.publish(units(100, 2))
    await follower.until((link) => link.revision === 400)
    await first.gateway.stop()
    const lost = await follower.until((link) => link.state === 'offline')
    expect(lost.problem).toMatch(/stopping|unreachable/)
    const again = await gateways.start({ dataDir: first.dataDir, listen: first.address })
    await again.client.publish(units(500, 3))
    await follower.until((link, { gatewayDigest }) => link.revision === 900 && gatewayDigest !== '')
    await follower.until((_, { gatewayDigest }) => gatewayDigest === follower.digest())
    expect(follower.events.filter((event) => event === 'replace')).toHaveLength(1)
    expect(follower.events.filter((event) => event === 'connected')).toHaveLength(2)
    expect(follower.world.size).toBe(300 + 200)
  })

  test('lists again when its revision was compacted away', async () => {
    const first = await gateways.start({ retain: 50 })
    await first.client.publish(units(10, 1))
    const follower = follow(first.address)
    await follower.until((link) => link.state === 'live')
    await follower.stop()
    for (let serial = 2; serial < 40; serial++) await first.client.publish(units(200, serial))
    const { epoch } = first
    const behind = follow(first.address, {}, { epoch, afterRevision: 10 })
    await behind.until((link) => link.state === 'live')
    await behind.until(({ revision }, one) => revision === 7_610 && one.gatewayDigest === one.digest())
    expect(behind.events[1]).toBe('replace')
  })

  test('lists again when the gateway has another log', async () => {
    const first = await gateways.start()
    await first.client.publish(units(20, 1))
    const follower = follow(first.address)
    await follower.until((link) => link.revision === 20)
    await first.gateway.stop()
    rmSync(first.dataDir, { recursive: true })
    const other = await gateways.start({ dataDir: first.dataDir, listen: first.address })
    await other.client.publish([unitRecord('z', 1)])
    await follower.until((link) => link.epoch === other.epoch && link.revision === 1)
    expect([...follower.world.keys()]).toEqual(['unit/z'])
  })

  test('an empty gateway is live, too', async () => {
    const { address } = await gateways.start()
    const follower = follow(address)
    expect(await follower.until((link) => link.state === 'live')).toMatchObject({ revision: 0 })
  })

  test('a peer that accepts and stays silent is given up and tried again', async () => {
    let connections = 0
    const silent = createServer(() => connections++)
    const follower = follow(await listen(silent), { firstMessageMs: 100 })
    const link = await follower.until(({ attempt }) => attempt >= 2)
    expect(link).toMatchObject({ state: 'offline', problem: 'silent' })
    expect(connections).toBeGreaterThanOrEqual(2)
  })

  test.each([
    ['a web server', () => createHttpServer((_, response) => response.end('hello'))],
    ['a server of another protocol', () => createServer((socket) => socket.end('SSH-2.0-other\r\n'))],
  ])('%s in place of a gateway is a problem in words, and never the end', async (_, makeServer) => {
    const follower = follow(await listen(makeServer()))
    const { problem, problemDetail } = await follower.until(({ attempt }) => attempt >= 4)
    expect(problem).toMatch(/unreachable|not-a-gateway/)
    expect(problemDetail).not.toMatch(/^\s*at /m)
    expect(problemDetail).not.toBe('')
  })

  test.each(['127.0.0.1:1', 'no-such-host.invalid:5510', 'what is this', '127.0.0.1:99999'])(
    'the wrong address %s is a problem in words, and never the end',
    async (address) => {
      const follower = follow(address)
      const link = await follower.until(({ attempt }) => attempt >= 2)
      expect(link.state).toBe('offline')
      expect(link.problemDetail).toBeTruthy()
    },
  )

  test('a gateway that freezes is stale, then offline, and followed again when it wakes', async () => {
    const { child, listening, ended } = spawnGateway([
      ...['--listen', '127.0.0.1:0', '--data', folders.take(), '--empty'],
    ])
    undo.push(async () => {
      child.kill('SIGKILL')
      await ended()
    })
    const follower = follow(await listening(), {
      staleAfterMs: 2_600,
      silenceMs: 3_400,
      firstMessageMs: 1_000,
    })
    await follower.until((link) => link.state === 'live')
    child.kill('SIGSTOP')
    await follower.until((link) => link.state === 'stale')
    const lost = await follower.until((link) => link.state === 'offline')
    expect(lost.problem).toBe('silent')
    child.kill('SIGCONT')
    await follower.until((link) => link.state === 'live')
  })
})
