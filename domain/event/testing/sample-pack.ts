import type { EventPack, Post } from '../event-pack.ts'

/** The start of the ceremony of the sample: 2025-02-07T20:00:00+08:00. */
export const SAMPLE_T_MS = 1_738_929_600_000
const HOUR_MS = 3_600_000
const both = (name: string) => ({ name, nameEn: name })

/** A square of about 1 km around a center, one route to it, two posts, one of which the platform may not know. */
export function samplePack(more: Partial<EventPack> = {}): EventPack {
  return {
    format: 1,
    id: 'sample',
    version: 1,
    ...both('sample event'),
    startMs: SAMPLE_T_MS - 4 * HOUR_MS,
    endMs: SAMPLE_T_MS + 3 * HOUR_MS,
    utcOffsetMinutes: 480,
    phases: [
      {
        id: 'early',
        kind: 'early-intervention',
        ...both('early'),
        startMs: SAMPLE_T_MS - 4 * HOUR_MS,
        endMs: SAMPLE_T_MS - HOUR_MS,
      },
      { id: 'doors', kind: 'doors', ...both('doors'), startMs: SAMPLE_T_MS - HOUR_MS, endMs: SAMPLE_T_MS },
      {
        id: 'ceremony',
        kind: 'ceremony',
        ...both('ceremony'),
        startMs: SAMPLE_T_MS,
        endMs: SAMPLE_T_MS + HOUR_MS,
      },
    ],
    venues: [
      {
        id: 'center',
        ...both('center'),
        role: 'main',
        roleEn: 'main',
        position: { lat: 45.737, lon: 126.694 },
        accuracyM: 500,
        district: '230103',
      },
    ],
    zones: [
      {
        id: 'inner',
        ...both('inner'),
        ring: [
          { lat: 45.7325, lon: 126.6876 },
          { lat: 45.7415, lon: 126.6876 },
          { lat: 45.7415, lon: 126.7004 },
          { lat: 45.7325, lon: 126.7004 },
        ],
      },
    ],
    routes: [
      {
        id: 'way',
        ...both('way'),
        line: [
          { lat: 45.759, lon: 126.626 },
          { lat: 45.737, lon: 126.694 },
        ],
        corridorM: 150,
        fromMs: SAMPLE_T_MS - HOUR_MS,
        toMs: SAMPLE_T_MS,
      },
    ],
    posts: [samplePost('north', 'P-1'), samplePost('south', 'P-2')],
    forces: [{ id: 'foot', ...both('foot'), officerCount: 8, vehicleCount: 1 }],
    districts: [
      {
        code: '230103',
        ...both('district'),
        status: 'approved',
        mechanism: 'grid',
        mechanismEn: 'grid',
        measures: [{ ...both('measure'), items: [both('item')] }],
      },
    ],
    checklists: [
      {
        id: 'doors-list',
        ...both('doors list'),
        phaseId: 'doors',
        items: [
          { id: 'sweep', text: 'sweep', textEn: 'sweep', dueMs: SAMPLE_T_MS - HOUR_MS },
          { id: 'gate', text: 'gate', textEn: 'gate', dueMs: SAMPLE_T_MS - HOUR_MS / 2 },
        ],
      },
    ],
    slaProfiles: [
      {
        id: 'inner-doors',
        zoneId: 'inner',
        phaseId: 'doors',
        arriveLimitMs: 180_000,
        handleLimitMs: 480_000,
      },
    ],
    scenes: { '*': 'event' },
    phrases: ['phrase'],
    ...more,
  }
}

export function samplePost(id: string, dutyPointId: string, more: Partial<Post> = {}): Post {
  return {
    id,
    ...both(id),
    position: { lat: 45.737, lon: 126.694 },
    zoneId: 'inner',
    dutyPointId,
    requiredOfficers: 4,
    fromMs: SAMPLE_T_MS - 4 * HOUR_MS,
    toMs: SAMPLE_T_MS + 3 * HOUR_MS,
    ...more,
  }
}
