import type { EventPack } from '../../domain/event/event-pack.ts'
import { readPosts } from '../../domain/event/post-readiness.ts'
import { applyDelta, emptyReplica } from '../../domain/view/delta.ts'
import { CanvasMap } from '../../renderer/map/canvas-map/canvas-map.ts'
import { CesiumMap } from '../../renderer/map/cesium-map/cesium-map.ts'
import { cityFrom } from '../../renderer/map/city-file.ts'
import { compose, idsOf, type ShownIds } from '../../renderer/map/composition.ts'
import { cameraOver, projectionOf } from '../../renderer/map/projection.ts'
import { LayerSource } from '../../renderer/map/sources/layer-source.ts'
import { SAMPLE, SAMPLE_NOW_MS, sampleWorld } from '../../renderer/testing/sample-world.ts'

const SIZE = { widthPx: 900, heightPx: 600 }
const REM_PX = 16
const AREA = { south: 33.53, west: 113.95, north: 33.67, east: 114.1 }

/** What ships with the wall, read by the test. */
export interface Shipped {
  readonly pack: EventPack
  readonly city: string
  readonly districts: string
}

/** The same world for both, with an event, tracks and a grid in it. */
function layersOf({ pack, city, districts }: Shipped) {
  const replica = emptyReplica()
  applyDelta(replica, sampleWorld({ ...SAMPLE, cases: 200 }).delta)
  const at = (lat: number, lon: number) => ({ lat, lon })
  for (let index = 0; index < 40; index++) {
    const center = at(33.56 + (index % 8) * 0.005, 114 + Math.floor(index / 8) * 0.01)
    replica.grid.set(`g${index}`, { id: `g${index}`, level: 2, name: `G${index}`, center })
  }
  const points = [0, 1, 2].map((step) => ({
    ...at(33.57 + step * 0.002, 114.02),
    atMs: SAMPLE_NOW_MS - 60_000 + step * 20_000,
  }))
  replica.track.set('unit-1', { id: 'unit-1', points })
  const posts = readPosts(pack, { dutyPoints: replica.dutyPoint, roster: [] }, pack.startMs)
  const urgencyOf = new Map([...replica.case.keys()].slice(0, 9).map((id) => [id, 'breached'] as const))
  return new LayerSource(replica, () => 0).layers({
    city: cityFrom(city, districts),
    event: { pack, active: true, posts },
    urgencyOf,
    nowMs: SAMPLE_NOW_MS,
    knownToMs: SAMPLE_NOW_MS,
    english: false,
    areaWord: (type) => type,
  })
}

/** Moves an event pack to where the sample city lies. */
function brought(pack: EventPack): EventPack {
  const to = <T extends { readonly lat: number; readonly lon: number }>(place: T): T => ({
    ...place,
    lat: place.lat - 12.17,
    lon: place.lon - 12.6,
  })
  return {
    ...pack,
    venues: pack.venues.map((venue) => ({ ...venue, position: to(venue.position) })),
    posts: pack.posts.map((post) => ({ ...post, position: to(post.position) })),
    zones: pack.zones.map((zone) => ({ ...zone, ring: zone.ring.map(to) })),
    routes: pack.routes.map((route) => ({ ...route, line: route.line.map(to) })),
  }
}

interface Found {
  readonly composed: ShownIds
  readonly canvas: ShownIds
  readonly globe: ShownIds
}

let globe: CesiumMap | undefined
let restored = 0

function showBoth(shipped: Shipped): Found {
  const element = document.createElement('div')
  element.style.cssText = `position:relative;width:${SIZE.widthPx}px;height:${SIZE.heightPx}px`
  document.body.append(element)
  const options = { element, onRestored: () => restored++, onGone: () => (restored = -1) }
  const canvas = new CanvasMap(options)
  globe = new CesiumMap(options)
  const projection = projectionOf(cameraOver(AREA, SIZE.widthPx, SIZE.heightPx), SIZE.widthPx, SIZE.heightPx)
  const composition = compose(layersOf({ ...shipped, pack: brought(shipped.pack) }), projection, REM_PX, {
    city: undefined,
    english: false,
  })
  for (const map of [canvas, globe]) {
    map.start()
    map.resize(SIZE)
    map.draw(composition, REM_PX)
  }
  return { composed: idsOf(composition), canvas: canvas.shown(), globe: globe.shown() }
}

/** As the driver does it: the context is gone, and nothing of ours asked for it. */
async function loseContext(): Promise<{ restored: number; shown: ShownIds | undefined; waitedMs: number }> {
  const canvas = document.querySelector<HTMLCanvasElement>('.cesium-widget canvas')
  const startMs = performance.now()
  canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
  while (restored === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  return { restored, shown: globe?.shown(), waitedMs: performance.now() - startMs }
}

Object.assign(globalThis, { showBoth, loseContext, cameraNow: () => globe?.camera() })
