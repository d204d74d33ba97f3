import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { Follower } from '../../core/testing/follower.ts'
import { WATCH_TIMING } from '../../core/watch/timing.ts'
import { nearestRank } from '../../domain/indicators/compliance.ts'
import { printRows } from '../lib/report.ts'
import { spawnProgram, type Spawned } from '../lib/spawned.ts'
import { withFolder } from '../lib/work-folder.ts'

const WALLS = 50
/** The longest is far beyond the time in which a doubling back-off would have reached its limit. */
const OUTAGES_S = [1, 3, 5, 8, 60]

/** From the gateway's word that it listens to a live link, for walls that all wait for the same gateway. */
export async function benchReconnect(): Promise<void> {
  // Fifty lines for every outage would hide the figures.
  process.env.FIVETEN_LOG ??= 'error'
  await withFolder(async (folder) => {
    const start = (listen: string): Promise<Spawned> =>
      spawnProgram(
        ['gateway/main.ts', '--listen', listen, '--data', join(folder, 'gateway'), '--empty'],
        /listening on (\S+)/,
      )
    let gateway = await start('127.0.0.1:0')
    const address = gateway.match
    const walls = Array.from({ length: WALLS }, () => new Follower(address, WATCH_TIMING))
    for (const wall of walls) wall.start()
    await Promise.all(walls.map((wall) => wall.until(({ state }) => state === 'live')))
    const tookMs: number[] = []
    for (const outageS of OUTAGES_S) {
      await gateway.stop()
      await Promise.all(walls.map((wall) => wall.until(({ state }) => state === 'offline')))
      await new Promise((resolve) => setTimeout(resolve, outageS * 1_000))
      const live = walls.map((wall) => liveAt(wall))
      gateway = await start(address)
      const fromMs = performance.now()
      for (const atMs of await Promise.all(live)) tookMs.push(Math.max(0, atMs - fromMs))
    }
    await Promise.all(walls.map((wall) => wall.stop()))
    await gateway.stop()
    const sorted = [...tookMs].sort((a, b) => a - b)
    const rank = (percent: number): string => Math.round(nearestRank(sorted, percent) ?? -1).toString()
    printRows(`reconnect: ${WALLS} walls at once, outages of ${OUTAGES_S.join(', ')} s`, [
      ['gateway listens to link live, ms', `p50 ${rank(50)}, p95 ${rank(95)}, most ${rank(100)}`],
      ['reconnects', String(sorted.length)],
    ])
  })
  await benchSilence()
}

/** A peer that accepts and says nothing: until it is left for another connection, with the product's own times. */
async function benchSilence(): Promise<void> {
  const acceptedMs: number[] = []
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => {
    sockets.add(socket.on('error', () => sockets.delete(socket)))
    // The probe before each channel leaves without a word; a channel begins with the words of HTTP/2.
    socket.once('data', () => acceptedMs.push(performance.now()))
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const at = silent.address()
  const wall = new Follower(`127.0.0.1:${at !== null && typeof at === 'object' ? at.port : 0}`, WATCH_TIMING)
  wall.start()
  while (acceptedMs.length < 4) await new Promise((resolve) => setTimeout(resolve, 50))
  await wall.stop()
  for (const socket of sockets) socket.destroy()
  silent.close()
  const gapsMs = acceptedMs.slice(1).map((ms, index) => Math.round(ms - (acceptedMs[index] ?? 0)))
  printRows('a peer that accepts and says nothing', [['to the next connection, ms', gapsMs.join(', ')]])
}

function liveAt(wall: Follower): Promise<number> {
  return new Promise((resolve) => {
    const cancel = wall.link.onState((state) => {
      if (state !== 'live') return
      cancel()
      resolve(performance.now())
    })
  })
}
