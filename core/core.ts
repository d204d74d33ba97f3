import { randomUUID } from 'node:crypto'
import { type Cancel, setRepeatingTimer } from '../domain/clock.ts'
import { coded } from '../domain/view/coded-sentence.ts'
import type { HostMessage, ViewMessage } from '../domain/view/contract.ts'
import type { Delta } from '../domain/view/delta.ts'
import type { Link } from '../domain/view/link.ts'
import type { Port } from '../domain/view/port.ts'
import { Audit, type Recorder, type Shown } from './audit/audit.ts'
import type { Health } from './health.ts'
import { DisplayDesk } from './displays/display-desk.ts'
import { MapViewLog } from './displays/map-view-log.ts'
import { EventDesk } from './event/event-desk.ts'
import type { CoreOptions } from './options.ts'
import { AlarmDesk } from './alarms/alarm-desk.ts'
import { connectGrpcIdentity } from './identity/grpc-identity.ts'
import { IdentityDesk } from './identity/identity-desk.ts'
import { SlaEngine } from './sla/sla-engine.ts'
import { Store } from './store/store.ts'
import { connectGrpcCommands } from './outbox/grpc-commands.ts'
import { Outbox } from './outbox/outbox.ts'
import { TrackDesk } from './tracks/track-desk.ts'
import { VisitorDesk } from './visitors/visitor-desk.ts'
import type { DeltaBuilder } from './wall/delta-builder.ts'
import type { DeskContext } from './wall/desk.ts'
import { Desks } from './wall/desks.ts'
import { Findings } from './wall/findings.ts'
import { Notices } from './wall/notices.ts'
import { Outage } from './wall/outage.ts'
import { PathWatch } from './wall/path-watch.ts'
import { Session, type SessionContext } from './wall/session.ts'
import { WallState } from './wall/wall-state.ts'
import { plainChannels, tlsChannels, type Channels } from './watch/grpc-channel.ts'
import { TlsFiles } from './watch/tls-files.ts'
import { connectGrpcSource } from './watch/grpc-source.ts'
import { LinkHealth } from './watch/link-health.ts'
import { Reflector } from './watch/reflector.ts'
import { ServerClock } from './watch/server-clock.ts'
import { TimeSync } from './watch/time-sync.ts'
import { WATCH_TIMING } from './watch/timing.ts'
import { World } from './world.ts'

const TICK_MS = 1_000

/** How long a correction stays on the glass. */
const STEP_SHOWN_MS = 600_000

export interface Core {
  /** Shows the cache, then begins to follow the gateway. Rejects when the cache belongs to a newer program. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Serves one view until its port closes. Returns what ends it sooner. */
  attach(port: Port<HostMessage, ViewMessage>): () => void
  health(): Promise<Health>
  /** For what a host refuses or a person does beside the acts. */
  readonly audit: Recorder
}

