import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import type { Change, History } from '../validators/history.ts'
import { LogTruth } from '../validators/log-truth.ts'
import { Replay } from '../validators/replay.ts'
import { saveHistory } from './saved-history.ts'
import { Trial } from './trial.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const trial = new Trial(7)
afterEach(() => trial.clear())

const CHANGES: readonly Change[] = [1, 2, 3].map((revision) => ({
  key: `unit/u-${revision}`,
  revision,
  removed: false,
}))

function truth(): LogTruth {
  const replay = new Replay()
  const known = new LogTruth()
  known.add(
    CHANGES.map((change) => {
      replay.take(change)
      return { ...change, groupEnd: change.revision, digest: replay.digest() }
    }),
  )
  return known
}

function saved(told: readonly Change[]): string {
  const history: History = told.map((change) => ({
    type: 'changes',
    generation: 0,
    revision: change.revision,
    changes: [change],
    conflated: false,
  }))
  trial.ledgers = [{ name: 'cache', history, truth: truth() }]
  return saveHistory('R', trial, trial.folder())
}

function replayed(path: string): { readonly code: number | null; readonly said: string } {
  const { status, stdout } = spawnSync(process.execPath, [MAIN, '--replay', path], { encoding: 'utf8' })
  return { code: status, said: stdout }
}

test('a saved history in which nothing is wrong is judged so again, with exit code 0', () => {
  const { code, said } = replayed(saved(CHANGES))
  expect(said).toContain('cache: 3 entries, 0 violations')
  expect(code).toBe(0)
}, 120_000)

test('a saved history that lost a change is found again, with exit code 1', () => {
  const { code, said } = replayed(saved(CHANGES.filter((one) => one.revision !== 2)))
  expect(said).toContain('Resumable: entry 1 goes on with 3 after 1')
  expect(code).toBe(1)
}, 120_000)
