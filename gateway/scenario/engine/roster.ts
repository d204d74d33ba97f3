import { Role, type Band, type RosterEntry, type SignIn } from '../../../proto/gen/wall/v1/duty.ts'
import { localDate, localMidnightMs, type City } from './city.ts'
import type { ForceUnit } from './force.ts'
import type { Process } from './simulation.ts'
import { DAY_MS, MINUTE_MS, timestamp } from './time.ts'

interface Post {
  readonly entry: RosterEntry
  readonly unit: ForceUnit
  inMs: number | undefined
  /** How often the person has signed in for this duty: each time is a sign-in of its own. */
  times: number
}

/** When a city's duty points are manned. */
export interface DutyHours {
  readonly usual: readonly Band[]
  /** Duty points with hours of their own, by id. One crew does all bands of these. */
  readonly own?: ReadonlyMap<string, readonly Band[]>
}

/** Who stands where, band by band and day by day; people sign in when their band begins and out when it ends. */
export class Roster {
  readonly #city: City
  readonly #hours: DutyHours
  /** The people of the running band, by duty point. */
  readonly #current = new Map<string, readonly Post[]>()

  constructor(city: City, hours: DutyHours) {
    this.#city = city
    this.#hours = hours
  }

  /** Lays out one day after the other, each half an hour before the first band of the usual hours. */
  *days(): Process {
    const { simulation } = this.#city
    let yesterday: readonly Post[] = []
    for (;;) {
      const dayMs = localMidnightMs(simulation.nowMs)
      for (const post of yesterday) this.#remove(post)
      yesterday = [...this.#shifts()].flatMap(([bands, units]) =>
        bands.flatMap((band, index) => this.#layOut(dayMs, band, index + 1, units)),
      )
      const beginMs = dayMs + (this.#hours.usual[0]?.startMinute ?? 0) * MINUTE_MS - 30 * MINUTE_MS
      yield Math.max(beginMs, dayMs) + DAY_MS - simulation.nowMs
    }
  }

  /** People of a duty point sign out: those of one role, or all. */
  leave(dutyPointId: string, role: Role | undefined): void {
    for (const post of this.#current.get(dutyPointId) ?? []) {
      if (role === undefined || post.entry.role === role) this.#signOut(post)
    }
    this.#updateCrews(dutyPointId)
  }

  comeBack(dutyPointId: string): void {
    for (const post of this.#current.get(dutyPointId) ?? []) this.#signIn(post)
    this.#updateCrews(dutyPointId)
  }

  /** One officer of a duty point goes; false when none was there. */
  loseOfficer(dutyPointId: string): boolean {
    const posts = this.#current.get(dutyPointId) ?? []
    const post = posts.find(({ entry, inMs }) => entry.role === Role.ROLE_OFFICER && inMs !== undefined)
    if (post === undefined) return false
    this.#signOut(post)
    this.#updateCrews(dutyPointId)
    return true
  }

  /** The units by the hours that they work. */
  #shifts(): ReadonlyMap<readonly Band[], readonly ForceUnit[]> {
    const { usual, own } = this.#hours
    return Map.groupBy(this.#city.force.units, ({ plan }) => own?.get(plan.dutyPointId) ?? usual)
  }

  #layOut(dayMs: number, band: Band, number: number, units: readonly ForceUnit[]): readonly Post[] {
    const { random, simulation } = this.#city
    const startMs = dayMs + band.startMinute * MINUTE_MS
    const endMs = dayMs + band.endMinute * MINUTE_MS
    const posts = units.flatMap((unit) => this.#planUnit(unit, band, number, startMs, endMs))
    for (const { entry } of posts) simulation.emit({ rosterEntry: entry })
    for (const [dutyPointId, crew] of Map.groupBy(posts, ({ entry }) => entry.dutyPointId)) {
      const lateMs = random.integer(-4, 3) * MINUTE_MS
      simulation.start(this.#begin(dutyPointId, crew), startMs + lateMs)
      simulation.start(this.#end(dutyPointId, crew), endMs + random.integer(5, 8) * MINUTE_MS)
    }
    return posts
  }

  #planUnit(unit: ForceUnit, band: Band, number: number, startMs: number, endMs: number): readonly Post[] {
    const { plan } = unit
    const crew = this.#hours.own?.has(plan.dutyPointId) ? 1 : number
    return Array.from({ length: plan.officerCount + plan.auxiliaryCount }, (_, index) => {
      const personId = `${plan.id}-${crew}${index + 1}`
      const entry: RosterEntry = {
        id: `${localDate(startMs)}-${plan.id}-${number}${index + 1}`,
        dutyPointId: plan.dutyPointId,
        unitId: plan.id,
        personId,
        role: index < plan.officerCount ? Role.ROLE_OFFICER : Role.ROLE_AUXILIARY,
        dutyKind: this.#city.plan.dutyKind,
        band: band.name,
        startAt: timestamp(startMs),
        endAt: timestamp(endMs),
      }
      return { entry, unit, inMs: undefined, times: 0 }
    })
  }

  *#begin(dutyPointId: string, crew: readonly Post[]): Process {
    for (const post of this.#current.get(dutyPointId) ?? []) this.#signOut(post)
    this.#current.set(dutyPointId, crew)
    this.comeBack(dutyPointId)
  }

  *#end(dutyPointId: string, crew: readonly Post[]): Process {
    for (const post of crew) this.#signOut(post)
    if (this.#current.get(dutyPointId) !== crew) return
    this.#updateCrews(dutyPointId)
    // Nobody of this band comes back at night.
    this.#current.delete(dutyPointId)
  }

  #signIn(post: Post): void {
    if (post.inMs !== undefined) return
    post.inMs = this.#city.simulation.nowMs
    post.times += 1
    this.#city.simulation.emit({ signIn: signIn(post, post.inMs) })
  }

  #signOut(post: Post): void {
    if (post.inMs === undefined) return
    const outAt = timestamp(this.#city.simulation.nowMs)
    this.#city.simulation.emit({ signIn: { ...signIn(post, post.inMs), outAt } })
    post.inMs = undefined
  }

  #updateCrews(dutyPointId: string): void {
    const posts = this.#current.get(dutyPointId) ?? []
    for (const [unit, crew] of Map.groupBy(posts, (post) => post.unit)) {
      const present = crew.filter(({ inMs }) => inMs !== undefined)
      const officers = present.filter(({ entry }) => entry.role === Role.ROLE_OFFICER).length
      this.#city.force.setCrew(unit, officers, present.length - officers)
    }
  }

  #remove({ entry, times }: Post): void {
    const { simulation } = this.#city
    for (let time = 1; time <= times; time++) {
      simulation.emit({ removal: { kind: 'sign_in', id: signInId(entry, time) } })
    }
    simulation.emit({ removal: { kind: 'roster_entry', id: entry.id } })
  }
}

function signInId(entry: RosterEntry, time: number): string {
  return `${entry.id}-in${time}`
}

function signIn({ entry, times }: Post, inMs: number): SignIn {
  const { id: rosterEntryId, personId, dutyPointId, role } = entry
  return {
    id: signInId(entry, times),
    rosterEntryId,
    personId,
    dutyPointId,
    role,
    inAt: timestamp(inMs),
    outAt: undefined,
    inCell: true,
  }
}
