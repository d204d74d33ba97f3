import {
  closeSync,
  copyFileSync,
  fstatSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { LocalGateway } from '../lib/local-gateway.ts'
import type { Random } from '../lib/random.ts'
import { Scene } from '../lib/scene.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'

const MIGRATING = fileURLToPath(new URL('./migrating-child.ts', import.meta.url))

/** Damages the file so that something of its content is lost: bytes that nobody reads are no fault. */
function damage(path: string, random: Random): string {
  const whole = readFileSync(path)
  const before = contentOf(path)
  for (;;) {
    const kind = strike(path, random)
    const after = contentOf(path)
    if (after === undefined || after !== before) return kind
    writeFileSync(path, whole)
  }
}

/** All that the tables hold, if the file can be read; looked at in a copy, which SQLite may write beside. */
function contentOf(path: string): string | undefined {
  const copy = `${path}.looked-at`
  copyFileSync(path, copy)
  try {
    const database = new Database(copy)
    try {
      if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') return undefined
      const tables = ['resource', 'position', 'findings']
      return JSON.stringify(tables.map((name) => database.prepare(`SELECT * FROM ${name}`).all()))
    } finally {
      database.close()
    }
  } catch {
    return undefined
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true })
  }
}

function strike(path: string, random: Random): string {
  const kind = random.pick(['no database', 'cut off', 'a page of noise', 'a torn page'] as const)
  const file = openSync(path, 'r+')
  const { size } = fstatSync(file)
  const page = random.between(0, Math.floor(size / 4096) - 1) * 4096
  const noise = Buffer.from(Array.from({ length: 4096 }, () => random.between(0, 255)))
  if (kind === 'a page of noise') writeSync(file, noise, 0, 4096, page)
  if (kind === 'a torn page') writeSync(file, noise, 0, 512, page)
  closeSync(file)
  if (kind === 'no database') writeFileSync(path, noise)
  if (kind === 'cut off') truncateSync(path, random.between(1, size - 1))
  return kind
}

async function damaged(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const dataDir = trial.folder()
  const options = { gateway: gateway.address, dataDir, timing: timingOf(trial) }
  let wall = await Wall.start(trial, options)
  for (let time = 0; time < trial.times(3, 100); time++) {
    await wall.liveAt(await scene.publish(60))
    await wall.stop()
    const fault = trial.inject(damage(join(dataDir, 'cache.db'), trial.random))
    wall = await Wall.start(trial, options)
    await wall.liveAt(scene.city.acknowledged)
    fault.seen(`the notice ${await wall.hears('cache-quarantined', 'digest-mismatch', 'cache-in-memory')}`)
    scene.requireTrue(wall)
  }
  await wall.stop()
  scene.judgeFile(dataDir)
}

/** One letter inside a row: SQLite has no reason to doubt it. */
async function flipped(trial: Trial): Promise<void> {
  const gateway = await LocalGateway.start(trial)
  const scene = new Scene(trial, gateway)
  const dataDir = trial.folder()
  const options = { gateway: gateway.address, dataDir, timing: timingOf(trial) }
  let wall = await Wall.start(trial, options)
  await wall.liveAt(await scene.publish(60))
  await wall.stop()
  const path = join(dataDir, 'cache.db')
  const bytes = readFileSync(path)
  const at = bytes.indexOf('"name":"Unit ') + '"name":"'.length
  const fault = trial.inject('a letter flipped in a row of the cache')
  bytes[at] = (bytes[at] ?? 0) ^ 0x02
  writeFileSync(path, bytes)
  wall = await Wall.start(trial, options)
  await wall.liveAt(scene.city.acknowledged)
  scene.requireTrue(wall)
  fault.seen(`the notice ${await wall.hears('cache-quarantined', 'digest-mismatch')}`)
}

async function migrationKilled(trial: Trial): Promise<void> {
  for (let statement = 1; statement <= 6; statement += trial.times(2, 1)) {
    const path = join(trial.folder(), 'cache.db')
    const fault = trial.inject(`killed at statement ${statement} of a migration`)
    const child = spawn(process.execPath, [MIGRATING, path, String(statement)], { stdio: 'inherit' })
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    if (signal !== 'SIGKILL') throw new Error(`The program ended by itself at statement ${statement}.`)
    trial.tally.kills++
    const database = new Database(path)
    const version = Number(database.pragma('user_version', { simple: true }))
    const tables = database.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get()
    database.close()
    // Two migrations of two tables each: whole or not at all.
    if (tables !== (version / 10) * 2) throw new Error(`Schema ${version} has ${String(tables)} tables.`)
    const again = spawn(process.execPath, [MIGRATING, path, '0'], { stdio: 'inherit' })
    const [code] = (await once(again, 'exit')) as [number | null]
    if (code !== 0) throw new Error('The migration could not go on.')
    fault.seen(`schema ${version} with what belongs to it`)
  }
}

export const DAMAGE: readonly Row[] = [
  {
    id: 'S5',
    sentence: 'a damaged cache is put aside or filled again, and the wall shows the truth',
    run: damaged,
  },
  {
    id: 'S5',
    sentence: 'a letter flipped inside a row of the cache is not shown',
    run: flipped,
  },
  {
    id: 'S9',
    sentence: 'a migration killed at any statement is whole or has not happened',
    run: migrationKilled,
  },
]
