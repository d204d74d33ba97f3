import { describe, expect, test } from 'vitest'
import { KnownKeys } from './known-keys.ts'

describe('known keys', () => {
  test('a key belongs to its source, and two names never become one', () => {
    const keys = new KnownKeys()
    keys.remember('a', 'bc', 1)
    keys.remember('ab', 'c', 2)
    expect([keys.revisionOf('a', 'bc'), keys.revisionOf('ab', 'c'), keys.revisionOf('', 'abc')]).toEqual([
      1,
      2,
      undefined,
    ])
  })

  test('is undone to a mark, or as a whole, and not behind a commit', () => {
    const keys = new KnownKeys()
    keys.remember('s', 'committed', 1)
    keys.commit()
    keys.remember('s', 'first', 2)
    const mark = keys.mark()
    keys.remember('s', 'second', 3)
    keys.undoTo(mark)
    expect([keys.revisionOf('s', 'first'), keys.revisionOf('s', 'second')]).toEqual([2, undefined])
    keys.undoTo(0)
    expect([keys.revisionOf('s', 'committed'), keys.revisionOf('s', 'first')]).toEqual([1, undefined])
  })

  test('keeps at least as many of the newest as it is told, not many more, and undoes across a generation', () => {
    const keys = new KnownKeys(200_000)
    for (let revision = 1; revision <= 500_000; revision++) keys.restore('s', String(revision), revision)
    expect(keys.revisionOf('s', '200000')).toBeUndefined()
    expect(keys.revisionOf('s', '300000')).toBeUndefined()
    expect(keys.revisionOf('s', '300001')).toBe(300_001)
    for (let revision = 500_001; revision <= 600_500; revision++)
      keys.remember('s', String(revision), revision)
    keys.undoTo(0)
    expect(keys.revisionOf('s', '500001')).toBeUndefined()
    expect(keys.revisionOf('s', '600500')).toBeUndefined()
    expect(keys.revisionOf('s', '300001')).toBe(300_001)
  })
})
