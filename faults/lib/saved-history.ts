import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { History } from '../validators/history.ts'
import { validate } from '../validators/index.ts'
import { LogTruth, type LogChange } from '../validators/log-truth.ts'
import type { Trial } from './trial.ts'

const FOLDER = join(import.meta.dirname, '../histories')

interface SavedLedger {
  readonly name: string
  readonly history: History
  readonly truth: readonly (readonly LogChange[])[]
}

/** One line of facts, then a line for each ledger. Returns the path. */
export function saveHistory(row: string, trial: Trial, folder = FOLDER): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${row}-${trial.random.seed}.jsonl`)
  const ledgers = trial.ledgers.map(({ name, history, truth }) => ({ name, history, truth: truth.toJSON() }))
  const lines = [{ row, seed: trial.random.seed }, ...ledgers]
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return path
}

/** Judges a saved history again, and says what is wrong with it. Returns the number of violations. */
export function replay(path: string, say: (line: string) => void): number {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  let count = 0
  for (const line of lines) {
    const { name, history, truth } = JSON.parse(line) as SavedLedger
    const found = validate(history, LogTruth.fromJSON(truth))
    count += found.length
    say(`${name}: ${history.length} entries, ${found.length} violations`)
    for (const { guarantee, at, sentence } of found) {
      say(`  ${guarantee}: entry ${at} ${sentence}: ${JSON.stringify(history[at])}`)
    }
  }
  return count
}
