import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DutyPoint, Unit } from '../../proto/gen/wall/v1/duty.ts'
import { Change } from '../../proto/gen/wall/v1/wall_feed.ts'
import { encodeResource } from '../kinds.ts'
import { systemClock } from '../system-clock.ts'
import { byKind, digestOf, kindDigestsOf, worldOf } from '../testing/digest-of.ts'
import { aUnit } from '../testing/records.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { takeDataFolder } from './data-folder.ts'
import { kindDigests } from './digest.ts'
import type { Log, LogWriter } from './log.ts'
import { assertFull, openWriter } from './sqlite.ts'
import { openSqliteLog } from './sqlite-log.ts'

const LIMITS = { changeCount: 256, byteCount: 64 * 1024 }

let folder: ReturnType<typeof tempFolder>
let opened: Log[] = []

beforeEach(() => {
  folder = tempFolder()
})

afterEach(async () => {
  for (const log of opened.splice(0)) await log.close()
  folder.remove()
})

function open(retainCount = 1_000): Log {
  const path = join(folder.path, 'log.sqlite')
  const log = openSqliteLog({ path, retainCount, clock: systemClock, nowMs: () => 1_738_900_000_123 })
  opened.push(log)
  return log
}

async function reopen(log: Log, retainCount?: number): Promise<Log> {
  await log.close()
  opened = opened.filter((other) => other !== log)
  return open(retainCount)
}

function putUnit(writer: LogWriter, id: string, name: string): number {
  return writer.put('unit', id, encodeResource('unit', aUnit(id, { name })))
}

function write<Result>(log: Log, run: (writer: LogWriter) => Result, atomic = false): Promise<Result> {
  return log.write({ weight: 1, atomic, run })
}

function nameOfA(writer: LogWriter): string | undefined {
  const stored = writer.get('unit', 'A')
  return stored && Unit.decode(stored.resource).name
}

function everything(log: Log): Change[] {
  const changes: Change[] = []
  for (let cursor = log.compactedRevision(); ;) {
    const batch = log.readAfter(cursor, LIMITS)
    if (!batch) return changes
    changes.push(...batch.bodies.map((body) => Change.decode(body)))
    cursor = batch.lastRevision
  }
}

