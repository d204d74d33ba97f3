import { shallowRef, triggerRef, type ShallowRef } from 'vue'
import type { Clock } from '../../domain/clock.ts'
import { ActOutbox, type Drawer } from '../acts/act-outbox.ts'
import { applyDelta, emptyReplica, type Delta, type Replica } from '../../domain/view/delta.ts'
import { COLLECTIONS, type CollectionName } from '../../domain/view/items.ts'
import type { Asker } from '../../domain/view/request.ts'
import type { Road } from '../connection/roads.ts'
import { startSession, type PictureMessage } from '../connection/session.ts'
import { Asks } from './asks.ts'
import { CaseIndex } from './case-index.ts'
import type { HandFirst } from './hand-first.ts'
import { MapViewChanges } from './map-view-changes.ts'
import { Reports } from './reports.ts'
import type { PathProof } from '../../domain/view/truth.ts'
import type { ProofAtGlass } from './path-proof.ts'
import { ServerTimeline } from './server-time.ts'
import { INITIAL_STATUS, type WallStatus } from './status.ts'
import { startTicker } from './ticker.ts'

export type Versions = { readonly [K in CollectionName]: ShallowRef<number> }

/**
 * What every panel reads. The replica is one big mutable thing outside of Vue; a panel depends on the
 * version of the collections that it uses and on the shared second, and computes its rows from both.
 */
export interface Wall {
  readonly replica: Replica
  readonly cases: CaseIndex
  readonly versions: Versions
  readonly status: ShallowRef<WallStatus>
  /** The server's time, once a second; also renewed when the whole world is replaced. */
  readonly nowMs: ShallowRef<number | undefined>
  /** When the gateway made the last proof of life that was seen on this glass; absent until then. */
  readonly provenMs: ShallowRef<number | undefined>
  /** The same with its stations. */
  readonly proof: ShallowRef<ProofAtGlass | undefined>
  readonly outbox: ActOutbox
  readonly asks: Asks
  readonly reports: Reports
  readonly mapViews: MapViewChanges
  /** How often the whole world was replaced. */
  readonly worldCount: ShallowRef<number>
  /** Who this page is to the core: itself, its display, its seat. */
  readonly asker: Asker
}

export function createWall(asker: Asker = { viewId: 'view' }, drawer?: Drawer): Wall {
  let asked = 0
  return {
    replica: emptyReplica(),
    cases: new CaseIndex(),
    versions: Object.fromEntries(COLLECTIONS.map((name) => [name, shallowRef(0)])) as Versions,
    status: shallowRef(INITIAL_STATUS),
    nowMs: shallowRef(),
    provenMs: shallowRef(),
    proof: shallowRef(),
    outbox: new ActOutbox(drawer),
    asks: new Asks(() => `${asker.viewId}/${++asked}`),
    reports: new Reports(),
    mapViews: new MapViewChanges(),
    worldCount: shallowRef(0),
    asker,
  }
}

/** Brings the wall to life on the ports of a road. Returns the stop. */
export function startWall(wall: Wall, road: Road, clock: Clock, hand: HandFirst): () => void {
  const timeline = new ServerTimeline()
  const session = startSession(road, wall.asker, clock, hand.frames, {
    apply(messages) {
      for (const message of messages) applyMessage(wall, message)
      const last = messages.at(-1)
      wall.outbox.heard(wall.replica.act)
      if (last === undefined) return
      if (messages.some((message) => message.type === 'world')) wall.outbox.sendAgain()
      const first = wall.nowMs.value === undefined
      timeline.anchor(last.time, clock.monotonicMs())
      if (first || messages.some((message) => message.type === 'world')) {
        wall.nowMs.value = last.time.serverMs
        triggerRef(wall.nowMs)
      }
    },
    painted(messages) {
      const proof = messages.findLast((message) => message.proof !== undefined)?.proof
      if (proof !== undefined) proveThrough(wall, proof, timeline.atMs(clock.monotonicMs()))
    },
    refused: (refused) => (wall.status.value = { ...wall.status.value, core: 'lost', refused }),
    answered: (message) => wall.asks.answered(message),
    lost() {
      wall.status.value = { ...wall.status.value, core: 'lost' }
      wall.asks.abandon()
    },
  })
  wall.outbox.connect((message) => session.send(message))
  wall.asks.connect((message) => session.send(message))
  wall.reports.connect((message) => session.send(message))
  const stopTicker = startTicker(clock, timeline, (nowMs) => hand.run(() => (wall.nowMs.value = nowMs)))
  return () => {
    stopTicker()
    wall.outbox.connect(undefined)
    wall.asks.connect(undefined)
    wall.reports.connect(undefined)
    session.stop()
  }
}

/** A world replaces everything in one turn of the event loop: nobody sees it half done (I3). */
export function applyMessage(wall: Wall, message: PictureMessage): void {
  if (message.type === 'world') {
    for (const name of COLLECTIONS) wall.replica[name].clear()
    wall.cases.clear()
    wall.worldCount.value++
  }
  applyDelta(wall.replica, message.delta)
  wall.cases.apply(message.delta)
  for (const name of COLLECTIONS) {
    if (message.type === 'world' || touches(message.delta, name)) wall.versions[name].value++
  }
  wall.status.value = statusAfter(wall.status.value, message)
}

/** Every message repeats the last proof: only the first time that it is seen is the time of its last station. */
function proveThrough(wall: Wall, proof: PathProof, paintedMs: number | undefined): void {
  if (paintedMs === undefined || proof.emittedMs <= (wall.provenMs.value ?? -Infinity)) return
  const atOpening = wall.provenMs.value === undefined ? { atOpening: true as const } : {}
  wall.provenMs.value = proof.emittedMs
  wall.proof.value = { ...proof, paintedMs, ...atOpening }
}

function touches(delta: Delta, name: CollectionName): boolean {
  return delta.upserts[name] !== undefined || delta.removes[name] !== undefined
}

function statusAfter(before: WallStatus, message: PictureMessage): WallStatus {
  const { uncertaintyMs } = message.time
  return {
    core: 'connected',
    link: message.link,
    notices: message.notices,
    display: message.type === 'world' ? message.display : before.display,
    rate: message.time.rate,
    visitors: message.visitors,
    ...(message.identity === undefined ? {} : { identity: message.identity }),
    heardMs: message.time.serverMs,
    ...(uncertaintyMs === undefined ? {} : { uncertaintyMs }),
  }
}
