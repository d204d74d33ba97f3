import { DutyKind } from '../../../proto/gen/wall/v1/case.ts'
import { DeviceKind } from '../../../proto/gen/wall/v1/place.ts'
import type { OperationMode } from '../../../proto/gen/wall/v1/policy.ts'
import { startArrivals } from '../cases/arrivals.ts'
import { NATIONAL_KINDS, OUTCOMES, QUICK_KINDS } from '../cases/kinds.ts'
import { caseNumbers, type City, type CityPlan } from '../engine/city.ts'
import { devices } from '../engine/devices.ts'
import { Force } from '../engine/force.ts'
import { gap, gapsByChance } from '../engine/gaps.ts'
import { startMovement } from '../engine/movement.ts'
import type { Payload } from '../engine/payload.ts'
import { policies } from '../engine/policies.ts'
import type { Random } from '../engine/random.ts'
import { Roster } from '../engine/roster.ts'
import { composeRecords } from '../engine/compose.ts'
import { Simulation } from '../engine/simulation.ts'
import { CHINA_OFFSET_MINUTES, MINUTE_MS, timestamp } from '../engine/time.ts'
import type { Scenario } from '../scenario.ts'
import { BANDS, dutyPoints, unitPlans } from './force.ts'
import { GRIDS, gridNodes } from './grid.ts'
import { dutyPointId, nextSite } from './sites.ts'

const DAY_START_MS = Date.parse('2022-12-30T06:30:00+08:00')
const START_MS = Date.parse('2022-12-30T14:32:00+08:00')

/** An ordinary winter day in Luohe: five minutes to arrive, ten to handle, 18 duty points. */
export const luoheDay: Scenario = {
  name: 'luohe-day',
  startMs: START_MS,
  dayStartMs: DAY_START_MS,
  records: (seed, startMs = START_MS) =>
    composeRecords('luohe-day', seed, DAY_START_MS, startMs, world, live),
}

const PLAN: CityPlan = {
  startMs: START_MS,
  idPrefix: '411100',
  dutyKind: DutyKind.DUTY_KIND_DAILY,
  kinds: [...QUICK_KINDS, ...NATIONAL_KINDS],
  quickPerHour: [0, 0, 0, 0, 0, 0, 0, 33, 37, 38, 39, 38, 37, 34, 35, 36, 38, 41, 40, 38, 36, 26, 12, 0],
  nationalPerHour: [
    0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.4, 2, 4.5, 4.5, 4, 3, 2.5, 3, 3.5, 3.5, 3, 2, 1.5, 1, 1, 0.5, 0.2, 0.2,
  ],
  outcomes: OUTCOMES,
  units: unitPlans(),
  topSpeed: 13,
  nextSite,
}

function world(random: Random, startMs: number): readonly Payload[] {
  const centers = GRIDS.map(({ lat, lon, weight }) => ({ lat, lon, weight }))
  const parking = {
    kind: DeviceKind.DEVICE_KIND_PARKING_MONITOR,
    idPrefix: 'LH-M',
    name: '违停监控',
    count: 472,
    onlineCount: 468,
    spreadM: 700,
    centers,
  }
  const video = {
    kind: DeviceKind.DEVICE_KIND_VIDEO,
    idPrefix: 'LH-V',
    name: '高清视频',
    count: 240,
    onlineCount: 240,
    spreadM: 800,
    centers,
  }
  return [
    { operationMode: OPERATION },
    ...policies(DAY_START_MS).map((slaPolicy) => ({ slaPolicy })),
    ...gridNodes().map((gridNode) => ({ gridNode })),
    ...dutyPoints().map((dutyPoint) => ({ dutyPoint })),
    ...devices(parking, random, startMs).map((device) => ({ device })),
    ...devices(video, random, startMs).map((device) => ({ device })),
  ]
}

const OPERATION: OperationMode = {
  id: 'operation',
  cityCode: '411100',
  centerName: '漯河市城市管理综合执法支队 · 指挥中心',
  centerNameEn: 'Luohe City Management Enforcement - Command Center',
  dutyKind: DutyKind.DUTY_KIND_DAILY,
  title: '日常勤务',
  titleEn: 'Daily duty',
  startAt: timestamp(DAY_START_MS),
  endAt: undefined,
  utcOffsetMinutes: CHINA_OFFSET_MINUTES,
  simulated: true,
  scenario: 'luohe-day',
}

function live(random: Random, startMs: number): Simulation {
  const simulation = new Simulation(DAY_START_MS)
  const force = new Force(PLAN.units, simulation)
  const city: City = {
    plan: { ...PLAN, startMs },
    simulation,
    random,
    force,
    nextCaseId: caseNumbers(PLAN.idPrefix, simulation),
  }
  const roster = new Roster(city, { usual: BANDS })
  simulation.start(roster.days())
  startArrivals(city)
  startGaps(city, roster)
  startMovement(city)
  return simulation
}

/** What the wall sees when it opens at its own time: one point unmanned, one with auxiliaries only, one silent. */
function startGaps(city: City, roster: Roster): void {
  const opening = [
    ['unmanned', '干河陈', '2022-12-30T14:25:48+08:00', 20],
    ['auxiliaries-only', '东城', '2022-12-30T14:03:00+08:00', 52],
    ['silent', '召陵', '2022-12-30T14:29:20+08:00', 12],
  ] as const
  for (const [kind, name, at, minutes] of opening) {
    const grid = GRIDS.find((candidate) => candidate.name === name)
    if (grid === undefined) continue
    city.simulation.start(gap(city, roster, kind, dutyPointId(grid), minutes * MINUTE_MS), Date.parse(at))
  }
  city.simulation.start(gapsByChance(city, roster, GRIDS.map(dutyPointId)), city.plan.startMs)
}