/** The engine of one wall: the only place where its parts meet. */
export function createCore(options: CoreOptions): Core {
  const { clock, log } = options
  const timing = { ...WATCH_TIMING, ...options.timing }
  const serverClock = new ServerClock(clock)
  const sessions = new Map<Session, Port<HostMessage, ViewMessage>>()
  const link = new LinkHealth(clock, serverClock, timing, options.gateway)
  const notices = new Notices(pulse)
  const channels = channelsOf(options, notices, () => serverClock.nowMs())
  const store = new Store(options.storeWorker)
  const state = new WallState((caseId, clocks) => sla.setClocks(caseId, clocks))
  const sla = new SlaEngine({
    clock,
    serverClock,
    knownToMs: () => link.knownToMs(),
    onTransition(transition) {
      log.debug(transition, 'clock changed its state')
      state.touchIndicators()
      alarms.clockChanged()
    },
  })
  const audit = new Audit({ options, notices, shown })
  const path = new PathWatch({ clock, serverClock, notices, isLive: () => link.isLive })
  const findings = new Findings({ state, store, serverClock, audit, log, publish })
  const outage = new Outage({ link, serverClock, state, findings, publish })
  const world = new World({
    options,
    store,
    state,
    sla,
    link,
    serverClock,
    notices,
    outage,
    findings,
    path,
    publish,
    onCaughtUp: noteLink,
    onClockDoubt: () => timeSync.doubt(),
  })
  let cancelStepNotice: Cancel = () => {}
  const timeSync = new TimeSync({
    clock,
    serverClock,
    intervalMs: timing.timeSyncMs,
    log,
    onStep(stepMs) {
      const seconds = (stepMs / 1000).toFixed(1)
      const detail = { coded: coded('clock-step', { seconds }) }
      notices.raise('clock-stepped', serverClock.nowMs(), `By ${seconds} s.`, detail)
      cancelStepNotice()
      cancelStepNotice = clock.setTimer(STEP_SHOWN_MS, () => notices.withdraw('clock-stepped'))
    },
  })
  const clientId = randomUUID()
  const reflector = new Reflector({
    connect: () => connectGrpcSource(options.gateway, clientId, clock, channels),
    clock,
    timing,
    link,
    log,
    sink: world,
    position: () => world.position(),
    onConnected(source) {
      timeSync.useSource(source)
      identity.connected()
    },
  })
  const outbox = new Outbox({
    options,
    audit,
    timing,
    serverClock,
    notices,
    connect: () => connectGrpcCommands(options.gateway, clock, channels),
    seen: () => world.position(),
    show: (items, removed) =>
      publish(
        state.change((delta) => {
          for (const item of items) delta.put('act', item)
          for (const id of removed) delta.remove('act', id)
        }),
      ),
  })
  const visitors = new VisitorDesk(() => {
    for (const session of sessions.keys()) session.renew()
  })
  const identity = new IdentityDesk({
    options,
    timing,
    calls: connectGrpcIdentity(options.gateway, clock, channels),
    isLive: () => link.isLive,
    hasVisitors: () => visitors.isOn,
  })
  const change = (step: (delta: DeltaBuilder) => void): void => publish(state.change(step))
  const deskContext: DeskContext = { options, serverClock, state, link, notices, change }
  const displays = new DisplayDesk(deskContext, () => {
    for (const session of sessions.keys()) session.renew()
  })
  const events = new EventDesk(deskContext, {
    setLimits: (limits) => publish(state.setEventLimits(limits)),
    takeScenes: (scenes, why) => displays.takeForEvent(scenes, why),
    giveBackScenes: (why) => displays.giveBackFromEvent(why),
  })
  const tracks = new TrackDesk(deskContext)
  const alarms = new AlarmDesk(deskContext, audit)
  const mapViews = new MapViewLog(log)
  const desks = new Desks([displays, visitors, identity, events, alarms, tracks, mapViews], log)
  let cancelTick: Cancel = () => {}
  let cancelLink: Cancel = () => {}
  let wasLive = false

  function publish(delta: Delta): void {
    for (const session of sessions.keys()) session.push(delta)
  }

  function linkNow(): Link {
    const { mismatches } = world
    return { ...link.read(), ...(mismatches.found === 0 ? {} : { mismatches }) }
  }

  function pulse(): void {
    for (const session of sessions.keys()) session.pulse()
  }

  function shown(): Shown {
    const { state: linkState, asOfMs, epoch = '', revision } = link.read()
    const ageMs = asOfMs === undefined ? -1 : Math.round(link.ageMs())
    return { link: linkState, ageMs, epoch, revision, serverMs: serverClock.nowMs() }
  }

  function noteLink(): void {
    outage.observe()
    if (link.isLive === wasLive) return
    wasLive = link.isLive
    sla.reconsider()
    state.demandIndicators()
    if (wasLive) outbox.reconnect()
  }

  /** What is on the glass is live or is not: every view hears it before anything else does. */
  function tellLink(): void {
    if (link.asOfMs !== undefined) noteLink()
    pulse()
  }

  function tick(): void {
    outbox.tick()
    path.tick()
    desks.tick()
    // Before anything was loaded there is nothing to count: a zero would be a statement.
    if (link.read().asOfMs === undefined) return
    noteLink()
    outage.prune()
    publish(state.tick({ nowMs: serverClock.nowMs(), knownToMs: link.knownToMs() }))
  }

  const context: SessionContext = {
    clock,
    log,
    state,
    display: (displayId) => displays.glass(displayId),
    visitors: () => visitors.isOn,
    identity: () => identity.identity(),
    answer(request, asker) {
      for (const session of sessions.keys()) session.hurry()
      return desks.answer(request, asker)
    },
    onAttached(asker) {
      audit.record({ event: 'view.attached', asker })
      desks.attached(asker)
    },
    onDetached(asker) {
      audit.record({ event: 'view.detached', asker })
      desks.detached(asker)
    },
    onReport: (asker, report) => desks.reported(asker, report),
    link: linkNow,
    notices: () => notices.list(),
    time: () => serverClock.reading(),
    proof: () => path.proof,
    act: (message, asker) => void outbox.take(message, asker),
  }

  return {
    audit,
    async start() {
      store.start()
      try {
        await world.restore()
        await outbox.start()
        await desks.start()
      } catch (error) {
        await desks.stop()
        await Promise.all([outbox.stop(), store.stop()])
        throw error
      }
      audit.start()
      cancelLink = link.onState(tellLink)
      reflector.start()
      cancelTick = setRepeatingTimer(clock, TICK_MS, tick)
    },

    async stop() {
      cancelTick()
      cancelLink()
      cancelStepNotice()
      await desks.stop()
      timeSync.stop()
      await Promise.all([reflector.stop(), outbox.stop()])
      sla.stop()
      for (const [session, port] of sessions) {
        session.stop()
        port.close()
      }
      sessions.clear()
      await audit.stop()
      await world.rest()
      await store.stop()
    },

    attach(port) {
      const session = new Session(context, port)
      sessions.set(session, port)
      session.start(() => sessions.delete(session))
      return () => {
        sessions.delete(session)
        session.stop()
        port.close()
      }
    },

    async health() {
      // First what takes time: all the rest is then of one moment.
      const cache = await store
        .call('info', {})
        .catch(() => ({ path: '', bytes: -1, logBytes: -1, schema: -1, inMemory: true }))
      const { state: linkState, gateway, attempt, problem, epoch, revision, asOfMs } = link.read()
      return {
        status: linkState === 'live' && notices.list().length === 0 ? 'ok' : 'degraded',
        link: {
          state: linkState,
          bookmarkAgeMs: asOfMs === undefined ? -1 : link.ageMs(),
          gateway,
          attempt,
          ...(problem === undefined ? {} : { problem }),
        },
        epoch: epoch ?? '',
        revision,
        digest: world.digest,
        mismatches: world.mismatches,
        counts: state.counts(),
        cache,
        outbox: { queued: outbox.queuedCount, usable: outbox.isUsable },
        audit: { head: `${audit.head.number}:${audit.head.hash}`, usable: audit.isUsable },
        proofAgeMs: path.ageMs,
        clock: {
          offsetMs: serverClock.offsetMs,
          uncertaintyMs: serverClock.uncertaintyMs ?? -1,
          rate: serverClock.rate,
        },
        notices: notices.list().map((notice) => notice.code),
        views: sessions.size,
        displays: displays.health(),
      }
    },
  }
}

function channelsOf({ gateway, tls }: CoreOptions, notices: Notices, nowMs: () => number): Channels {
  if (tls === undefined) return plainChannels
  const files = new TlsFiles(tls, (reason) => {
    if (reason === undefined) notices.withdraw('certificates-unusable')
    else notices.raise('certificates-unusable', nowMs(), reason)
  })
  return tlsChannels(gateway, files)
}
