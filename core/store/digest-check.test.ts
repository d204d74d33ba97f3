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
          check.written(wall.toString())
          expect(check.compare(gateway.toString())).toBe(undecodable > 0 ? 'learnt' : 'equal')
          expect(check.digest).toBe(gateway.toString())
          // A row goes astray in this wall, and nothing else happens.
          if (index !== astray % rounds.length) continue
          check.following(0)
          wall.put('unit', 'astray', ++revision)
          check.written(wall.toString())
          expect(check.compare(gateway.toString())).toBe('different')
          wall.remove('unit', 'astray')
          check.written(wall.toString())
        }
      }),
      { numRuns: 200 },
    )
  })

  test('what was learnt outlives a restart, and not a version that knows more kinds', () => {
    const before = new DigestCheck()
    before.listing(1)
    before.written('00000000000000aa')
    expect(before.unknownTerms?.sum).toBe('')
    before.compare('00000000000000ff')
    const kept = before.unknownTerms
    const again = new DigestCheck()
    again.restored('00000000000000aa', kept)
    expect(again.compare('00000000000000ff')).toBe('equal')
    const newer = new DigestCheck()
    newer.restored('00000000000000aa', kept && { ...kept, knownKinds: `${kept.knownKinds},hovercraft` })
    expect(newer.compare('00000000000000ff')).toBe('different')
  })

  test('what was still to be learnt is so after a restart', () => {
    const before = new DigestCheck()
    before.following(1)
    const again = new DigestCheck()
    again.restored('0000000000000001', before.unknownTerms)
    expect(again.compare('0000000000000003')).toBe('learnt')
    expect(again.compare('0000000000000004')).toBe('different')
  })
})
