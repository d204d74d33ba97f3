import { appendFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Trial } from '../lib/trial.ts'
import { LogTruth } from '../validators/log-truth.ts'
import { Replay } from '../validators/replay.ts'
import { cacheEntries, type CacheNote } from './cache-ledger.ts'
import { mendNotes } from './note-file.ts'
import { RunningJudge } from './running-judge.ts'

const trial = new Trial(3)
afterEach(() => trial.clear())

const change = (revision: number) => ({ key: `unit/u-${revision}`, revision, removed: false })
const line = (revision: number) =>
  `${JSON.stringify({ type: 'changes', revision, changes: [change(revision)] })}\n`

function set() {
  const path = join(trial.folder(), 'notes.jsonl')
  const truth = new LogTruth()
  const replay = new Replay()
  const happened = (revision: number) => {
    replay.take(change(revision))
    truth.add([{ ...change(revision), groupEnd: revision, digest: replay.digest() }])
  }
  return {
    path,
    happened,
    judge: new RunningJudge<CacheNote>(trial, 'cache', path, truth, cacheEntries(truth)),
  }
}

test('a note is judged once the truth is known up to it, and a torn one when it is whole', () => {
  const { path, happened, judge } = set()
  happened(1)
  writeFileSync(path, line(1) + line(2).slice(0, 9))
  judge.read()
  expect(judge.revision).toBe(1)
  appendFileSync(path, line(2).slice(9))
  judge.read()
  expect(judge.revision).toBe(1)
  happened(2)
  judge.read()
  expect(judge.revision).toBe(2)
})

test('a change that is left out is found while the ledger is being written', () => {
  const { path, happened, judge } = set()
  for (const revision of [1, 2, 3]) happened(revision)
  writeFileSync(path, line(1))
  judge.read()
  appendFileSync(path, line(3))
  expect(() => judge.read()).toThrow('Resumable: entry 1 goes on with 3 after 1')
  expect(trial.tally.violations).toBeGreaterThan(0)
})

test('a drained file begins anew; what was torn at its end is taken away before it goes on', () => {
  const { path, happened, judge } = set()
  happened(1)
  writeFileSync(path, line(1) + '{"torn')
  judge.drain()
  expect(statSync(path).size).toBe(0)
  writeFileSync(path, line(1) + '{"torn')
  mendNotes(path)
  expect(statSync(path).size).toBe(line(1).length)
})
