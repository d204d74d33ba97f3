import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { spawnGateway } from '../../gateway/testing/gateway-process.ts'
import { PacedFollower, settled } from '../testing/paced-follower.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { WATCH_TIMING } from './timing.ts'

/** The clock of these tests is moved by hand: the limits are those of the product, and nothing is measured. */
const gateways = makeGatewayBench()
const folders = makeTempFolders()
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await gateways.clear()
  folders.clear()
})

function follow(gateway: string): PacedFollower {
  const follower = new PacedFollower(gateway)
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

function longestGapMs(atMs: readonly number[]): number {
  return Math.max(...atMs.slice(1).map((ms, index) => ms - (atMs[index] ?? 0)))
}

describe('the pace of tries', () => {
  test('however long nobody was there, the gateway is knocked for within 0.6 s, and not in step', async () => {
    const first = await gateways.start()
    await first.gateway.stop()
    const follower = follow(first.address)
    const gapsMs = new Set<number>()
    for (let count = 1; count <= 300; count++) {
      while (follower.link.read().attempt < count) await settled()
      const fromMs = follower.clock.monotonicMs()
      while (follower.triedAtMs.length === count && follower.clock.monotonicMs() - fromMs < 600) {
        follower.clock.advance(10)
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect(follower.triedAtMs).toHaveLength(count + 1)
      gapsMs.add(follower.clock.monotonicMs() - fromMs)
    }
    expect(gapsMs.size).toBeGreaterThan(10)
    expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(WATCH_TIMING.knockMs / 2)
    await gateways.start({ dataDir: first.dataDir, listen: first.address })
    while (follower.link.read().state !== 'live') {
      follower.clock.advance(10)
      await settled()
    }
  })

  test('a peer that accepts and fails is not knocked at: the tries become rare', async () => {
    const follower = follow(await listen(createServer((socket) => socket.end('SSH-2.0-other\r\n'))))
    expect(await follower.runUntilTries(10, 60_000)).toBe(true)
    expect(longestGapMs(follower.triedAtMs)).toBeGreaterThanOrEqual(WATCH_TIMING.backoffCapMs / 2)
  })

  test('N3: a peer that accepts and stays silent is left for a new connection within 20 s, every time', async () => {
    const follower = follow(await listen(createServer(() => {})))
    expect(await follower.runUntilTries(8, 200_000)).toBe(true)
    expect(follower.link.read().problem).toBe('silent')
    expect(longestGapMs(follower.triedAtMs)).toBeLessThanOrEqual(20_000)
  })

  test('N2: a frozen gateway is given up within 15 s', async () => {
    const { child, listening, ended } = spawnGateway([
      ...['--listen', '127.0.0.1:0', '--data', folders.take(), '--empty'],
    ])
    undo.push(async () => {
      child.kill('SIGKILL')
      await ended()
    })
    const follower = follow(await listening())
    await follower.until((link) => link.state === 'live')
    child.kill('SIGSTOP')
    // What it had said before is read first.
    await new Promise((resolve) => setTimeout(resolve, 100))
    for (let ms = 0; ms < 15_000; ms += 250) {
      follower.clock.advance(250)
      await settled()
    }
    await follower.until((link) => link.state === 'offline')
    expect(follower.link.read().problem).toBe('silent')
  })
})
