import { AlarmDesk } from '../../core/alarms/alarm-desk.ts'
import { CaseScan } from '../../core/alarms/case-scan.ts'
import { createLogger } from '../../core/log.ts'
import { systemClock } from '../../core/system-clock.ts'
import type { DeskContext } from '../../core/wall/desk.ts'
import { indicatorsOf } from '../../core/wall/indicators.ts'
import { Notices } from '../../core/wall/notices.ts'
import type { ResourceChange } from '../../domain/model/resource.ts'
import { WallState } from '../../core/wall/wall-state.ts'
import { LinkHealth } from '../../core/watch/link-health.ts'
import { ServerClock } from '../../core/watch/server-clock.ts'
import { WATCH_TIMING } from '../../core/watch/timing.ts'
import { surveyOf } from '../../renderer/wall/survey.ts'
import { changesOf } from '../lib/bench-state.ts'
import { breachedCaseRecord, openCaseRecord, worldRecords, type WorldSize } from '../lib/full-world.ts'
import { cpuMsOf, printRows, type Row } from '../lib/report.ts'
import { withFolder } from '../lib/work-folder.ts'

const ROUNDS = 15
const CHANGED = 1_000
const ALARMS = 5_000

/** What one second costs the core and a page, by part, in processor time of the thread that does it. */
export async function benchTick(size: WorldSize): Promise<void> {
  await withFolder(async (folder) => {
    const baseMs = Math.floor(Date.now() / 1000) * 1000
    const bench = makeBench(folder, size, baseMs)
    const { state, desk, moment } = bench
    const world = changesOf(worldRecords(size, baseMs))
    let changed: readonly ResourceChange[] = []
    const makeChanges = (round: number): void => void (changed = bench.changed(round))
    const rows: Row[] = [
      [
        'the whole world put into the state, once',
        `${cpuMsOf(() => void state.replace(world, moment())).toFixed(0)} ms`,
      ],
      rounds('numbers of the day and posts, after a change', () => {
        state.touchIndicators()
        state.tick(moment())
      }),
      rounds('of it: the numbers counted', () => void indicatorsOf(bench.cases(), bench.indicatorMoment())),
      rounds('numbers and posts, nothing changed', () => void state.tick(moment())),
      rounds(`${CHANGED} changed cases put into the state`, () => void state.apply(changed), makeChanges),
    ]
    await desk.start()
    rows.push(['alarms, the first look', `${cpuMsOf(() => desk.tick()).toFixed(1)} ms`])
    rows.push(rounds('alarms, nothing changed', () => desk.tick()))
    rows.push(rounds('of it: all cases looked at', scanOf(bench)))
    rows.push(
      rounds(
        `alarms, ${CHANGED} cases changed`,
        () => desk.tick(),
        (round) => void state.apply(bench.changed(round)),
      ),
    )
    state.apply(bench.breached())
    rows.push([`alarms, ${ALARMS} new ones`, `${cpuMsOf(() => desk.tick()).toFixed(0)} ms`])
    rows.push(rounds(`alarms, ${ALARMS} standing`, () => desk.tick()))
    const { nowMs, knownToMs } = moment()
    rows.push(
      rounds(
        'page: clocks, lanes and urgencies',
        () => void surveyOf(state.replica.case.values(), nowMs, knownToMs),
      ),
    )
    await desk.stop()
    printRows(
      `tick: ${size.cases} open cases, ${size.countdowns} with running clocks, ${size.units} units; processor time, ${ROUNDS} rounds`,
      rows,
    )
  })
}

function rounds(
  name: string,
  step: (round: number) => void,
  before: (round: number) => void = () => {},
): Row {
  const took = Array.from({ length: ROUNDS }, (_, round) => {
    before(round)
    return cpuMsOf(() => step(round))
  }).sort((a, b) => a - b)
  const text = (index: number): string => (took[index] ?? -1).toFixed(1)
  return [name, `median ${text(Math.floor(ROUNDS / 2))}, most ${text(ROUNDS - 1)} ms`]
}

function makeBench(folder: string, size: WorldSize, baseMs: number) {
  const serverClock = new ServerClock(systemClock)
  const link = new LinkHealth(systemClock, serverClock, WATCH_TIMING, '127.0.0.1:9')
  const state = new WallState(() => {})
  const moment = () => {
    const nowMs = serverClock.nowMs()
    return { nowMs, knownToMs: nowMs }
  }
  const context: DeskContext = {
    options: {
      gateway: '127.0.0.1:9',
      dataDir: folder,
      display: { name: 'bench', widthMm: 2436, distanceMm: 3500 },
      clock: systemClock,
      log: createLogger('bench'),
      storeWorker: new URL('../../core/store/store-worker.ts', import.meta.url),
    },
    serverClock,
    state,
    link,
    notices: new Notices(() => {}),
    change: (step) => void state.change(step),
  }
  const hear = (): void => link.caughtUp({ epoch: 'bench', revision: 1, asOfMs: serverClock.nowMs() })
  const alarmDesk = new AlarmDesk(context, { record: () => {} })
  return {
    state,
    moment,
    desk: {
      start: () => alarmDesk.start(),
      stop: () => alarmDesk.stop(),
      tick: () => {
        hear()
        alarmDesk.tick()
      },
    },
    cases: () => state.cases().values(),
    indicatorMoment: () => ({ ...moment(), utcOffsetMinutes: 480 }),
    changed: (round: number) =>
      changesOf(
        Array.from({ length: CHANGED }, (_, index) => openCaseRecord(index * 7, round + 1, size, baseMs)),
      ),
    breached: () =>
      changesOf(
        Array.from({ length: ALARMS }, (_, index) =>
          breachedCaseRecord(`alarm-${index}`, index, size.arriveLimitS, serverClock.nowMs()),
        ),
      ),
  }
}

/** The look at all cases without the rest of the alarms. */
function scanOf({ state, moment }: Pick<ReturnType<typeof makeBench>, 'state' | 'moment'>): () => void {
  const scan = new CaseScan()
  const look = (): void => void scan.scan(state.replica, undefined, moment(), new Map(), () => {})
  look()
  return look
}
