import { join } from 'node:path'
import Database from 'better-sqlite3'
import { startGateway } from '../../gateway/start-gateway.ts'
import { aUnit, unitRecord } from '../../gateway/testing/records.ts'
import { Unit } from '../../proto/gen/wall/v1/duty.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import { quantileOf } from '../lib/quantile.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { eventually } from '../lib/wait.ts'

const UNITS = 1_000
const WRITTEN_AT_ONCE = 500
const KEPT = 10_000

/** A long past is forgotten by a gateway that goes on taking changes between the pieces. */
async function pruned(trial: Trial): Promise<void> {
  const rows = trial.times(100_000, 1_000_000)
  const dataDir = trial.folder()
  await preload(dataDir, rows)
  trial.tally.changes += rows
  const gateway = await LocalGateway.start(trial, { dataDir, retain: KEPT })
  const wall = await Wall.start(trial, { gateway: gateway.address, timing: timingOf(trial) })
  await wall.liveAt(rows)
  const fault = trial.inject(`${rows - KEPT} old changes to forget`)
  const tookMs: number[] = []
  let serial = rows
  const startMs = performance.now()
  const compacted = await eventually(
    'the past to be forgotten',
    async () => {
      const beganMs = performance.now()
      await gateway.client.publish([unitRecord(`u-${serial % UNITS}`, ++serial)])
      tookMs.push(performance.now() - beganMs)
      const upTo = readNumber(dataDir, "SELECT value FROM meta WHERE name = 'compacted_revision'")
      return upTo >= rows - KEPT ? upTo : undefined
    },
    600_000,
  )
  fault.seen(`the log, compacted up to ${compacted}`)
  trial.measure('forgotten', startMs)
  trial.measured.push(
    `${tookMs.length} publications meanwhile, p50 ${quantileOf(tookMs, 0.5).toFixed(1)} ms, ` +
      `p99 ${quantileOf(tookMs, 0.99).toFixed(1)} ms`,
  )
  // A prune in one piece would let nobody in between.
  if (tookMs.length < rows / 10_000) throw new Error(`Only ${tookMs.length} publications came between.`)
  await wall.liveAt(serial)
  if (wall.reconnectCount > 0) throw new Error('The wall lost its gateway meanwhile.')
  const left = readNumber(dataDir, 'SELECT count(*) FROM change')
  if (left > KEPT + UNITS + serial - rows + KEPT) throw new Error(`${left} changes are still there.`)
  const { digest } = await wall.health()
  if (digest !== digestOf(dataDir)) throw new Error('The wall is not equal to its gateway.')
}

async function preload(dataDir: string, rows: number): Promise<void> {
  const running = await startGateway({ dataDir, retain: rows * 2 })
  for (let from = 0; from < rows; from += WRITTEN_AT_ONCE) {
    await running.log.write({
      weight: WRITTEN_AT_ONCE,
      atomic: false,
      run(writer) {
        for (let serial = from; serial < from + WRITTEN_AT_ONCE; serial++) {
          const id = `u-${serial % UNITS}`
          writer.put('unit', id, Unit.encode(aUnit(id, { name: `Old ${serial}` })).finish())
        }
      },
    })
  }
  await running.stop()
}

function readNumber(dataDir: string, sql: string): number {
  return Number(read(dataDir, sql) ?? 0)
}

function digestOf(dataDir: string): string {
  const bytes = read(dataDir, 'SELECT digest FROM change ORDER BY revision DESC LIMIT 1')
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('hex') : ''
}

function read(dataDir: string, sql: string): unknown {
  const database = new Database(join(dataDir, 'log.sqlite'), { readonly: true, timeout: 5_000 })
  try {
    return database.prepare(sql).pluck().get()
  } finally {
    database.close()
  }
}

export const PRUNE: readonly Row[] = [
  {
    id: 'S10',
    sentence: 'a long past is forgotten in small pieces, and publications are answered between them',
    run: pruned,
  },
]