describe('the log', () => {
  test('gives one revision per change, without gaps, stamped with the time of the gateway', async () => {
    const log = open()
    await Promise.all(['A', 'B', 'C'].map((id) => write(log, (writer) => putUnit(writer, id, id))))
    const changes = everything(log)
    expect(changes.map((change) => [change.revision, change.unit?.id])).toEqual([
      [1, 'A'],
      [2, 'B'],
      [3, 'C'],
    ])
    expect(changes[0]?.committedAt).toEqual({ seconds: 1_738_900_000, nanos: 123_000_000 })
  })

  test('makes no change of equal content', async () => {
    const log = open()
    const first = await write(log, (writer) => putUnit(writer, 'A', 'same'))
    const again = await write(log, (writer) => putUnit(writer, 'A', 'same'))
    expect([first, again, log.head().revision]).toEqual([1, 1, 1])
  })

  test('keeps epoch, revision and digest over a restart', async () => {
    const log = open()
    await write(log, (writer) => putUnit(writer, 'A', 'one'))
    const before = { epoch: log.epoch, head: log.head() }
    const next = await reopen(log)
    expect({ epoch: next.epoch, head: next.head() }).toEqual(before)
    await write(next, (writer) => putUnit(writer, 'A', 'two'))
    expect(next.head().revision).toBe(2)
  })

  test('keeps a digest that equals the one computed from scratch, at every revision', async () => {
    const log = open()
    for (const [id, name] of Object.entries({ A: '1', B: '2', C: '3' })) {
      await write(log, (writer) => putUnit(writer, id, name))
    }
    await write(log, (writer) => putUnit(writer, 'B', 'changed'))
    await write(log, (writer) => writer.remove('unit', 'A'))
    const changes = everything(log)
    for (let count = 1; count <= changes.length; count += 1) {
      const batch = { firstRevision: 1, lastRevision: count, changes: changes.slice(0, count) }
      const messages = [{ snapshot: undefined, batch, bookmark: undefined, reset: undefined }]
      expect(log.digestAt(count)).toBe(digestOf(worldOf(messages)))
    }
    expect(log.head().digest).toBe(log.digestAt(5))
  })

  test('what a job undid is not read by the next one, nor what was discarded', async () => {
    const log = open()
    await write(log, (writer) => putUnit(writer, 'A', 'stands'))
    const failed = write(log, (writer) => {
      putUnit(writer, 'A', 'half done')
      writer.remove('unit', 'A')
      writer.rememberKey('s', 'failed', 2)
      throw new Error('no')
    })
    const afterFailed = write(log, nameOfA)
    const discarded = write(log, (writer) => {
      putUnit(writer, 'A', 'thought better of')
      writer.rememberKey('s', 'discarded', 2)
      writer.discard()
    })
    const afterDiscarded = write(log, nameOfA)
    await expect(failed).rejects.toThrow('no')
    await discarded
    expect(await Promise.all([afterFailed, afterDiscarded])).toEqual(['stands', 'stands'])
    const keys = await write(log, (writer) =>
      ['failed', 'discarded'].map((key) => writer.firstResult('s', key)),
    )
    expect(keys).toEqual([undefined, undefined])
    await write(log, (writer) => writer.remove('unit', 'A'))
    expect(await write(log, nameOfA)).toBeUndefined()
  })

  test('what a failed commit had written is not taken for known', async () => {
    const path = join(folder.path, 'log.sqlite')
    await open().close()
    opened = []
    const database = new Sqlite(path)
    database.exec(
      "CREATE TRIGGER no BEFORE INSERT ON change WHEN NEW.id = 'bad' BEGIN SELECT RAISE(ROLLBACK, 'no'); END",
    )
    database.close()
    const log = open()
    const together = [
      write(log, (writer) => {
        writer.rememberKey('s', 'k', 1)
        return putUnit(writer, 'A', 'one')
      }),
      write(log, (writer) => putUnit(writer, 'bad', 'one')),
    ]
    for (const { status } of await Promise.allSettled(together)) expect(status).toBe('rejected')
    expect(await write(log, (writer) => writer.firstResult('s', 'k'))).toBeUndefined()
    expect(await write(log, (writer) => putUnit(writer, 'A', 'one'))).toBe(1)
    expect([log.head().revision, everything(log).length]).toEqual([1, 1])
  })

  test('keeps a digest for each kind, over jobs that fail and restarts as well', async () => {
    const log = open()
    const point = encodeResource('duty_point', { ...DutyPoint.decode(new Uint8Array()), id: 'P' })
    await write(log, (writer) => putUnit(writer, 'A', '1'))
    await write(log, (writer) => writer.put('duty_point', 'P', point))
    await write(log, (writer) => putUnit(writer, 'A', 'changed'))
    await write(log, (writer) => putUnit(writer, 'B', '1'))
    await write(log, (writer) => writer.remove('unit', 'B'))
    const bad = write(log, (writer) => {
      putUnit(writer, 'C', 'half done')
      throw new Error('no')
    })
    await expect(bad).rejects.toThrow('no')
    const due = kindDigestsOf(
      new Map([
        ['unit/A', 3],
        ['duty_point/P', 2],
      ]),
    )
    expect(byKind(kindDigests(log.kindSums()))).toEqual(due)
    const next = await reopen(log)
    expect(byKind(kindDigests(next.kindSums()))).toEqual(due)
  })

  test('undoes a job that throws, and no other', async () => {
    const log = open()
    const good = write(log, (writer) => putUnit(writer, 'A', 'good'))
    const bad = write(log, (writer) => {
      putUnit(writer, 'B', 'half done')
      throw new Error('no')
    })
    const late = write(log, (writer) => putUnit(writer, 'C', 'good'))
    await expect(bad).rejects.toThrow('no')
    expect(await Promise.all([good, late])).toEqual([1, 2])
    expect(everything(log).map((change) => change.unit?.id)).toEqual(['A', 'C'])
    expect(log.head().digest).toBe(
      digestOf(
        new Map([
          ['unit/A', 1],
          ['unit/C', 2],
        ]),
      ),
    )
  })

  test('never splits an atomic group when it is read, even beyond the limits', async () => {
    const log = open()
    await write(log, (writer) => putUnit(writer, 'single', '0'))
    await write(log, (writer) => times(5, (index) => putUnit(writer, `G${index}`, 'g')), true)
    await write(log, (writer) => putUnit(writer, 'last', '0'))
    const limits = { changeCount: 3, byteCount: 10_000 }
    const sizes: number[] = []
    for (let batch = log.readAfter(0, limits); batch; batch = log.readAfter(batch.lastRevision, limits)) {
      sizes.push(batch.bodies.length)
    }
    expect(sizes).toEqual([1, 5, 1])
  })

  test('a snapshot stays what it was while the log goes on', async () => {
    const log = open()
    await write(log, (writer) => times(10, (index) => putUnit(writer, `U${index}`, 'old')))
    const snapshot = log.openSnapshot()
    const first = snapshot.next({ changeCount: 4, byteCount: 64_000 }) ?? []
    await write(log, (writer) => times(10, (index) => putUnit(writer, `U${index}`, 'new')))
    const bodies = [...first]
    for (let page = snapshot.next(LIMITS); page; page = snapshot.next(LIMITS)) bodies.push(...page)
    snapshot.close()
    expect(snapshot.head.revision).toBe(10)
    expect(bodies.map((body) => Change.decode(body).unit?.name)).toEqual(Array(10).fill('old'))
  })

  test('compaction forgets what is superseded and keeps state, head and digest', async () => {
    const log = open(20)
    await write(log, (writer) => putUnit(writer, 'quiet', 'never changes'))
    for (let index = 0; index < 100; index += 1)
      await write(log, (writer) => putUnit(writer, 'busy', `${index}`))
    await until(() => log.compactedRevision() >= 79)
    expect(everything(log).length).toBeLessThanOrEqual(22)
    const next = await reopen(log, 20)
    const snapshot = next.openSnapshot()
    const state = (snapshot.next(LIMITS) ?? []).map((body) => Change.decode(body))
    snapshot.close()
    expect(state.map((change) => [change.unit?.id, change.revision])).toEqual([
      ['busy', 101],
      ['quiet', 1],
    ])
    expect(next.head().digest).toBe(
      digestOf(worldOf([{ snapshot: { epoch: '', totalCount: 2, changes: state } } as never])),
    )
    expect(next.compactedRevision()).toBeGreaterThanOrEqual(79)
  })

  test('writes with synchronous=FULL, also after the first commit', () => {
    const database = openWriter(join(folder.path, 'other.sqlite'))
    database.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
    expect(() => assertFull(database)).not.toThrow()
    database.pragma('synchronous = NORMAL')
    expect(() => assertFull(database)).toThrow('synchronous=FULL')
    database.close()
  })

  test('refuses writes after it was closed', async () => {
    const log = open()
    await log.close()
    opened = []
    await expect(write(log, (writer) => putUnit(writer, 'A', 'late'))).rejects.toThrow('the log is closed')
  })
})

