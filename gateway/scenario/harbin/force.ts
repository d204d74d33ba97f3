import type { Band, DutyPoint } from '../../../proto/gen/wall/v1/duty.ts'
import type { UnitPlan } from '../engine/force.ts'
import { moved, point } from '../engine/geo.ts'
import type { DutyHours } from '../engine/roster.ts'
import { minuteOfDay } from '../engine/time.ts'
import { DISTRICTS, type HarbinDistrict } from './districts.ts'
import { hotspots } from './hotspots.ts'
import { POSTS } from './posts.ts'

const CREW = 4

/** All forces are out for the opening, from before noon until the last guest has gone. */
const BANDS: readonly Band[] = [
  { name: '保障', startMinute: minuteOfDay('11:30'), endMinute: minuteOfDay('23:30') },
]

/** Xiangfang works staggered and extended hours; its crews do both. */
const XIANGFANG = '230110'
const XIANGFANG_BANDS: readonly Band[] = [
  { name: '错时', startMinute: minuteOfDay('11:30'), endMinute: minuteOfDay('16:30') },
  { name: '延时', startMinute: minuteOfDay('16:30'), endMinute: minuteOfDay('23:30') },
]

export const DUTY_HOURS: DutyHours = {
  usual: BANDS,
  own: new Map(
    [
      ...POSTS.filter(({ districtCode }) => districtCode === XIANGFANG).map(({ id }) => id),
      ...DISTRICTS.filter(({ code }) => code === XIANGFANG).map(reserveId),
    ].map((id) => [id, XIANGFANG_BANDS]),
  ),
}

export function reserveId(district: HarbinDistrict): string {
  return `HRB-R-${district.code}`
}

function bandsOf(dutyPointId: string): Band[] {
  return [...(DUTY_HOURS.own?.get(dutyPointId) ?? DUTY_HOURS.usual)]
}

/** The fixed posts, and in each district the assembly point of its vehicles. */
export function dutyPoints(): readonly DutyPoint[] {
  const fixed = POSTS.map((post) => ({
    id: post.id,
    name: post.name,
    gridId: `HRB-${post.districtCode}`,
    position: post.position,
    radiusM: 150,
    requiredOfficers: post.officerCount,
    bands: bandsOf(post.id),
    inEventZone: post.zone !== undefined,
  }))
  const reserves = DISTRICTS.map((district) => ({
    id: reserveId(district),
    name: `${district.short}机动备勤点`,
    gridId: district.id,
    position: point(district.lat, district.lon),
    radiusM: 5_000,
    requiredOfficers: district.vehicleCount * CREW,
    bands: bandsOf(reserveId(district)),
    inEventZone: false,
  }))
  return [...fixed, ...reserves]
}

/** 230 vehicles with four officers each and 80 groups on foot: 1,340 officers. */
export function unitPlans(): readonly UnitPlan[] {
  return [...DISTRICTS.flatMap(vehicles), ...POSTS.map(footUnit)]
}

function vehicles(district: HarbinDistrict): readonly UnitPlan[] {
  const spots = hotspots(district.code)
  return Array.from({ length: district.vehicleCount }, (_, index) => {
    const number = String(index + 1).padStart(2, '0')
    const spot = spots[index % spots.length] ?? district
    // A sunflower spreads the homes evenly, and the same for every seed.
    const angle = index * 2.399963
    const radiusM = 300 * Math.sqrt(index + 1)
    return {
      id: `HRB-V-${district.code}-${number}`,
      name: `${district.short} ${number} 车组`,
      dutyPointId: reserveId(district),
      home: moved(spot, Math.cos(angle) * radiusM, Math.sin(angle) * radiusM),
      officerCount: CREW,
      auxiliaryCount: 0,
      vehicle: `执法车 ${district.short}${number}`,
      patrols: true,
      responds: true,
      pulseMs: 30_000,
    }
  })
}

function footUnit(post: (typeof POSTS)[number]): UnitPlan {
  return {
    id: `HRB-F-${post.id.slice('HRB-P-'.length)}`,
    name: `${post.name}组`,
    dutyPointId: post.id,
    home: post.position,
    officerCount: post.officerCount,
    auxiliaryCount: 0,
    vehicle: '',
    patrols: false,
    // A post of two is not emptied for a case nearby: vehicles go.
    responds: post.officerCount > 2,
    pulseMs: 40_000,
  }
}
