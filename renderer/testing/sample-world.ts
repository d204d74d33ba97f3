import type { HostMessage } from '../../domain/view/contract.ts'
import { complianceOf } from '../../domain/indicators/compliance.ts'
import type { ClockRecord } from '../../domain/sla/clock-record.ts'
import { STAGES, UNIT_STATUSES } from '../../domain/model/terms.ts'
import type { Link } from '../../domain/view/link.ts'
import type { CaseItem, DeviceItem, DutyPointItem, Staffing, UnitItem } from '../../domain/view/items.ts'

/** 2022-12-30 14:32:08 at UTC+8. */
export const SAMPLE_NOW_MS = 1_672_381_928_000

const CENTER = { lat: 33.578, lon: 114.03 }
const MINUTE_MS = 60_000
const STREETS = ['老街', '沙北', '马路街', '顺河街', '干河陈', '空冢郭', '城关', '孟庙', '龙塔', '翟庄']
const MORE_STREETS = ['后谢', '东城', '天桥街', '姬石', '召陵', '万金', '老窝', '青年']
const POINTS = [...STREETS, ...MORE_STREETS]
const TITLES = ['机动车违停', '占道经营', '无照游商', '店外经营', '非机动车乱停', '露天烧烤', '乱堆物料']
const PLACES = ['黄河路与嵩山路口东60米', '五一路菜场南口', '沙澧河滨河广场北门', '辽河路218号', '交通路77号']
const SOURCES = ['ai', 'video', 'public', 'grid-group', 'patrol', 'hotline'] as const

/** A spread that repeats: no randomness, the same world each time. */
function at<T>(list: readonly T[], index: number): T {
  const value = list[index % list.length]
  if (value === undefined) throw new Error('the list is empty')
  return value
}

function positionOf(index: number, spreadDeg: number) {
  const angle = index * 2.399963
  const radius = spreadDeg * Math.sqrt(((index * 37) % 100) / 100)
  return { lat: CENTER.lat + radius * 0.75 * Math.sin(angle), lon: CENTER.lon + radius * Math.cos(angle) }
}

export interface SampleOptions {
  readonly nowMs: number
  readonly cases: number
  readonly units: number
  readonly points: number
  readonly link: Partial<Link>
}

export const SAMPLE: SampleOptions = { nowMs: SAMPLE_NOW_MS, cases: 47, units: 36, points: 18, link: {} }

function clocksOf(index: number, stage: string, nowMs: number): readonly ClockRecord[] {
  if (stage !== 'handle' && stage !== 'dispatch') return []
  const startMs = nowMs - 12_000 - ((index * 47_000) % 560_000)
  const base = { startMs, atRiskPercent: 80, pauses: [] }
  const arrived = index % 5 > 1
  const arrive: ClockRecord = { ...base, kind: 'arrive', limitMs: 300_000 }
  const pause = {
    fromMs: startMs + 200_000,
    toMs: startMs + 2_000_000,
    reason: '等待联动部门',
    approver: '值班长',
  }
  const handle: ClockRecord = {
    ...base,
    kind: 'handle',
    limitMs: 600_000,
    pauses: index % 17 === 4 ? [pause] : [],
  }
  if (!arrived) return [arrive, handle]
  return [{ ...arrive, stopMs: Math.min(nowMs, startMs + 215_000 + (index % 9) * 12_000) }, handle]
}

export function sampleCase(index: number, nowMs: number): CaseItem {
  const stage = index === 20 ? undefined : at(STAGES, at([3, 3, 0, 1, 3, 4, 2, 3, 4, 5, 6], index))
  return {
    id: `case-${index}`,
    title: at(TITLES, index),
    address: at(PLACES, index),
    position: positionOf(index * 7 + 3, 0.075),
    source: at(SOURCES, index * 3 + (index >> 2)),
    ...(stage === undefined ? { sourceState: '挂起待查' } : { stage }),
    stageSinceMs: nowMs - 20_000 - ((index * 83_000) % 1_100_000),
    reportedMs: nowMs - index * MINUTE_MS - 15_000,
    responseClass: 'quick',
    urgent: false,
    supervised: false,
    unitIds: stage === 'handle' ? [`unit-${index % 36}`] : [],
    clocks: clocksOf(index, stage ?? '', nowMs),
    ended: false,
    closed: false,
    ...(index === 33 ? { policyMissing: true } : {}),
  }
}

function sampleUnit(index: number, nowMs: number): UnitItem {
  const point = at(POINTS, index)
  return {
    id: `unit-${index}`,
    name: `${point}${1 + Math.floor(index / POINTS.length)}组`,
    status: at(UNIT_STATUSES, at([1, 1, 5, 2, 1, 7, 1, 6, 2, 1, 4, 1], index)),
    statusSinceMs: nowMs - 300_000,
    position: positionOf(index * 11 + 5, 0.07),
    heardAtMs: nowMs - (index === 14 ? 160_000 : 8_000),
    officerCount: 2,
    auxiliaryCount: 1,
    dutyPointId: `point-${index % POINTS.length}`,
  }
}

