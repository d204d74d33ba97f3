import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { worldRecords, type WorldSize } from './full-world.ts'
import { connectPublisher, publishMany } from './publisher.ts'
import { spawnProgram, type Spawned } from './spawned.ts'

const LAYOUT = join(import.meta.dirname, '../layouts/full-wall.json')

/** A gateway and a kiosk with its core, each a process of its own, and what the gateway was filled with. */
export interface BenchWall {
  readonly gateway: Spawned
  readonly kiosk: Spawned
  readonly address: string
  readonly baseMs: number
  stop(): Promise<void>
}

export async function startBenchWall(
  folder: string,
  size: WorldSize | undefined,
  layout = LAYOUT,
): Promise<BenchWall> {
  mkdirSync(folder, { recursive: true })
  const gateway = await spawnProgram(
    ['gateway/main.ts', '--listen', '127.0.0.1:0', '--data', join(folder, 'gateway'), '--empty'],
    /listening on (\S+)/,
  )
  const baseMs = Math.floor(Date.now() / 1000) * 1000
  if (size !== undefined) await fill(gateway.match, size, baseMs)
  const kiosk = await spawnProgram(
    [
      'kiosk/main.ts',
      ...['--gateway', gateway.match, '--port', '0', '--data', join(folder, 'wall'), '--layout', layout],
    ],
    /^(http:\S+)$/,
  )
  return {
    gateway,
    kiosk,
    address: kiosk.match,
    baseMs,
    async stop() {
      await kiosk.stop()
      await gateway.stop()
    },
  }
}

async function fill(address: string, size: WorldSize, baseMs: number): Promise<void> {
  const publisher = connectPublisher(address)
  const records = worldRecords(size, baseMs)
  await publishMany(publisher, records.length, (serial) => {
    const record = records[serial]
    if (record === undefined) throw new Error(`There is no record ${serial}.`)
    return record
  })
  publisher.close()
}
