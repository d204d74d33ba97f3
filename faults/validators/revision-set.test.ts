import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RevisionSet } from './revision-set.ts'

test('a set of revisions knows what a plain set knows, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 200 }), (revisions) => {
      const ranges = new RevisionSet()
      const plain = new Set<number>()
      for (const revision of revisions) {
        expect(ranges.add(revision)).toBe(!plain.has(revision))
        plain.add(revision)
      }
    }),
  )
})

test('what follows one another is one range', () => {
  const ranges = new RevisionSet()
  for (let revision = 1; revision <= 10_000; revision++) ranges.add(revision)
  expect(ranges.rangeCount).toBe(1)
})
