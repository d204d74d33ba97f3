import { describe, expect, test } from 'vitest'
import type { Change, Entry, History } from './history.ts'
import { validate } from './index.ts'
import { LogTruth, type LogChange } from './log-truth.ts'
import { Replay } from './replay.ts'

/** Five changes: `a` twice, then a group of `b` and `c`, then `a` goes. */
const TRUTH = new LogTruth()
const replay = new Replay()
const digests = new Map([[0, replay.digest()]])
TRUTH.add(
  [put('a', 1), put('a', 2), put('b', 3), put('c', 4), gone('a', 5)].map((change): LogChange => {
    replay.take(change)
    digests.set(change.revision, replay.digest())
    const groupEnd = change.revision === 3 ? 4 : change.revision
    return { ...change, groupEnd, digest: replay.digest() }
  }),
)

function put(id: string, revision: number): Change {
  return { key: `unit/${id}`, revision, removed: false }
}

function gone(id: string, revision: number): Change {
  return { key: `unit/${id}`, revision, removed: true }
}

function changes(...told: readonly Change[]): Entry {
  return {
    type: 'changes',
    generation: 0,
    revision: told.at(-1)?.revision ?? 0,
    changes: told,
    conflated: false,
  }
}

function list(revision: number, ...told: readonly Change[]): Entry {
  return { type: 'list', generation: 0, revision, changes: told }
}

function bookmark(revision: number, digest = digests.get(revision) ?? ''): Entry {
  return { type: 'bookmark', generation: 0, revision, digest }
}

function resume(revision: number): Entry {
  return { type: 'resume', generation: 0, revision }
}

function against(history: History): readonly string[] {
  return [...new Set(validate(history, TRUTH).map((one) => one.guarantee))]
}

/** Where this guarantee alone is found broken. */
function broken(guarantee: string, history: History): readonly number[] {
  return validate(history, TRUTH)
    .filter((one) => one.guarantee === guarantee)
    .map((one) => one.at)
}

const first = list(1, put('a', 1))
const group = changes(put('b', 3), put('c', 4))
const whole = [first, bookmark(1), changes(put('a', 2)), resume(2), group, changes(gone('a', 5)), bookmark(5)]

describe('the six validators', () => {
  test('have nothing against a history that is right', () => {
    expect(validate(whole, TRUTH)).toEqual([])
  })

  test('have nothing against a replica that leaves out states of a key', () => {
    const conflated: Entry = {
      type: 'changes',
      generation: 0,
      revision: 5,
      changes: [gone('a', 5), put('b', 3), put('c', 4)],
      conflated: true,
    }
    expect(validate([first, conflated], TRUTH)).toEqual([])
  })

  test('have nothing against a list that another generation needs', () => {
    const restored = LogTruth.fromJSON([TRUTH.toJSON()[0] ?? [], (TRUTH.toJSON()[0] ?? []).slice(0, 2)])
    const set: Entry = { type: 'list', generation: 1, revision: 2, changes: [put('a', 2)] }
    expect(validate([...whole, set], restored)).toEqual([])
  })

  test('Ordered: a step back is seen', () => {
    const history = [first, changes(put('a', 2)), group, changes(put('a', 2))]
    expect(broken('Ordered', history)).toEqual([3])
    expect(broken('Ordered', [first, changes(put('c', 4), put('b', 3))])).toHaveLength(1)
  })

  test('Unique: a change told twice is seen', () => {
    expect(against([first, changes(put('a', 2)), changes(put('a', 2))])).toContain('Unique')
  })

  test('Atomic: half a group is seen', () => {
    expect(against([first, changes(put('a', 2)), changes(put('b', 3)), changes(put('c', 4))])).toEqual([
      'Atomic',
    ])
  })

  test('Bookmarkable: a bookmark ahead of the changes, and one with a wrong digest, are seen', () => {
    expect(against([first, bookmark(2)])).toContain('Bookmarkable')
    expect(against([first, bookmark(1, '0000000000000000')])).toEqual(['Bookmarkable'])
    expect(against([first, bookmark(4), changes(put('a', 2))])).toContain('Bookmarkable')
  })

  test('Reliable: a lost change, a made-up one and a wrong list are seen', () => {
    const lost: Entry = { ...(group as Entry & { type: 'changes' }), changes: [put('c', 4)] }
    expect(against([first, changes(put('a', 2)), lost])).toContain('Reliable')
    expect(against([first, changes(put('x', 2))])).toEqual(['Reliable'])
    expect(against([list(2, put('a', 1))])).toEqual(['Reliable'])
  })

  test('Reliable: a state that was overwritten before anybody could miss it is missed', () => {
    expect(broken('Reliable', [changes(put('a', 2))])).toEqual([0])
  })

  test('Resumable: a gap over a restart is seen', () => {
    expect(against([first, changes(put('a', 2)), resume(2), changes(gone('a', 5))])).toContain('Resumable')
    expect(broken('Resumable', [first, resume(0)])).toHaveLength(1)
  })
})