test('a new data folder is for its owner alone', () => {
  const path = join(folder.path, 'new', 'gateway')
  takeDataFolder(path).release()
  expect(statSync(path).mode & 0o777).toBe(0o700)
})

describe('a log that cannot be opened says what to do', () => {
  test('not a log', () => {
    writeFileSync(
      join(folder.path, 'log.sqlite'),
      'this is a letter, not a database, and long enough to be read',
    )
    expect(() => open()).toThrow(/log\.sqlite is not a log: move it away/)
  })

  test('damaged inside', async () => {
    const log = open()
    await write(log, (writer) => times(500, (index) => putUnit(writer, `U${index}`, 'some text')))
    await log.close()
    opened = []
    const path = join(folder.path, 'log.sqlite')
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0xa5, 3 * 4096, 12 * 4096))
    expect(() => open()).toThrow(/log\.sqlite is damaged: move it away and restore a backup/)
  })

  test('schema from the future', () => {
    const database = new Sqlite(join(folder.path, 'log.sqlite'))
    database.pragma('user_version = 99')
    database.close()
    expect(() => open()).toThrow(/has schema 99 and this gateway knows 5: use the newer gateway/)
  })

  test('a folder that two gateways want', () => {
    const first = takeDataFolder(folder.path)
    expect(() => takeDataFolder(folder.path)).toThrow(/is in use by another gateway: stop it/)
    first.release()
    takeDataFolder(folder.path).release()
  })

  test('a folder that cannot be made', () => {
    writeFileSync(join(folder.path, 'file'), '')
    expect(() => takeDataFolder(join(folder.path, 'file', 'data'))).toThrow(/cannot be made \(ENOTDIR\)/)
  })

  test('a folder in place of the log', () => {
    mkdirSync(join(folder.path, 'log.sqlite'))
    expect(() => open()).toThrow(/log\.sqlite cannot be opened: check that the data folder/)
  })
})

function times<Result>(count: number, make: (index: number) => Result): Result[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}
