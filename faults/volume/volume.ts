import { join } from 'node:path'
import { cacheEntries, cacheNotesPath, type CacheNote } from '../ledgers/cache-ledger.ts'
import { LogReader } from '../ledgers/log-reader.ts'
import { replicaEntries, type ReplicaNote } from '../ledgers/replica-ledger.ts'
import { RunningJudge } from '../ledgers/running-judge.ts'
import { timingOf } from '../lib/timing.ts'
import type { Trial } from '../lib/trial.ts'
import { sleep, until } from '../lib/wait.ts'
import { WallProgram } from '../lib/wall-program.ts'
import { ChaosProxy } from '../proxy/chaos-proxy.ts'
import { LogFeed } from './log-feed.ts'

const WRITTEN_AT_ONCE = 5_000
/** So far may a wall fall behind before the feed waits: far less than what is retained. */
const LAG = 40_000
const RETAIN = 200_000
const RESET_EVERY = 25_000
const KILL_EVERY = 250_000
/** What was cut may have been a probe, whose end is nothing to notice: then the next connection is cut. */
const CUT_AGAIN_MS = 5_000
const MEBIBYTE = 2 ** 20

interface Line {
  readonly feed: LogFeed
  readonly reader: LogReader
  readonly proxy: ChaosProxy
  readonly wall: WallProgram
  readonly cache: RunningJudge<CacheNote>
  readonly replica: RunningJudge<ReplicaNote>
}

/**
 * Changes by the million through log, watch, cache and view, with a cut line every so often and a killed wall
 * now and then. The ledgers are judged while they are written and forgotten behind, so that memory stays flat.
 */
export async function volume(trial: Trial): Promise<void> {
  const line = await lay(trial)
  const { feed, reader, wall } = line
  const startMs = performance.now()
  let written = 0
  let peakBytes = 0
  while (written < trial.counts.changes && !trial.isLate) {
    const before = written
    await feed.write(WRITTEN_AT_ONCE)
    written += WRITTEN_AT_ONCE
    judge(line)
    reader.forget(Math.min(line.cache.revision, line.replica.revision) - RETAIN)
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss)
    if (passes(before, written, KILL_EVERY)) await killWall(trial, line)
    else if (passes(before, written, RESET_EVERY)) await cutLine(trial, line)
    while (feed.head - line.cache.revision > LAG) await sleepAndJudge(line)
    trial.progress(`${written} changes`)
  }
  await until('the wall and the judges at the head', () => {
    judge(line)
    return Math.min(line.cache.revision, line.replica.revision) >= feed.head
  })
  await wall.liveAt(feed.head)
  await wall.kill()
  line.cache.drain()
  line.replica.drain()
  const seconds = (performance.now() - startMs) / 1000
  trial.measured.push(
    `${written} changes in ${Math.round(seconds)} s (${Math.round(written / seconds)} a second)`,
    `${line.cache.entryCount} steps of the cache and ${line.replica.entryCount} of the view judged`,
    `at most ${Math.round(peakBytes / MEBIBYTE)} MB here`,
  )
}

function passes(before: number, after: number, every: number): boolean {
  return Math.floor(before / every) < Math.floor(after / every)
}

async function lay(trial: Trial): Promise<Line> {
  const feed = await LogFeed.start(trial, RETAIN)
  const proxy = new ChaosProxy(feed.address)
  await proxy.start()
  trial.defer(() => proxy.stop())
  const reader = new LogReader(feed.dataDir)
  await feed.write(WRITTEN_AT_ONCE)
  const truth = reader.read()
  const wall = await WallProgram.start(trial, { gateway: proxy.address, timing: timingOf(trial) })
  const cachePath = cacheNotesPath(wall.dataDir)
  const cache = new RunningJudge(trial, 'cache', cachePath, truth, cacheEntries(truth))
  const toEntry = replicaEntries(truth, reader.revisionOfName)
  const replica = new RunningJudge(trial, 'replica', join(wall.dataDir, 'replica.jsonl'), truth, toEntry)
  return { feed, reader, proxy, wall, cache, replica }
}

function judge({ reader, cache, replica }: Line): void {
  reader.read()
  cache.read()
  replica.read()
}

async function sleepAndJudge(line: Line): Promise<void> {
  await sleep(20)
  judge(line)
}

async function cutLine(trial: Trial, { proxy, wall }: Line): Promise<void> {
  const tries = (await wall.ask()).reconnectCount
  const fault = trial.inject('a line cut in the middle of a flood')
  let cutMs = Number.NEGATIVE_INFINITY
  await wall.until('the wall to notice', ({ reconnectCount }) => {
    if (reconnectCount > tries) return true
    if (proxy.openCount === 0 || performance.now() - cutMs < CUT_AGAIN_MS) return false
    proxy.resetAll()
    cutMs = performance.now()
    return false
  })
  fault.seen('the link, tried again')
  trial.tally.reconnects++
}

async function killWall(trial: Trial, { wall, reader, cache, replica }: Line): Promise<void> {
  const fault = trial.inject('a wall killed in the middle of a flood')
  await wall.kill()
  trial.tally.kills++
  reader.read()
  cache.drain()
  replica.drain()
  await wall.start()
  await wall.ask()
  fault.seen('another life of the program')
}
