import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../../domain/manual-clock.ts'
import { tempFolder } from '../../testing/temp-folder.ts'
import { openSqliteLog } from '../sqlite-log.ts'
import { initial } from './0001-initial.ts'

let folder: ReturnType<typeof tempFolder>
beforeEach(() => {
  folder = tempFolder()
})
afterEach(() => folder.remove())

test('a log of the first release keeps its keys and command results, and knows conflicts and codes from then on', async () => {
  const path = join(folder.path, 'log.sqlite')
  const old = new Sqlite(path)
  initial.run(old)
  old.pragma('user_version = 1')
  old.exec("INSERT INTO command_result VALUES ('old', 0, 'unit A is not known', 0)")
  old.exec("INSERT INTO idempotency_key VALUES (7, 'city', 'known', 3)")
  old.close()
  const clock = new ManualClock(0)
  const log = openSqliteLog({ path, retainCount: 10, clock, nowMs: () => 0 })
  const coded = { code: 'paused-already', parts: { case: 'C1' } }
  const late = { accepted: false, refusal: 'late', revision: 0, conflict: true, coded }
  const kept = log.write({
    weight: 1,
    atomic: false,
    run: (writer) => {
      writer.rememberCommand('new', late)
      return [
        writer.commandResult('old'),
        writer.commandResult('new'),
        writer.firstResult('city', 'known'),
        writer.firstResult('city', 'new'),
      ]
    },
  })
  clock.advance(10)
  expect(await kept).toEqual([
    { accepted: false, refusal: 'unit A is not known', revision: 0, conflict: false },
    late,
    3,
    undefined,
  ])
  await log.close()
})
