import fc from 'fast-check'
import { expect, test } from 'vitest'
import { STAGES } from '../../domain/model/terms.ts'
import type { CaseItem } from '../../domain/view/items.ts'
import { SAMPLE_NOW_MS, sampleCase } from '../testing/sample-world.ts'
import { CaseIndex } from './case-index.ts'
import { laneOf } from './lanes.ts'

const at = (index: number, more: Partial<CaseItem> = {}) => ({ ...sampleCase(index, SAMPLE_NOW_MS), ...more })

test('a case counts in the lane it is in, and in none after it ended', () => {
  const index = new CaseIndex()
  index.apply({ upserts: { case: [at(0, { stage: 'dispatch' })] }, removes: {} })
  index.apply({ upserts: { case: [at(0, { stage: 'handle' })] }, removes: {} })
  expect([index.countOf('dispatch'), index.countOf('handle')]).toEqual([0, 1])
  index.apply({ upserts: { case: [at(0, { stage: 'close', ended: true })] }, removes: {} })
  expect([index.countOf('handle'), index.countOf('close')]).toEqual([0, 0])
})

test('a stage that nobody knows has a lane of its own, shown only when it is needed', () => {
  const index = new CaseIndex()
  expect(index.lanes).toEqual(STAGES)
  index.apply({ upserts: { case: [at(1, { stage: 'unknown-42' })] }, removes: {} })
  expect(index.lanes.at(-1)).toBe('unmapped')
  expect(index.countOf('unmapped')).toBe(1)
})

test('whatever comes and goes, the index says what a full count would say', () => {
  const change = fc.record({
    index: fc.integer({ min: 0, max: 90 }),
    act: fc.constantFrom('put', 'end', 'remove'),
    stage: fc.constantFrom(...STAGES),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const index = new CaseIndex()
      const all = new Map<string, CaseItem>()
      for (const { index: number, act, stage } of changes) {
        const item = at(number, { stage, ended: act === 'end' })
        if (act === 'remove') all.delete(item.id)
        else all.set(item.id, item)
        index.apply(
          act === 'remove'
            ? { upserts: {}, removes: { case: [item.id] } }
            : { upserts: { case: [item] }, removes: {} },
        )
      }
      const open = [...all.values()].filter((item) => !item.ended)
      for (const lane of STAGES) {
        expect(index.countOf(lane)).toBe(open.filter((item) => laneOf(item) === lane).length)
      }
      const newest = [...all.values()].sort((a, b) => b.reportedMs - a.reportedMs).slice(0, 12)
      expect(index.newest(12).map((item) => item.id)).toEqual(newest.map((item) => item.id))
    }),
    { numRuns: 60 },
  )
})
