import { pino } from 'pino'
import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import type { AuditEntry } from './audit.ts'
import { Refusals } from './refusals.ts'

interface Line {
  readonly refused: string
  readonly msg: string
}

function setUp() {
  const lines: Line[] = []
  const clock = new ManualClock(0)
  const log = pino({}, { write: (text) => lines.push(JSON.parse(text) as Line) })
  const rows: AuditEntry[] = []
  const recorder = { record: (entry: AuditEntry) => void rows.push(entry) }
  return { clock, lines, rows, refusals: new Refusals(clock, log, recorder) }
}

test('one line of the log and one row of the audit each, with the sort as a field', () => {
  const { lines, rows, refusals } = setUp()
  refusals.refuse('window', 'The page wanted to open', 'https://example.org/')
  expect(lines).toMatchObject([
    { refused: 'window', msg: 'The page wanted to open https://example.org/; refused.' },
  ])
  const sentence = 'The page wanted to open https://example.org/; refused.'
  expect(rows).toEqual([{ event: 'host.refused', detail: { refused: 'window', sentence } }])
})

test('a flood of one sort is counted, and hides nothing of another', () => {
  const { clock, lines, rows, refusals } = setUp()
  for (let time = 0; time < 1_000; time++) refusals.refuse('window', 'The page wanted to open', 'a')
  refusals.refuse('key', 'A key was pressed:', 'F12')
  expect(lines).toHaveLength(21)
  expect(lines.at(-1)?.refused).toBe('key')
  clock.advance(60_000)
  refusals.refuse('window', 'The page wanted to open', 'b')
  expect(lines.slice(21).map((line) => line.msg)).toEqual([
    '980 more of this sort were refused before.',
    'The page wanted to open b; refused.',
  ])
  expect(rows).toHaveLength(lines.length)
})

test('what the page said is cut, and cannot begin a line of its own', () => {
  const { lines, refusals } = setUp()
  refusals.refuse('navigation', 'The page wanted to go to', `\n{"forged":true}${'x'.repeat(1_000_000)}`)
  expect(lines).toHaveLength(1)
  expect(lines[0]?.msg.length).toBeLessThan(300)
})
