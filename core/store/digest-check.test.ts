import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { StateDigest } from './digest.ts'
import { DigestCheck } from './digest-check.ts'

/** What a gateway and a wall do between two bookmarks. */
const steps = fc.array(
  fc.array(
    fc.record({
      kind: fc.constantFrom('unit', 'case', 'hovercraft', 'submarine'),
      id: fc.constantFrom('a', 'b', 'c'),
      isRemoved: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  { minLength: 1, maxLength: 12 },
)

/** What a gateway says while it has more to send: nothing of kinds. */
const whole = (sum: string) => ({ whole: sum, kinds: {} })
const toldBy = (gateway: StateDigest) => whole(gateway.digests().whole)

const isKnown = (kind: string) => kind === 'unit' || kind === 'case'

describe('digest check', () => {
  test('with unknown kinds every comparison is exact but the one that learns them', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (rounds, astray) => {
        const gateway = new StateDigest()
        const wall = new StateDigest()
        const check = new DigestCheck()
        let revision = 0
        check.listing(0)
        for (const [index, changes] of rounds.entries()) {
          let undecodable = 0
          for (const { kind, id, isRemoved } of changes) {
            revision++
            for (const digest of isKnown(kind) ? [gateway, wall] : [gateway]) {
              if (isRemoved) digest.remove(kind, id)
              else digest.put(kind, id, revision)
            }
            if (!isKnown(kind)) undecodable++
          }
          check.following(undecodable)
          check.written(wall.digests())
          expect(check.compare(toldBy(gateway))).toBe(undecodable > 0 ? 'learnt' : 'equal')
          expect(check.digest).toBe(gateway.digests().whole)
          // A row goes astray in this wall, and nothing else happens.
          if (index !== astray % rounds.length) continue
          check.following(0)
          wall.put('unit', 'astray', ++revision)
          check.written(wall.digests())
          expect(check.compare(toldBy(gateway))).toBe('different')
          wall.remove('unit', 'astray')
          check.written(wall.digests())
        }
      }),
      { numRuns: 200 },
    )
  })

  test('the kinds that differ are named, and a row that goes astray beside an unknown kind is found, too', () => {
    const gateway = new StateDigest()
    const wall = new StateDigest()
    for (const digest of [gateway, wall]) digest.put('unit', 'a', 1)
    const check = new DigestCheck()
    check.listing(0)
    check.written(wall.digests())
    expect(check.compare(gateway.digests())).toBe('equal')
    gateway.put('hovercraft', 'x', 2)
    gateway.put('case', 'c', 3)
    check.following(1)
    expect(check.differing(gateway.digests())).toEqual(['case'])
    expect(check.compare(gateway.digests())).toBe('different')
    wall.put('case', 'c', 3)
    check.written(wall.digests())
    expect(check.differing(gateway.digests())).toEqual([])
    expect(check.compare(gateway.digests())).toBe('learnt')
    wall.remove('unit', 'a')
    check.written(wall.digests())
    expect(check.differing(gateway.digests())).toEqual(['unit'])
    // A gateway that does not say them one by one leaves it at the whole.
    expect(check.differing(toldBy(gateway))).toEqual([])
    expect(check.compare(toldBy(gateway))).toBe('different')
  })

  test('what a bookmark without kinds taught wrongly is read aright from the next one with them', () => {
    const gateway = new StateDigest()
    const wall = new StateDigest()
    const check = new DigestCheck()
    check.listing(0)
    gateway.put('hovercraft', 'x', 1)
    gateway.put('unit', 'astray', 2)
    check.following(1)
    check.written(wall.digests())
    // The unit that is missing here passes for a part of the unknown kind.
    expect(check.compare(toldBy(gateway))).toBe('learnt')
    expect(check.differing(gateway.digests())).toEqual(['unit'])
    expect(check.compare(gateway.digests())).toBe('different')
    wall.put('unit', 'astray', 2)
    check.written(wall.digests())
    expect(check.compare(gateway.digests())).toBe('learnt')
    expect(check.compare(toldBy(gateway))).toBe('equal')
  })

  test('what was learnt outlives a restart, and not a version that knows more kinds', () => {
    const before = new DigestCheck()
    before.listing(1)
    before.written(whole('00000000000000aa'))
    expect(before.unknownTerms?.sum).toBe('')
    before.compare(whole('00000000000000ff'))
    const kept = before.unknownTerms
    const again = new DigestCheck()
    again.restored(whole('00000000000000aa'), kept)
    expect(again.compare(whole('00000000000000ff'))).toBe('equal')
    const newer = new DigestCheck()
    newer.restored(
      whole('00000000000000aa'),
      kept && { ...kept, knownKinds: `${kept.knownKinds},hovercraft` },
    )
    expect(newer.compare(whole('00000000000000ff'))).toBe('different')
  })

  test('what was still to be learnt is so after a restart', () => {
    const before = new DigestCheck()
    before.following(1)
    const again = new DigestCheck()
    again.restored(whole('0000000000000001'), before.unknownTerms)
    expect(again.compare(whole('0000000000000003'))).toBe('learnt')
    expect(again.compare(whole('0000000000000004'))).toBe('different')
  })
})
