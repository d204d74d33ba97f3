import type { Mark } from './layers.ts'
import { LOOKS } from './looks.ts'

/** What is drawn of one layer at one place: a thing by itself, or the worst of several with their number. */
export interface Drawn {
  readonly mark: Mark
  readonly x: number
  readonly y: number
  /** Everything that it stands for, itself included; absent when it stands for itself only. */
  readonly members?: readonly Mark[]
}

/** Fewer lie beside each other and are still told apart. */
const LEAST_MEMBERS = 3

/**
 * Things nearer than `radiusPx` to a more urgent one become one with it, drawn at its place, with its symbol and their
 * number; of equals, the one that came last leads. What stands alone is never in one. Distances on the glass do not
 * change when the map is moved, so that a moved map keeps its clusters.
 */
export function clustered(drawn: readonly Drawn[], radiusPx: number): readonly Drawn[] {
  const alone = drawn.filter(({ mark }) => mark.alone === true)
  const open = drawn.filter(({ mark }) => mark.alone !== true)
  const leaders = open.toReversed().sort((a, b) => rankOf(b) - rankOf(a))
  const near = new Neighbours(open, radiusPx)
  const groups: Drawn[] = []
  for (const leader of leaders) {
    if (near.isTaken(leader)) continue
    const members = near.of(leader)
    if (members.length < LEAST_MEMBERS) {
      near.take([leader])
      groups.push(leader)
    } else {
      near.take(members)
      groups.push({ ...leader, members: members.map(({ mark }) => mark) })
    }
  }
  return [...groups.reverse(), ...alone].sort((a, b) => rankOf(a) - rankOf(b))
}

/** Finds what lies about a point by looking into nine cells only. */
class Neighbours {
  readonly #radiusPx: number
  readonly #cells = new Map<number, Drawn[]>()
  readonly #taken = new Set<Drawn>()

  constructor(drawn: readonly Drawn[], radiusPx: number) {
    this.#radiusPx = radiusPx
    for (const one of drawn) {
      const key = this.#key(one.x, one.y)
      const cell = this.#cells.get(key)
      if (cell === undefined) this.#cells.set(key, [one])
      else cell.push(one)
    }
  }

  isTaken(one: Drawn): boolean {
    return this.#taken.has(one)
  }

  take(members: readonly Drawn[]): void {
    for (const member of members) this.#taken.add(member)
  }

  of({ x, y }: Drawn): readonly Drawn[] {
    const found: Drawn[] = []
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        for (const one of this.#left(this.#key(x + dx * this.#radiusPx, y + dy * this.#radiusPx)))
          if (Math.hypot(one.x - x, one.y - y) < this.#radiusPx) found.push(one)
      }
    }
    return found
  }

  /** What is taken leaves its cell, so that a crowd is gone through once. */
  #left(key: number): readonly Drawn[] {
    const cell = this.#cells.get(key)
    if (cell === undefined) return []
    const left = cell.filter((one) => !this.#taken.has(one))
    this.#cells.set(key, left)
    return left
  }

  #key(x: number, y: number): number {
    return Math.floor(x / this.#radiusPx) * 65_536 + Math.floor(y / this.#radiusPx)
  }
}

function rankOf({ mark }: Drawn): number {
  return LOOKS[mark.look].rank
}
