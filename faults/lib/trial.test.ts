import { expect, test } from 'vitest'
import { judgeLedgers } from './scene.ts'
import { runRow, Trial, type Row } from './trial.ts'
import { LogTruth } from '../validators/log-truth.ts'

function row(run: Row['run']): Row {
  return { id: 'T', sentence: 'a row of a test', run }
}

test('a fault that no detector saw fails its row, by name', async () => {
  const blind = row(async (trial) => {
    trial.inject('a fault that is seen').seen('a detector')
    trial.inject('a fault that is not')
  })
  const trial = new Trial(1)
  await expect(runRow(blind, trial)).rejects.toThrow('seen by no detector: a fault that is not.')
  expect(trial.tally).toMatchObject({ injected: 2, seen: 1 })
})

test('a row that injects nothing proves nothing, and fails', async () => {
  await expect(
    runRow(
      row(async () => undefined),
      new Trial(1),
    ),
  ).rejects.toThrow('Nothing was injected.')
})

test('a fault that two detectors saw is one fault seen', async () => {
  const trial = new Trial(1)
  await runRow(
    row(async (one) => {
      const fault = one.inject('a fault')
      fault.seen('one')
      fault.seen('another')
    }),
    trial,
  )
  expect(trial.tally).toMatchObject({ injected: 1, seen: 1 })
})

test('an empty ledger is no proof', () => {
  const ledgers = [{ name: 'cache', history: [], truth: new LogTruth() }]
  expect(() => judgeLedgers(new Trial(1), ledgers)).toThrow('The ledger of the cache is empty')
})
