import type { EventPack, Route, Zone } from '../../../domain/event/event-pack.ts'
import type { PostReading } from '../../../domain/event/post-readiness.ts'
import type { Position } from '../../../domain/model/position.ts'
import type { City, Ring } from '../city.ts'
import type { Mark } from '../layers.ts'
import type { Stroke } from '../strokes.ts'

/** The event that the map shows. */
export interface MapEvent {
  readonly pack: EventPack
  /** In force, or prepared only. */
  readonly active: boolean
  readonly posts: readonly PostReading[]
}

/** The first four digits of a division code are its city: what is prepared for another one is not on this map. */
export function isOfCity(pack: EventPack, city: City | undefined): boolean {
  return (
    city === undefined || pack.districts.some(({ code }) => code.slice(0, 4) === city.cityCode.slice(0, 4))
  )
}

type Named = { readonly name: string; readonly nameEn: string }

const named = ({ name, nameEn }: Named, english: boolean): string => (english ? nameEn : name)
const lineOf = (points: readonly Position[]): Ring => points.map(({ lon, lat }) => [lon, lat] as const)

export function zoneStrokes({ pack, active }: MapEvent, english: boolean): readonly Stroke[] {
  const style = active ? 'zone' : 'zone-planned'
  return pack.zones.map((zone: Zone) => ({
    id: zone.id,
    points: lineOf(zone.ring),
    style,
    closed: true,
    label: named(zone, english),
  }))
}

/** A route is drawn whole within its own window of an active event. */
export function routeStrokes({ pack, active }: MapEvent, nowMs: number): readonly Stroke[] {
  return pack.routes.map(({ id, line, fromMs, toMs }: Route) => {
    const open = active && fromMs <= nowMs && nowMs < toMs
    return { id, points: lineOf(line), style: open ? 'route-open' : 'route-later' }
  })
}

export function venueMarks({ pack }: MapEvent, english: boolean): readonly Mark[] {
  return pack.venues.map((venue) => ({
    id: venue.id,
    position: venue.position,
    look: 'venue',
    label: named(venue, english),
  }))
}

export function postMarks({ posts }: MapEvent, english: boolean): readonly Mark[] {
  return posts.map(({ post, state }) => ({
    id: post.id,
    position: post.position,
    look: `post-${state}`,
    label: named(post, english),
  }))
}
