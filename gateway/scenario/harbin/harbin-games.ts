import { DutyKind } from '../../../proto/gen/wall/v1/case.ts'
import { DeviceKind } from '../../../proto/gen/wall/v1/place.ts'
import type { OperationMode } from '../../../proto/gen/wall/v1/policy.ts'
import { startArrivals } from '../cases/arrivals.ts'
import { OUTCOMES } from '../cases/kinds.ts'
import { caseNumbers, type City, type CityPlan } from '../engine/city.ts'
import { composeRecords } from '../engine/compose.ts'
import { devices, type DeviceFleet } from '../engine/devices.ts'
import { Force } from '../engine/force.ts'
import { startMovement } from '../engine/movement.ts'
import type { Payload } from '../engine/payload.ts'
import { policies } from '../engine/policies.ts'
import type { Random } from '../engine/random.ts'
import { Roster } from '../engine/roster.ts'
import { Simulation } from '../engine/simulation.ts'
import { CHINA_OFFSET_MINUTES, timestamp } from '../engine/time.ts'
import type { Scenario } from '../scenario.ts'
import { DISTRICTS } from './districts.ts'
import { DUTY_HOURS, dutyPoints, unitPlans } from './force.ts'
import { gridNodes } from './grid.ts'
import { hotspots } from './hotspots.ts'
import { KINDS } from './kinds.ts'
import { startEvening } from './script/evening.ts'
import { nextSite } from './sites.ts'

const DAY_START_MS = Date.parse('2025-02-07T11:00:00+08:00')
const START_MS = Date.parse('2025-02-07T17:30:00+08:00')
const END_MS = Date.parse('2025-02-07T23:30:00+08:00')

/** The opening evening of the Games: nine districts, three event zones, 1,340 officers, 230 vehicles. */
export const harbinGames: Scenario = {
  name: 'harbin-games',
  startMs: START_MS,
  dayStartMs: DAY_START_MS,
  records: (seed, startMs = START_MS) =>
    composeRecords('harbin-games', seed, DAY_START_MS, startMs, world, live),
}

const PLAN: CityPlan = {
  startMs: START_MS,
  idPrefix: '230100',
  dutyKind: DutyKind.DUTY_KIND_SPECIAL,
  kinds: KINDS,
  quickPerHour: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 88, 90, 90, 90, 92, 94, 94, 96, 90, 80, 50, 20],
  nationalPerHour: [2, 1, 1, 1, 1, 1, 2, 4, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7, 6, 5, 5, 4, 3, 2],
  outcomes: OUTCOMES,
  units: unitPlans(),
  topSpeed: 16,
  nextSite,
}

const CENTERS = DISTRICTS.flatMap(({ code, weight }) => hotspots(code).map((spot) => ({ ...spot, weight })))

const FLEETS: readonly DeviceFleet[] = [
  fleet(DeviceKind.DEVICE_KIND_VIDEO, 'HRB-CAM', '高清视频', 160, 158),
  fleet(DeviceKind.DEVICE_KIND_PARKING_MONITOR, 'HRB-MON', '违停监控', 90, 89),
  fleet(DeviceKind.DEVICE_KIND_CAMERA_VEHICLE, 'HRB-CV', '移动摄像车', 6, 6),
  fleet(DeviceKind.DEVICE_KIND_DRONE, 'HRB-UAV', '无人机', 2, 2),
]

function fleet(
  kind: DeviceKind,
  idPrefix: string,
  name: string,
  count: number,
  onlineCount: number,
): DeviceFleet {
  return { kind, idPrefix, name, count, onlineCount, spreadM: 700, centers: CENTERS }
}

function world(random: Random, startMs: number): readonly Payload[] {
  return [
    { operationMode: OPERATION },
    ...policies(DAY_START_MS).map((slaPolicy) => ({ slaPolicy })),
    ...gridNodes().map((gridNode) => ({ gridNode })),
    ...dutyPoints().map((dutyPoint) => ({ dutyPoint })),
    ...FLEETS.flatMap((one) => devices(one, random, startMs)).map((device) => ({ device })),
  ]
}

const OPERATION: OperationMode = {
  id: 'operation',
  cityCode: '230100',
  centerName: '哈尔滨市城市管理 · 亚冬会保障指挥中心',
  centerNameEn: 'Harbin City Management - Asian Winter Games Command Center',
  dutyKind: DutyKind.DUTY_KIND_SPECIAL,
  title: '2025年第九届亚洲冬季运动会 · 开幕式保障',
  titleEn: '9th Asian Winter Games 2025 - Opening night',
  startAt: timestamp(DAY_START_MS),
  endAt: timestamp(END_MS),
  utcOffsetMinutes: CHINA_OFFSET_MINUTES,
  simulated: true,
  scenario: 'harbin-games',
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
  const roster = new Roster(city, DUTY_HOURS)
  simulation.start(roster.days())
  startArrivals(city)
  startEvening(city, roster)
  startMovement(city)
  return simulation
}
