import { closeSync, existsSync, fstatSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { aCase, aRecord, caseRecord } from '../../gateway/testing/records.ts'
import { LocalGateway } from '../lib/local-gateway.ts'
import type { Random } from '../lib/random.ts'
import { timingOf } from '../lib/timing.ts'
import type { Row, Trial } from '../lib/trial.ts'
import { Wall } from '../lib/wall.ts'
import { until } from '../lib/wait.ts'

const CASES = 10_000
const PUBLISHED_AT_ONCE = 200
const PAGE_BYTES = 4096
const LONG_ADDRESS = 'Long Street '.repeat(170)

/** Puts noise in place of everything but the first page, as far as the file goes now. */
function ruin(path: string, random: Random): void {
  if (!existsSync(path)) return
  const file = openSync(path, 'r+')
  const noise = Buffer.from(Array.from({ length: PAGE_BYTES }, () => random.between(0, 255)))
  for (let at = PAGE_BYTES; at < fstatSync(file).size; at += PAGE_BYTES) {
    writeSync(file, noise, 0, PAGE_BYTES, at)
  }
  closeSync(file)
}

/** `address` makes them so large that SQLite cannot keep them all in memory, where no damage would be met. */
async function lit(trial: Trial, address = '') {
  const gateway = await LocalGateway.start(trial)
  for (let from = 0; from < CASES; from += PUBLISHED_AT_ONCE) {
    const records = Array.from({ length: PUBLISHED_AT_ONCE }, (_, index) =>
      caseRecord(`case-${from + index}`, { address }),
    )
    trial.tally.changes += (await gateway.client.publish(records)).results.length
  }
  const options = { gateway: gateway.address, dataDir: trial.folder(), timing: timingOf(trial) }
  const wall = await Wall.start(trial, options)
  await wall.liveAt(CASES)
  return { gateway, wall, options }
}

/** Damaged while nobody looks: the next start puts it aside and fills another. */
async function whileStopped(trial: Trial): Promise<void> {
  for (let time = 0; time < trial.times(1, 5); time++) {
    const { wall, options, gateway } = await lit(trial)
    await wall.stop()
    const fault = trial.inject(`a ruined cache of ${CASES} cases`)
    ruin(join(options.dataDir, 'cache.db'), trial.random)
    const startMs = performance.now()
    const again = await Wall.start(trial, options)
    await again.liveAt(CASES)
    trial.measure(`${CASES} cases live from the gateway`, startMs)
    fault.seen(`the notice ${await again.hears('cache-quarantined')}`)
    requireAll(again)
    await again.stop()
    await gateway.stop()
  }
}

/** Damaged under a wall that runs: what is on the glass stays there the whole time. */
async function whileLit(trial: Trial): Promise<void> {
  for (let time = 0; time < trial.times(1, 5); time++) {
    const { gateway, wall, options } = await lit(trial, LONG_ADDRESS)
    let fewest = CASES
    const before = wall.view.onMessage
    wall.view.onMessage = (message) => {
      before(message)
      fewest = Math.min(fewest, wall.view.replica.case.size)
    }
    const fault = trial.inject(`a cache of ${CASES} cases ruined under a lit wall`)
    // What is not in the file yet lies in its log.
    for (const name of ['cache.db', 'cache.db-wal']) ruin(join(options.dataDir, name), trial.random)
    const startMs = performance.now()
    let [serial, head] = [0, 0]
    await until(
      () => `the store to meet the damage; told ${wall.told.join(' ')}, log ${wall.log.slice(-5).join('')}`,
      async () => {
        const ids = Array.from({ length: 200 }, () => `case-${trial.random.between(0, CASES - 1)}`)
        const records = ids.map((id) =>
          aRecord(`again-${++serial}`, {
            case: aCase(id, { title: `Again ${serial}`, address: LONG_ADDRESS }),
          }),
        )
        head = (await gateway.client.publish(records)).revision
        return wall.told.includes('cache-quarantined')
      },
      12_000,
    )
    fault.seen(`the notice ${await wall.hears('cache-quarantined')}`)
    const metMs = performance.now()
    await wall.liveAt(head)
    trial.measured.push(`damage met ${Math.round(metMs - startMs)} ms after it was done`)
    trial.measure(`${CASES} cases of 2 kB filled again`, metMs)
    const { cache } = await wall.health()
    if (cache.inMemory) throw new Error('The new cache is not on disk.')
    if (fewest < CASES) throw new Error(`The glass showed ${fewest} of ${CASES} cases meanwhile.`)
    requireAll(wall)
    await wall.stop()
    await gateway.stop()
  }
}

function requireAll(wall: Wall): void {
  const { size } = wall.view.replica.case
  if (size < CASES) throw new Error(`The wall shows ${size} of ${CASES} cases.`)
}

export const LARGE_CACHE: readonly Row[] = [
  {
    id: 'S5',
    sentence: 'a ruined cache of ten thousand cases is filled again from the gateway',
    run: whileStopped,
  },
  {
    id: 'S5',
    sentence: 'a cache ruined under a lit wall is replaced, and nothing leaves the glass meanwhile',
    run: whileLit,
  },
]