const STAFFINGS: Readonly<Record<number, Staffing>> = {
  2: 'out-on-case',
  4: 'unmanned',
  7: 'out-on-case',
  11: 'auxiliaries-only',
  14: 'silent',
}

function samplePoint(index: number, nowMs: number): DutyPointItem {
  const staffing = STAFFINGS[index] ?? 'staffed'
  const officersOnPost = staffing === 'unmanned' || staffing === 'auxiliaries-only' ? 0 : 2
  return {
    id: `point-${String(index).padStart(4, '0')}`,
    name:
      index < POINTS.length
        ? at(POINTS, index)
        : `${at(POINTS, index)}${Math.floor(index / POINTS.length)}点`,
    position: positionOf(index * 13 + 1, 0.06),
    radiusM: 150,
    inEventZone: false,
    requiredOfficers: 2,
    officersOnPost,
    auxiliariesOnPost: 1,
    rosteredCount: 7,
    signedInCount: staffing === 'unmanned' ? 0 : 7,
    unitsOut: staffing === 'out-on-case' ? 1 : 0,
    staffing,
    staffingSinceMs: nowMs - 380_000,
    band: '中班 11:00–19:00',
  }
}

function sampleDevice(index: number): DeviceItem {
  return {
    id: `device-${index}`,
    name: `监控${index + 1}`,
    kind: 'parking-monitor',
    state: index % 60 === 7 ? 'offline' : 'online',
    position: positionOf(index * 3 + 2, 0.085),
  }
}

function finishedClocks(count: number, limitMs: number, spreadMs: number, nowMs: number): ClockRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const startMs = nowMs - 3_600_000
    const usedMs = 40_000 + ((index * 7919) % 1000) ** 2 * (spreadMs / 1_000_000)
    return { kind: 'handle', startMs, limitMs, atRiskPercent: 80, pauses: [], stopMs: startMs + usedMs }
  })
}

export function sampleWorld(options: SampleOptions = SAMPLE): Extract<HostMessage, { type: 'world' }> {
  const { nowMs } = options
  const each = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i))
  const arrive = complianceOf(finishedClocks(183, 300_000, 330_000, nowMs), nowMs, nowMs)
  const handle = complianceOf(finishedClocks(172, 600_000, 690_000, nowMs), nowMs, nowMs)
  const few = complianceOf(finishedClocks(14, 600_000, 690_000, nowMs), nowMs, nowMs)
  return {
    type: 'world',
    seq: 1,
    display: { name: 'wall', widthMm: 2436, distanceMm: 3500 },
    time: { serverMs: nowMs, rate: 1, uncertaintyMs: 3 },
    notices: [],
    visitors: false,
    link: {
      state: 'live',
      sinceMs: nowMs - 600_000,
      gateway: '127.0.0.1:7510',
      asOfMs: nowMs - 400,
      revision: 1834,
      epoch: 'e1',
      attempt: 0,
      ...options.link,
    },
    delta: {
      removes: {},
      upserts: {
        case: each(options.cases, (index) => sampleCase(index, nowMs)),
        unit: each(options.units, (index) => sampleUnit(index, nowMs)),
        dutyPoint: each(options.points, (index) => samplePoint(index, nowMs)),
        device: each(472, sampleDevice),
        operation: [
          {
            id: 'operation',
            cityCode: '411100',
            centerName: '漯河市城市管理综合执法支队·指挥中心',
            centerNameEn: 'Luohe city-management command center',
            title: '日常快速反应',
            titleEn: 'Daily quick response',
            dutyKind: 'daily',
            utcOffsetMinutes: 480,
            simulated: true,
          },
        ],
        indicator: [
          {
            id: 'indicators',
            fromMs: nowMs - 52_328_000,
            asOfMs: nowMs,
            reportedCount: 331,
            filedCount: 312,
            openCount: options.cases,
            filedPerHour: [2, 1, 0, 1, 2, 6, 14, 25, 33, 41, 38, 29, 36, 40, 22],
            sourceCounts: { ai: 121, video: 64, public: 58, 'grid-group': 37, patrol: 32, hotline: 19 },
            arrive: {
              ...arrive,
              excluded: { ...arrive.excluded, notYetDue: 12, voiceCorrected: 64, noArrival: 3 },
            },
            handle: {
              ...handle,
              excluded: { ...handle.excluded, notYetDue: 21, voiceCorrected: 64, void: 4 },
            },
            arriveLastHour: few,
            handleLastHour: few,
            voiceCorrectedCount: 64,
            meansCounts: { service: 181, management: 55, enforcement: 29 },
          },
        ],
      },
    },
  }
}
